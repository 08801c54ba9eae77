/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Objects of interprocess communication without a server: each is a file in
 * /dev/shm that all its users map.  Nothing but the file is needed, so it
 * survives any process; what is in it is valid at every instruction, since
 * its users may be killed at any.
 */
#ifndef ISTHMUS_SYSCALL_IPC_H
#define ISTHMUS_SYSCALL_IPC_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "thread/room.h"

#define IPC_DIR		"/dev/shm/"

/* Every object begins with this. */
struct ipc_head {
	volatile uint32_t lock;		/* Windows pid of who has it */
	volatile uint32_t event;	/* counts changes */
	uint64_t key;			/* of waiters */
	uint64_t size;			/* of what is mapped */
	uint64_t reserved[5];
};

/*
 * Opens the file, or with O_CREAT makes one of that many bytes, all zero but
 * for the head and what head[] (n bytes) says to begin with.  A descriptor
 * (close-on-exec) or -errno; *created says which.
 */
long ipc_open(const char *path, int flags, mode_t mode, size_t size,
    const void *head, size_t n, int *created);
/* Maps it, as far as its head says.  0 or -errno. */
int ipc_map(int fd, struct ipc_head **);
/* Both for a file that is there for good, and is made at its first use. */
int ipc_table(const char *path, size_t size, struct ipc_head **);
void ipc_unmap(struct ipc_head *);

/* The lock is held for some hundred instructions; a dead holder is noticed. */
void ipc_enter(struct ipc_head *);
void ipc_leave(struct ipc_head *);
/* With the lock held: something changed, all who wait look again. */
void ipc_changed(struct ipc_head *);
/*
 * With the lock held, which is let go meanwhile: waits for a change, or some
 * time.  0, -EINTR, -ETIMEDOUT.
 */
int ipc_wait(struct ipc_head *, int64_t deadline);
/* The same, and until the handle is set. */
int ipc_wait_also(struct ipc_head *, nt_handle also, int64_t deadline);

/* Is there such a process of ours, which has not ended? */
int ipc_lives(pid_t);
/* May this process do that to what is uid's, gid's?  how: 4 read, 2 write. */
int ipc_allowed(uid_t uid, gid_t gid, mode_t mode, unsigned how);

#endif
