/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The types of <threads.h> (ISO C11 7.26): the POSIX ones by other names.
 */
#ifndef _MACHINE__THREADS_H
#define _MACHINE__THREADS_H

#include <sys/types.h>

typedef pthread_t	thrd_t;
typedef pthread_mutex_t	mtx_t;
typedef pthread_cond_t	cnd_t;
typedef pthread_key_t	tss_t;
typedef pthread_once_t	once_flag;

#define ONCE_FLAG_INIT		0
#define TSS_DTOR_ITERATIONS	4

#endif /* _MACHINE__THREADS_H */
