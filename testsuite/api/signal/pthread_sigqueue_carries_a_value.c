/* SPDX-License-Identifier: BSD-2-Clause */
/* GNU's pthread_sigqueue(): a signal with a value, for one thread. */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <unistd.h>

#include "test.h"

static sigset_t set;
static sem_t taken;

static void *
take(void *arg)
{
	siginfo_t info;

	for (int i = 0; i < 3; i++) {
		CHECK_OK(sigwaitinfo(&set, &info) == SIGRTMIN);
		CHECK_INT(info.si_code, SI_QUEUE);
		CHECK_INT(info.si_value.sival_int, 10 + i);
		CHECK_INT(info.si_pid, getpid());
		CHECK_OK(sem_post(&taken) == 0);
	}
	return arg;
}

int
main(void)
{
	const struct timespec none = { 0, 0 };
	union sigval v;
	pthread_t t;

	CHECK_OK(sem_init(&taken, 0, 0) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(pthread_create(&t, NULL, take, NULL), 0);
	for (int i = 0; i < 3; i++) {
		v.sival_int = 10 + i;
		CHECK_INT(pthread_sigqueue(t, SIGRTMIN, v), 0);
	}
	CHECK_ERR(sigtimedwait(&set, NULL, &none), EAGAIN);
	for (int i = 0; i < 3; i++)
		CHECK_OK(sem_wait(&taken) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_sigqueue(pthread_self(), -1, v), EINVAL);
	CHECK_INT(pthread_sigqueue(pthread_self(), 1000, v), EINVAL);
	return 0;
}
