/* SPDX-License-Identifier: BSD-2-Clause */
/* A barrier of one lets everybody through and calls each the last. */
#include <pthread.h>
#include <sched.h>

#include "test.h"

int
main(void)
{
	pthread_barrier_t b;
	pthread_spinlock_t s;

	CHECK_INT(pthread_barrier_init(&b, NULL, 0), EINVAL);
	CHECK_INT(pthread_barrier_init(&b, NULL, 1), 0);
	for (int i = 0; i < 10; i++)
		CHECK_INT(pthread_barrier_wait(&b),
		    PTHREAD_BARRIER_SERIAL_THREAD);
	CHECK_INT(pthread_barrier_destroy(&b), 0);

	CHECK_INT(pthread_spin_init(&s, PTHREAD_PROCESS_PRIVATE), 0);
	CHECK_INT(pthread_spin_lock(&s), 0);
	CHECK_INT(pthread_spin_trylock(&s), EBUSY);
	CHECK_INT(pthread_spin_unlock(&s), 0);
	CHECK_INT(pthread_spin_trylock(&s), 0);
	CHECK_INT(pthread_spin_unlock(&s), 0);
	CHECK_INT(pthread_spin_destroy(&s), 0);
	CHECK_INT(sched_yield(), 0);
	return (0);
}
