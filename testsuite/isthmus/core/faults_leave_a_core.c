/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its core files are of another kind */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * A process that a fault or abort() ends leaves a core file: where it was,
 * and what its memory held, also where it is a child of fork that has no
 * process of its own.  Its parent goes on as ever.
 */
#include <pthread.h>

#include "core.h"

static volatile int value = 1;
static char *volatile text;
static pthread_barrier_t barrier;

/* What a child has, and its parent not. */
static void
change(void)
{
	value = 4711;
	text = strdup("of the child");
}

static pid_t
child(void (*fn)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		change();
		fn();
		_exit(1);
	}
	CHECK_OK(pid > 0);
	return (pid);
}

static const void *
want(const void *p)
{
	CHECK(p != NULL);
	return (p);
}

/* The core of a child is that child's. */
static const MINIDUMP_EXCEPTION_STREAM *
take_childs(void)
{
	const char *const *t;

	core_take();
	CHECK_INT(value, 1);
	CHECK_INT(*(const int *)want(core_memory(&value, sizeof value)), 4711);
	t = want(core_memory(&text, sizeof text));
	CHECK_STR(want(core_memory(*t, 13)), "of the child");
	CHECK(core_has_module((uint64_t)&value, ".exe"));
	CHECK(core_has_module((uint64_t)GetModuleHandleA("isthmus1.dll"),
	    "isthmus1.dll"));
	return (core_exception());
}

__attribute__((noinline)) static void
store(void)
{
	*(volatile int *)8 = 1;
}

static void
test_store(void)
{
	const MINIDUMP_EXCEPTION_STREAM *e;
	const CONTEXT *c;

	core_expect(child(store), SIGSEGV, 1);
	e = take_childs();
	CHECK_INT(e->ExceptionRecord.ExceptionCode, 0xc0000005);
	CHECK_INT(e->ExceptionRecord.NumberParameters, 2);
	CHECK_INT(e->ExceptionRecord.ExceptionInformation[0], 1);
	CHECK_INT(e->ExceptionRecord.ExceptionInformation[1], 8);
	c = core_at(e->ThreadContext.Rva, sizeof *c);
	CHECK_INT(c->Rip, e->ExceptionRecord.ExceptionAddress);
	CHECK(c->Rip >= (uint64_t)store && c->Rip < (uint64_t)store + 64);
	CHECK(core_memory((void *)c->Rsp, 64) != NULL);
}

static void
divide(void)
{
	volatile int zero = 0;

	value = 100 / zero;
}

static void
illegal(void)
{
	__asm__ volatile("ud2");
}

static void
trap(void)
{
	raise(SIGTRAP);
}

static int
deep(volatile char *p)
{
	volatile char more[4096];

	more[0] = *p;
	return (*p == 1 ? 0 : deep(more) + more[0]);
}

static void
overflow(void)
{
	volatile char c = 0;

	usleep(1);		/* in a process of its own */
	deep(&c);
}

static void
faulty_handler(int sig)
{
	store();
}

static void
fault_again(void)
{
	signal(SIGSEGV, faulty_handler);
	store();
}

static void
test_others(void)
{
	core_expect(child(abort), SIGABRT, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xe0000006);
	core_expect(child(divide), SIGFPE, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xc0000094);
	core_expect(child(illegal), SIGILL, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xc000001d);
	core_expect(child(trap), SIGTRAP, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xe0000005);
	core_expect(child(overflow), SIGSEGV, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xc00000fd);
	core_expect(child(fault_again), SIGSEGV, 1);
	CHECK_INT(take_childs()->ExceptionRecord.ExceptionCode, 0xc0000005);
}

static void *
rest(void *arg)
{
	volatile char mark[32] = "rests";

	pthread_barrier_wait(&barrier);
	while (mark[0] == 'r')
		pause();
	return (NULL);
}

static void
die_with_threads(void)
{
	pthread_t t[3];

	pthread_barrier_init(&barrier, NULL, 4);
	for (int i = 0; i < 3; i++)
		CHECK_INT(pthread_create(&t[i], NULL, rest, NULL), 0);
	pthread_barrier_wait(&barrier);
	store();
}

static void
test_threads(void)
{
	const MINIDUMP_THREAD_LIST *l;
	int marks = 0;

	core_expect(child(die_with_threads), SIGSEGV, 1);
	take_childs();
	l = core_stream(ThreadListStream);
	for (ULONG32 i = 0; i < l->NumberOfThreads; i++) {
		const MINIDUMP_MEMORY_DESCRIPTOR *m = &l->Threads[i].Stack;

		core_thread(l->Threads[i].ThreadId);
		marks += memmem(core_at(m->Memory.Rva, m->Memory.DataSize),
		    m->Memory.DataSize, "rests\0\0\0\0\0\0\0\0", 13) != NULL;
	}
	CHECK(l->NumberOfThreads >= 4);
	CHECK_INT(marks, 3);
}

int
main(void)
{
	core_folder();
	core_limit(RLIM_INFINITY);
	test_store();
	test_others();
	test_threads();
	/* None without a limit that allows it, or for another signal. */
	core_limit(0);
	core_expect(child(store), SIGSEGV, 0);
	core_limit(RLIM_INFINITY);
	value = 1;
	core_expect(child(abort), SIGABRT, 1);
	CHECK_INT(value, 1);
	return (0);
}
