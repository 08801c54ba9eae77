/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI semaphores (XBD <sys/sem.h>).
 */
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <sys/ipc.h>

struct semid_ds {
	struct ipc_perm	sem_perm;
	unsigned short	sem_nsems;
	time_t		sem_otime;
	time_t		sem_ctime;
	long		__sem_spare[4];
};

struct sembuf {
	unsigned short	sem_num;
	short		sem_op;
	short		sem_flg;
};

#define SEM_UNDO	010000

#define GETNCNT		10
#define GETPID		11
#define GETVAL		12
#define GETALL		13
#define GETZCNT		14
#define SETVAL		15
#define SETALL		16
#if __MISC_VISIBLE
#define SEM_STAT	18		/* IPC_STAT of the n-th there is */
#define SEM_A		0200
#define SEM_R		0400
#endif

/* The program defines union semun (XSH semctl()). */
#define _SEM_SEMUN_UNDEFINED	1

__BEGIN_DECLS

int semctl(int __id, int __num, int __cmd, ...);
int semget(key_t __key, int __n, int __flags);
int semop(int __id, struct sembuf *__ops, size_t __n);
#if __GNU_VISIBLE
struct timespec;
int semtimedop(int __id, struct sembuf *__ops, size_t __n,
    const struct timespec *__timeout);
#endif

__END_DECLS

#endif /* _SYS_SEM_H */
