/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI shared memory (XBD <sys/shm.h>).
 */
#ifndef _SYS_SHM_H
#define _SYS_SHM_H

#include <sys/ipc.h>

typedef unsigned long	shmatt_t;

struct shmid_ds {
	struct ipc_perm	shm_perm;
	size_t		shm_segsz;
	pid_t		shm_lpid;
	pid_t		shm_cpid;
	shmatt_t	shm_nattch;
	time_t		shm_atime;
	time_t		shm_dtime;
	time_t		shm_ctime;
	long		__shm_spare[4];
};

#define SHM_RDONLY	010000
#define SHM_RND		020000
#if __MISC_VISIBLE
#define SHM_REMAP	040000
#define SHM_EXEC	0100000
#define SHM_DEST	01000		/* in shm_perm.mode: being removed */
#define SHM_STAT	13		/* IPC_STAT of the n-th there is */
#define SHM_R		0400
#define SHM_W		0200
#endif
#define SHMLBA		65536
#define SHM_FAILED	((void *)-1)

__BEGIN_DECLS

void *shmat(int __id, const void *__addr, int __flags);
int shmctl(int __id, int __cmd, struct shmid_ds *__buf);
int shmdt(const void *__addr);
int shmget(key_t __key, size_t __size, int __flags);

__END_DECLS

#endif /* _SYS_SHM_H */
