/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Semaphores (XBD <semaphore.h>). An unnamed one has no pointer in it, so it
 * works in shared memory.
 */
#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <fcntl.h>
#include <time.h>

typedef struct __isthmus_sem {
	volatile unsigned int	__value;
	volatile unsigned int	__waiters;
	int			__state[6];
} __attribute__((__aligned__(8))) sem_t;

#define SEM_FAILED	((sem_t *)0)

__BEGIN_DECLS

#if __POSIX_VISIBLE >= 202405 || __GNU_VISIBLE || defined(__cplusplus)
int sem_clockwait(sem_t *__restrict __sem, clockid_t __clock,
    const struct timespec *__restrict __abstime);
#endif
int sem_close(sem_t *__sem);
int sem_destroy(sem_t *__sem);
int sem_getvalue(sem_t *__restrict __sem, int *__restrict __value);
int sem_init(sem_t *__sem, int __shared, unsigned int __value);
sem_t *sem_open(const char *__name, int __oflag, ...);
int sem_post(sem_t *__sem);
int sem_timedwait(sem_t *__restrict __sem,
    const struct timespec *__restrict __abstime);
int sem_trywait(sem_t *__sem);
int sem_unlink(const char *__name);
int sem_wait(sem_t *__sem);

__END_DECLS

#endif /* _SEMAPHORE_H */
