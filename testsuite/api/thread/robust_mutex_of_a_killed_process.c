/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * A robust mutex in shared memory whose owner is killed, or exits: who tries
 * it, and who waits for it already, becomes the owner and is told.  A child
 * does not own what its parent holds.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static struct shared {
	pthread_mutex_t mutex;
	volatile int holds, result;
} *s;

static void
set_up(int type)
{
	pthread_mutexattr_t m;

	CHECK_INT(pthread_mutexattr_init(&m), 0);
	CHECK_INT(pthread_mutexattr_settype(&m, type), 0);
	CHECK_INT(pthread_mutexattr_setpshared(&m, PTHREAD_PROCESS_SHARED),
	    0);
	CHECK_INT(pthread_mutexattr_setrobust(&m, PTHREAD_MUTEX_ROBUST), 0);
	CHECK_INT(pthread_mutex_init(&s->mutex, &m), 0);
	s->holds = 0;
	s->result = -1;
}

static void
nap(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

static pid_t
owner(int how)
{
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid > 0)
		return pid;
	if (pthread_mutex_lock(&s->mutex) != 0)
		_exit(1);
	s->holds = 1;
	if (how == 0)
		_exit(0);
	for (;;)
		pause();
}

static void
await(volatile int *what)
{
	while (!*what)
		nap(5);
}

static void
recover(void)
{
	CHECK_INT(pthread_mutex_consistent(&s->mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	s->holds = 0;
}

static void
reap(pid_t pid)
{
	int st;

	CHECK_OK(waitpid(pid, &st, 0) == pid);
}

static void
owner_is_killed(void)
{
	pid_t pid = owner(1), waiter;
	int st;

	await(&s->holds);
	CHECK_INT(pthread_mutex_trylock(&s->mutex), EBUSY);
	/* One waits already when it happens. */
	waiter = fork();
	CHECK_OK(waiter >= 0);
	if (waiter == 0) {
		s->result = -2;
		s->result = pthread_mutex_lock(&s->mutex);
		if (s->result != EOWNERDEAD)
			_exit(2);
		if (pthread_mutex_consistent(&s->mutex) != 0)
			_exit(3);
		_exit(pthread_mutex_unlock(&s->mutex));
	}
	while (s->result == -1)
		nap(5);
	nap(30);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(waiter, &st, 0) == waiter);
	CHECK_INT(st, 0);
	CHECK_INT(s->result, EOWNERDEAD);
	reap(pid);
	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	s->holds = 0;
	/* Nobody waits. */
	pid = owner(1);
	await(&s->holds);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	reap(pid);
	CHECK_INT(pthread_mutex_trylock(&s->mutex), EOWNERDEAD);
	recover();
}

static void
owner_exits(void)
{
	pid_t pid = owner(0);

	reap(pid);
	CHECK_INT(pthread_mutex_lock(&s->mutex), EOWNERDEAD);
	recover();
	pid = owner(0);
	reap(pid);
	CHECK_INT(pthread_mutex_lock(&s->mutex), EOWNERDEAD);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
	CHECK_INT(pthread_mutex_lock(&s->mutex), ENOTRECOVERABLE);
}

static void
child_is_not_the_owner(void)
{
	pid_t pid;
	int st;

	CHECK_INT(pthread_mutex_lock(&s->mutex), 0);
	pid = fork();
	CHECK_OK(pid >= 0);
	if (pid == 0) {
		if (pthread_mutex_unlock(&s->mutex) != EPERM)
			_exit(1);
		_exit(pthread_mutex_trylock(&s->mutex) == EBUSY ? 0 : 2);
	}
	CHECK_OK(waitpid(pid, &st, 0) == pid);
	CHECK_INT(st, 0);
	CHECK_INT(pthread_mutex_unlock(&s->mutex), 0);
}

int
main(void)
{
	s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(s != MAP_FAILED);
	set_up(PTHREAD_MUTEX_NORMAL);
	child_is_not_the_owner();
	owner_is_killed();
	owner_exits();
	set_up(PTHREAD_MUTEX_ERRORCHECK);
	child_is_not_the_owner();
	owner_is_killed();
	return 0;
}
