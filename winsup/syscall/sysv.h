/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI interprocess communication (XSH 2.7): what shared memory, semaphores
 * and message queues have in common.
 *
 * A table, itself an object of ipc.h (/dev/shm/sysv), has the identifiers and
 * keys of all three kinds.  An identifier is sequence * SYSV_IDS + slot; its
 * object is the file /dev/shm/sysv.KIND.ID.  Each object begins with struct
 * sysv_object.  One that was removed says so in memory, to those who have it
 * mapped; its file is gone.
 */
#ifndef ISTHMUS_SYSCALL_SYSV_H
#define ISTHMUS_SYSCALL_SYSV_H

#include <stddef.h>
#include <stdint.h>
#include <sys/ipc.h>
#include <sys/types.h>

#include "syscall/ipc.h"

#define SYSV_IDS	1024		/* of each kind */
#define SYSV_PATH	64

enum sysv_kind { SYSV_SHM, SYSV_SEM, SYSV_MSG, SYSV_KINDS };

struct sysv_object {
	struct ipc_head head;
	volatile uint32_t removed;
	int32_t id, key;
	uint32_t uid, gid, cuid, cgid, mode;
	int64_t changed;		/* seconds */
};

/* What is needed to find an object or to make one. */
struct sysv_wanted {
	enum sysv_kind kind;
	key_t key;
	int flags;
	/* One that is there: does it do?  0 or -errno. */
	int (*fits)(const struct sysv_object *, size_t);
	size_t n;			/* the argument of fits() */
	int cannot;			/* -errno: none can be made like that */
	size_t size;			/* of a new one's file, to be mapped */
	size_t more;			/* and what is not to be */
	/* Sets it up; what follows the common part is zero. */
	void (*begin)(struct sysv_object *, size_t);
};

/*
 * XSH shmget() and its like: an identifier or -errno: EACCES, EEXIST, ENOENT,
 * ENOSPC, what fits() says or `cannot'.
 */
long sysv_get(const struct sysv_wanted *);

/*
 * The object, mapped and counted until sysv_release(); -EINVAL: there is
 * none.
 */
int sysv_find(enum sysv_kind, int id, struct sysv_object **);
void sysv_release(struct sysv_object *);
/* The identifier that has that slot of the table; -EINVAL: none has. */
long sysv_at(enum sysv_kind, int slot);
void sysv_path(char path[SYSV_PATH], enum sysv_kind, int id);

/* 0 or -EACCES; how: 4 read, 2 alter. */
int sysv_allowed(const struct sysv_object *, unsigned how);
/* Is it this user's to change?  0 or -EPERM. */
int sysv_owned(const struct sysv_object *);

/* With the object's lock: nobody finds it any more, and waiters wake. */
void sysv_mark(struct sysv_object *);
/* Without it, after sysv_mark(): the identifier and the file go. */
void sysv_drop(enum sysv_kind, int id);
/* Nobody finds it by its key any more. */
void sysv_forget_key(enum sysv_kind, int id);

void sysv_get_perm(const struct sysv_object *, struct ipc_perm *);
void sysv_set_perm(struct sysv_object *, const struct ipc_perm *);

/*
 * A process as shared memory remembers it: a pid, and when that was given
 * out, since all processes may end and pids begin anew.
 */
struct sysv_process {
	int32_t pid;
	uint32_t born;
};
struct sysv_process sysv_self(void);
/* certain: also asks the system whether somebody else has killed it. */
int sysv_lives(struct sysv_process, int certain);
static inline int
sysv_is(struct sysv_process a, struct sysv_process b)
{
	return a.pid == b.pid && a.born == b.born;
}

#endif
