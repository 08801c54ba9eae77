/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Timers of CLOCK_TAI, to a time of it and for a while; threads for CPU time
 * that is used up; signals for one thread (Linux's SIGEV_THREAD_ID), whose
 * number is its own.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#if defined __GLIBC__ && !defined sigev_notify_thread_id
#define sigev_notify_thread_id	_sigev_un._tid
#endif

static sem_t called, ready;
static pthread_t main_thread;

#define MS	1000000LL
#define SECOND	(1000 * MS)

/* In nanoseconds: CPU time goes by ticks, and 0.2 + 0.1 > 0.3 in a double. */
static long long
now(clockid_t clock)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	return t.tv_sec * SECOND + t.tv_nsec;
}

static void
function(union sigval v)
{
	CHECK(!pthread_equal(pthread_self(), main_thread));
	CHECK_INT(v.sival_int, 12);
	sem_post(&called);
}

static timer_t
start(clockid_t clock, struct sigevent *ev, int flags, long long at)
{
	struct itimerspec v = { { 0, 0 }, { at / SECOND, at % SECOND } };
	timer_t id;

	CHECK_OK(timer_create(clock, ev, &id) == 0);
	CHECK_OK(timer_settime(id, flags, &v, NULL) == 0);
	return id;
}

static void
tai(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGUSR1 };
	long long begin = now(CLOCK_TAI);
	struct itimerspec left;
	siginfo_t info;
	sigset_t set;
	timer_t id;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	id = start(CLOCK_TAI, &ev, TIMER_ABSTIME, begin + 100 * MS);
	CHECK_OK(timer_gettime(id, &left) == 0);
	CHECK(left.it_value.tv_sec == 0);
	CHECK_OK(sigwaitinfo(&set, &info) == SIGUSR1);
	CHECK(now(CLOCK_TAI) >= begin + 100 * MS);
	CHECK_OK(timer_delete(id) == 0);
	begin = now(CLOCK_MONOTONIC);
	id = start(CLOCK_TAI, &ev, 0, 50 * MS);
	CHECK_OK(sigwaitinfo(&set, &info) == SIGUSR1);
	CHECK_INT(info.si_code, SI_TIMER);
	CHECK(now(CLOCK_MONOTONIC) >= begin + 50 * MS);
	CHECK_OK(timer_delete(id) == 0);
}

static void
cpu_time(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_THREAD,
	    .sigev_notify_function = function };
	long long begin = now(CLOCK_PROCESS_CPUTIME_ID);
	timer_t id;

	ev.sigev_value.sival_int = 12;
	id = start(CLOCK_PROCESS_CPUTIME_ID, &ev, 0, 100 * MS);
	while (sem_trywait(&called) != 0)
		continue;
	CHECK(now(CLOCK_PROCESS_CPUTIME_ID) >= begin + 100 * MS);
	CHECK_OK(timer_delete(id) == 0);
}

static void *
wait_for_signal(void *arg)
{
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	*(pid_t *)arg = gettid();
	sem_post(&ready);
	CHECK_OK(sigwaitinfo(&set, &info) == SIGUSR2);
	CHECK_INT(info.si_value.sival_int, 13);
	sem_post(&called);
	return NULL;
}

/* It is pending for that thread, and for no other. */
static void
one_thread(void)
{
	struct sigevent ev = { .sigev_notify = SIGEV_THREAD_ID,
	    .sigev_signo = SIGUSR2 };
	const struct timespec soon = { 0, 150000000 };
	sigset_t set;
	pid_t tid[2];
	pthread_t t[2];
	timer_t id;

	ev.sigev_value.sival_int = 13;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	for (int i = 0; i < 2; i++) {
		CHECK_INT(pthread_create(&t[i], NULL, wait_for_signal,
		    &tid[i]), 0);
		CHECK_OK(sem_wait(&ready) == 0);
	}
	CHECK(tid[0] != tid[1] && tid[0] != getpid());
	CHECK_INT(gettid(), getpid());
	ev.sigev_notify_thread_id = tid[1];
	id = start(CLOCK_MONOTONIC, &ev, 0, 20 * MS);
	CHECK(sigtimedwait(&set, NULL, &soon) < 0 && errno == EAGAIN);
	CHECK_INT(pthread_join(t[1], NULL), 0);
	CHECK(sem_trywait(&called) == 0 && sem_trywait(&called) < 0);
	CHECK_OK(timer_delete(id) == 0);
	ev.sigev_notify_thread_id = getpid();
	id = start(CLOCK_MONOTONIC, &ev, 0, 20 * MS);
	CHECK_OK(sigtimedwait(&set, NULL, &(struct timespec){ 20, 0 }) ==
	    SIGUSR2);
	CHECK_OK(timer_delete(id) == 0);
	ev.sigev_notify_thread_id = tid[0];
	id = start(CLOCK_MONOTONIC, &ev, 0, 1 * MS);
	CHECK_INT(pthread_join(t[0], NULL), 0);
	CHECK_OK(timer_delete(id) == 0);
	/* One that has ended; Linux lets it be joined a moment before that. */
	ev.sigev_notify_thread_id = tid[0];
	for (int i = 0; i < 2000 &&
	    timer_create(CLOCK_MONOTONIC, &ev, &id) == 0;
	    i++) {
		CHECK_OK(timer_delete(id) == 0);
		usleep(1000);
	}
	CHECK(timer_create(CLOCK_MONOTONIC, &ev, &id) < 0 && errno == EINVAL);
}

int
main(void)
{
	sigset_t set;
	timer_t id;

	main_thread = pthread_self();
	CHECK_OK(sem_init(&called, 0, 0) == 0 && sem_init(&ready, 0, 0) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	CHECK_INT(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
	tai();
	cpu_time();
	one_thread();
	CHECK(timer_create((clockid_t)0x20000000, NULL, &id) < 0 &&
	    errno == EINVAL);
	return 0;
}
