/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A timer of SIGEV_THREAD calls its function in a thread of its own, which
 * has the attributes that were given, again and again, with its value, until
 * it is deleted.
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "test.h"

static sem_t called;
static pthread_t main_thread;
static volatile int right = 1;

static void
function(union sigval v)
{
	pthread_attr_t a;
	size_t size;

	if (v.sival_int != 4711 || pthread_equal(pthread_self(), main_thread))
		right = 0;
	if (pthread_getattr_np(pthread_self(), &a) != 0 ||
	    pthread_attr_getstacksize(&a, &size) != 0 || size < 3 << 20 ||
	    size > 4 << 20)
		right = 0;
	pthread_attr_destroy(&a);
	sem_post(&called);
}

int
main(void)
{
	struct itimerspec v = { { 0, 20000000 }, { 0, 20000000 } }, now;
	struct sigevent ev;
	pthread_attr_t a;
	timer_t id, once;

	main_thread = pthread_self();
	CHECK_OK(sem_init(&called, 0, 0) == 0);
	memset(&ev, 0, sizeof ev);
	ev.sigev_notify = SIGEV_THREAD;
	ev.sigev_notify_function = function;
	ev.sigev_value.sival_int = 4711;
	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setstacksize(&a, 3 << 20), 0);
	ev.sigev_notify_attributes = &a;
	CHECK_OK(timer_create(CLOCK_MONOTONIC, &ev, &id) == 0);
	CHECK_OK(timer_gettime(id, &now) == 0);
	CHECK(now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0);
	CHECK_OK(timer_settime(id, 0, &v, NULL) == 0);
	for (int i = 0; i < 5; i++)
		CHECK_OK(sem_wait(&called) == 0);
	CHECK_OK(timer_gettime(id, &now) == 0);
	CHECK_INT(now.it_interval.tv_nsec, 20000000);
	CHECK(now.it_value.tv_sec == 0 && now.it_value.tv_nsec <= 20000000);
	CHECK(timer_getoverrun(id) >= 0);
	CHECK_OK(timer_delete(id) == 0);

	/* At a time that is over: at once, and only once. */
	CHECK_OK(timer_create(CLOCK_REALTIME, &ev, &once) == 0);
	v = (struct itimerspec){ { 0, 0 }, { 1, 0 } };
	CHECK_OK(timer_settime(once, TIMER_ABSTIME, &v, NULL) == 0);
	CHECK_OK(sem_wait(&called) == 0);
	CHECK_OK(timer_delete(once) == 0);
	CHECK(right);
	return 0;
}
