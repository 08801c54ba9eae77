/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 20 */
/*
 * On a stack that the program gave a context all goes on that goes on
 * elsewhere: signals, alternate stacks, faults, fork, exec's and threads'
 * functions, longjmp to another stack.  A context can go on in a thread that
 * did not save it.
 */
#include "test.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#define STACK	(256 * 1024)

/* Runs fn on that stack as uc, until it ends or changes to home. */
static void
begin(ucontext_t *uc, ucontext_t *home, void (*fn)(void), char *stack)
{
	CHECK(getcontext(uc) == 0);
	uc->uc_stack.ss_sp = stack;
	uc->uc_stack.ss_size = STACK;
	uc->uc_link = home;
	makecontext(uc, fn, 0);
	CHECK(swapcontext(home, uc) == 0);
}

static void
run(void (*fn)(void), char *stack)
{
	static __thread ucontext_t home, uc;

	begin(&uc, &home, fn, stack);
}

static volatile sig_atomic_t signals;
static sigjmp_buf out;
static __thread char *alt;

static void
use_alternate_stack(void)
{
	stack_t ss = { .ss_size = STACK };

	CHECK((ss.ss_sp = alt = malloc(STACK)) != NULL);
	CHECK_OK(sigaltstack(&ss, NULL) == 0);
}

static void
on_signal(int sig)
{
	signals++;
}

static void
on_fault(int sig)
{
	char here;

	CHECK(&here > alt && &here < alt + STACK);
	siglongjmp(out, 1);
}

static void
signalled(void)
{
	struct itimerspec soon = { .it_value.tv_nsec = 1000000 };
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGALRM };
	timer_t timer;
	int n = signals;

	raise(SIGUSR1);
	CHECK_INT(signals, n + 1);
	CHECK_OK(timer_create(CLOCK_MONOTONIC, &ev, &timer) == 0);
	CHECK_OK(timer_settime(timer, 0, &soon, NULL) == 0);
	while (signals == n + 1)		/* interrupts computing */
		continue;
	CHECK_OK(timer_delete(timer) == 0);
	if (sigsetjmp(out, 1) == 0)
		*(volatile int *)16 = 1;
	else
		n = -1;
	CHECK_INT(n, -1);
}

static void
forks(void)
{
	char text[4000];
	int status, fd[2];
	pid_t pid;

	memset(text, 'x', sizeof text);
	CHECK_OK(pipe(fd) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		char c;

		/* It waits, and runs a program's worth of calls. */
		CHECK(read(fd[0], &c, 1) == 1);
		CHECK(text[0] == 'x' && text[3999] == 'x');
		_exit(c);
	}
	CHECK_OK(write(fd[1], "\7", 1) == 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 7);
	CHECK(text[3999] == 'x');
	close(fd[0]);
	close(fd[1]);
}

static int child_pipe[2];

static void
in_child(void)
{
	char c;

	CHECK(read(child_pipe[0], &c, 1) == 1);
	_exit(c);
}

/* The child goes to another stack, and waits there. */
static void
child_runs_a_context(char *stack)
{
	int status;
	pid_t pid;

	CHECK_OK(pipe(child_pipe) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		run(in_child, stack);
	CHECK_OK(write(child_pipe[1], "\11", 1) == 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		close(child_pipe[1]);
		run(forks, stack);
		_exit(3);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 3);
	close(child_pipe[0]);
	close(child_pipe[1]);
}

/* As QEMU's coroutines change: started by a context, then by longjmp. */
static sigjmp_buf there, back;

static volatile int rounds;

static void
jumper(void)
{
	for (;;) {
		if (sigsetjmp(there, 0) == 0)
			siglongjmp(back, 1);
		rounds++;
		raise(SIGUSR1);
	}
}

static void
jumps(char *stack)
{
	volatile int n = signals;

	rounds = 0;
	if (sigsetjmp(back, 0) == 0)
		run(jumper, stack);
	if (rounds < 3)
		siglongjmp(there, 1);
	CHECK_INT(signals, n + 3);
}

static ucontext_t of_thread, of_main;
static volatile int state;

static void
migrant(void)
{
	pid_t first = gettid();

	state = 1;
	CHECK(swapcontext(&of_thread, &of_main) == 0);
	CHECK(gettid() != first);
	state = 2;
}

static void *
thread(void *stack)
{
	use_alternate_stack();
	run(signalled, stack);
	run(forks, stack);
	CHECK_INT(state, 1);
	CHECK(swapcontext(&of_main, &of_thread) == 0);
	return NULL;
}

/* Begun here, gone on with in another thread. */
static void
in_two_threads(char *stack, char *more)
{
	pthread_t t;

	begin(&of_thread, &of_main, migrant, more);
	CHECK_INT(state, 1);
	CHECK_INT(pthread_create(&t, NULL, thread, stack), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(state, 2);
}

static void
ends_thread(void)
{
	pthread_exit((void *)5);
}

static void *
thread_that_ends(void *stack)
{
	run(ends_thread, stack);
	return NULL;
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = on_signal };
	char *heap = malloc(STACK), *mapped;
	static char data[STACK];
	pthread_t t;
	void *got;

	mapped = mmap(NULL, STACK, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(heap != NULL && mapped != MAP_FAILED);
	use_alternate_stack();
	sigaction(SIGUSR1, &sa, NULL);
	sigaction(SIGALRM, &sa, NULL);
	sa.sa_handler = on_fault;
	sa.sa_flags = SA_ONSTACK;
	sigaction(SIGSEGV, &sa, NULL);
	run(signalled, heap);
	run(signalled, mapped);
	run(signalled, data);
	run(forks, heap);
	run(forks, mapped);
	run(forks, data);
	child_runs_a_context(heap);
	child_runs_a_context(mapped);
	jumps(heap);
	jumps(data);
	run(signalled, heap);
	in_two_threads(heap, mapped);
	CHECK_INT(pthread_create(&t, NULL, thread_that_ends, heap), 0);
	CHECK_INT(pthread_join(t, &got), 0);
	CHECK(got == (void *)5);
	return 0;
}
