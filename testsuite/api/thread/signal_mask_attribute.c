/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A thread has its creator's mask, or the one of its attributes; signals come
 * to threads by it from the start on.
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t handled;
static pthread_t handler_thread;

static void
handler(int sig)
{
	handler_thread = pthread_self();
	handled = 1;
}

static void *
tell_mask(void *arg)
{
	CHECK_INT(pthread_sigmask(SIG_BLOCK, NULL, arg), 0);
	return NULL;
}

static void
mask_of(const pthread_attr_t *a, sigset_t *set)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, a, tell_mask, set), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
}

static void *
wait_for_it(void *arg)
{
	while (!handled)
		sched_yield();
	return NULL;
}

int
main(void)
{
	sigset_t set, got;
	pthread_attr_t a;
	pthread_t t;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_getsigmask_np(&a, &got),
	    PTHREAD_ATTR_NO_SIGMASK_NP);
	mask_of(&a, &got);
	CHECK(sigismember(&got, SIGUSR1) && !sigismember(&got, SIGUSR2));

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGKILL);
	CHECK_INT(pthread_attr_setsigmask_np(&a, &set), 0);
	CHECK_INT(pthread_attr_getsigmask_np(&a, &got), 0);
	CHECK(sigismember(&got, SIGUSR2));
	mask_of(&a, &got);
	CHECK(!sigismember(&got, SIGUSR1) && sigismember(&got, SIGUSR2));
	CHECK(!sigismember(&got, SIGKILL));
	/* Nobody else takes it. */
	CHECK_OK(signal(SIGUSR1, handler) != SIG_ERR);
	CHECK_INT(pthread_create(&t, &a, wait_for_it, NULL), 0);
	CHECK_OK(kill(getpid(), SIGUSR1) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK(pthread_equal(handler_thread, t));

	CHECK_INT(pthread_attr_setsigmask_np(&a, NULL), 0);
	CHECK_INT(pthread_attr_getsigmask_np(&a, &got),
	    PTHREAD_ATTR_NO_SIGMASK_NP);
	CHECK_INT(pthread_attr_destroy(&a), 0);
	return 0;
}
