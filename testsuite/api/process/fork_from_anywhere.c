/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* dll: open */
/* timeout: 60 */
/*
 * fork() where programs rarely do: in a comparison of qsort(), a walk of
 * files, handlers of signals and of exit(), destructors of threads and of
 * keys, what pthread_once() calls, and in constructors, functions and
 * destructors of a library.  The child ends at once, waits (and has a process
 * by then), computes, or goes on from there and ends as its parent does.
 */
#include <dlfcn.h>
#include <ftw.h>
#include <pthread.h>
#include <search.h>

#include "process/children.h"

static volatile int forks;
static int code;
static pid_t main_pid;

/* Four children of all kinds; from a library, too. */
void
fork_some(void)
{
	int status;
	pid_t pid;

	for (int kind = 0; kind < 4; kind++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			if (kind == 1)
				nap(1);
			for (volatile int n = 0; kind == 2 && n < 20000000; n++)
				continue;
			if (kind == 3) {
				pid = fork();
				if (pid == 0)
					_exit(9);
				_exit(end(pid) == 9 << 8 ? 3 : 1);
			}
			_exit(kind);
		}
		status = end(pid);
		CHECK_INT(status, kind << 8);
	}
	forks++;
}

static int
compare(const void *a, const void *b)
{
	static int calls;

	if (++calls == 5)
		fork_some();
	return *(const int *)a - *(const int *)b;
}

/* A child goes on in the midst of qsort(), and its parent as well. */
static int
compare_and_go_on(const void *a, const void *b)
{
	static int calls;

	if (++calls == 7 && fork() == 0)
		code = 5;
	return *(const int *)a - *(const int *)b;
}

static void
sorting(void)
{
	int n[50], status;

	for (int i = 0; i < 50; i++)
		n[i] = i * 7 % 50;
	qsort(n, 50, sizeof n[0], compare);
	for (int i = 0; i < 50; i++)
		CHECK_INT(n[i], i);
	for (int i = 0; i < 50; i++)
		n[i] = i * 7 % 50;
	qsort(n, 50, sizeof n[0], compare_and_go_on);
	for (int i = 0; i < 50; i++)
		CHECK_INT(n[i], i);
	if (code != 0)
		_exit(code);
	CHECK_OK(wait(&status) > 0);
	CHECK_INT(status, 5 << 8);
}

static int
visit(const char *name, const struct stat *st, int what)
{
	fork_some();
	return 0;
}

static void
handler(int sig)
{
	fork_some();
}

static void
signals(void)
{
	static char other[65536];
	stack_t stack = { .ss_sp = other, .ss_size = sizeof other };
	struct sigaction sa = { .sa_handler = handler };
	int before = forks;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(raise(SIGUSR1) == 0);
	CHECK_OK(sigaltstack(&stack, NULL) == 0);
	sa.sa_flags = SA_ONSTACK;
	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(raise(SIGUSR1) == 0);
	CHECK_OK(sigaction(SIGALRM, &sa, NULL) == 0);
	alarm(1);
	while (forks < before + 3)
#ifndef __GLIBC__	/* waits for malloc's lock there, which it has itself */
		free(malloc((size_t)(rand() % 5000)));
#else
		continue;
#endif
}

static void
destroy(void *value)
{
	fork_some();
}

static pthread_key_t key;

static void *
thread(void *arg)
{
	CHECK_INT(pthread_setspecific(key, &key), 0);
	return arg;
}

static void
threads(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_t t;

	CHECK_INT(pthread_once(&once, fork_some), 0);
	CHECK_INT(pthread_key_create(&key, destroy), 0);
	CHECK_INT(pthread_create(&t, NULL, thread, NULL), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	pthread_cleanup_push(destroy, NULL);
	pthread_cleanup_pop(1);
}

static void
library(void)
{
	void (**from)(void), (*use)(void);
	void *lib = dlopen(DLL_NAME, RTLD_NOW);
	int before;

	if (lib == NULL)
		fprintf(stderr, "%s\n", dlerror());
	CHECK(lib != NULL);
	*(void **)&from = dlsym(lib, "library_forks");
	*(void **)&use = dlsym(lib, "library_use");
	CHECK(from != NULL && use != NULL);
	CHECK_INT(*(int *)dlsym(lib, "library_constructed"), 6 << 8);
	*from = fork_some;
	before = forks;
	use();
	CHECK_INT(forks, before + 1);
	CHECK_INT(dlclose(lib), 0);	/* its destructor forks */
	CHECK_INT(forks, before + 2);
}

/* Runs in children that call exit(), too. */
static void
at_exit(void)
{
	int was = forks;

	fork_some();
	if (getpid() == main_pid && (was < 10 || forks != was + 1))
		_exit(1);
}

static int
ends_by_exit(void)
{
	nap(1);
	exit(4);
}

int
main(void)
{
	main_pid = getpid();
	CHECK_INT(atexit(at_exit), 0);
	sorting();
	put_file("a", "", 0600);
	CHECK_INT(ftw(".", visit, 5), 0);
	signals();
	threads();
	library();
	CHECK_INT(end(begin(ends_by_exit)), 4 << 8);
	return 0;
}
