/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <semaphore.h>
#include <time.h>

#include "test.h"

int
main(void)
{
	struct timespec at, t;
	sem_t s;
	int v;

	CHECK_ERR(sem_init(&s, 0, (unsigned)SEM_VALUE_MAX + 1), EINVAL);
	CHECK_INT(sem_init(&s, 0, 3), 0);
	CHECK_INT(sem_getvalue(&s, &v), 0);
	CHECK_INT(v, 3);
	for (int i = 0; i < 3; i++)
		CHECK_INT(i % 2 ? sem_wait(&s) : sem_trywait(&s), 0);
	CHECK_ERR(sem_trywait(&s), EAGAIN);
	clock_gettime(CLOCK_REALTIME, &at);
	at.tv_sec += (at.tv_nsec + 30000000) / 1000000000;
	at.tv_nsec = (at.tv_nsec + 30000000) % 1000000000;
	CHECK_ERR(sem_timedwait(&s, &at), ETIMEDOUT);
	clock_gettime(CLOCK_REALTIME, &t);
	CHECK(t.tv_sec > at.tv_sec ||
	    (t.tv_sec == at.tv_sec && t.tv_nsec >= at.tv_nsec));
	at.tv_nsec = 1000000000;
	CHECK_ERR(sem_timedwait(&s, &at), EINVAL);
	at.tv_nsec = 0;
	CHECK_INT(sem_post(&s), 0);
	/* To be had at once, though the time has passed. */
	CHECK_INT(sem_timedwait(&s, &at), 0);
	at.tv_sec = at.tv_nsec = 0;
	CHECK_ERR(sem_clockwait(&s, CLOCK_MONOTONIC, &at), ETIMEDOUT);
	CHECK_INT(sem_destroy(&s), 0);
	CHECK_INT(sem_init(&s, 0, SEM_VALUE_MAX), 0);
	CHECK_ERR(sem_post(&s), EOVERFLOW);
	CHECK_INT(sem_destroy(&s), 0);
	return (0);
}
