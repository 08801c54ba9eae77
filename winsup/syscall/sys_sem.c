/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Unnamed semaphores (semaphore.h).
 */
#include "syscall/stub.h"

#include <semaphore.h>
#include <string.h>

#include "thread/room.h"

#define VALUE_MAX	0x7fffffffu

_Static_assert(sizeof(struct thr_sem) <= sizeof(sem_t), "sem_t");

static struct thr_sem *
sem_of(sem_t *s)
{
	return (struct thr_sem *)s;
}

/* EINVAL: the value is too large. */
long
sys_sem_init(sem_t *s, int shared, unsigned int value)
{
	if (value > VALUE_MAX)
		return -EINVAL;
	memset(s, 0, sizeof(*s));
	thr_sem_init(sem_of(s), shared, value);
	return 0;
}

/* EBUSY: threads wait for it; EINVAL: destroyed already. */
long
sys_sem_destroy(sem_t *s)
{
	return thr_sem_destroy(sem_of(s));
}

/* EINVAL: destroyed. */
long
sys_sem_getvalue(sem_t *s, int *value)
{
	return thr_sem_value(sem_of(s), value);
}

/* EAGAIN: it is 0. */
long
sys_sem_trywait(sem_t *s)
{
	return thr_sem_try(sem_of(s));
}

long
sys_sem_wait(sem_t *s)
{
	return thr_sem_wait(sem_of(s),
	    (struct thr_until){ CLOCK_REALTIME, NULL });
}

/* EINVAL: no such time, or clock; ETIMEDOUT. */
long
sys_sem_clockwait(sem_t *s, clockid_t clock, const struct timespec *at)
{
	return thr_sem_wait(sem_of(s), (struct thr_until){ clock, at });
}

long
sys_sem_timedwait(sem_t *s, const struct timespec *at)
{
	return sys_sem_clockwait(s, CLOCK_REALTIME, at);
}

/* EOVERFLOW: the value would pass SEM_VALUE_MAX. */
long
sys_sem_post(sem_t *s)
{
	return thr_sem_post(sem_of(s));
}
