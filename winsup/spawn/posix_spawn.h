/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program in a new process, without a fork: what posix_spawn(), system()
 * and popen() ask for.
 */
#ifndef ISTHMUS_SPAWN_POSIX_SPAWN_H
#define ISTHMUS_SPAWN_POSIX_SPAWN_H

#include <stdint.h>
#include <sys/types.h>

enum spawn_kind {
	SPAWN_OPEN,		/* fd, path, flags, mode */
	SPAWN_CLOSE,		/* fd */
	SPAWN_CLOSEFROM,	/* fd and all above */
	SPAWN_DUP2,		/* fd, to */
	SPAWN_CHDIR,		/* path */
	SPAWN_FCHDIR		/* fd */
};

struct spawn_action {
	enum spawn_kind kind;
	int fd, to, flags;
	mode_t mode;
	char *path;
};

struct spawn_request {
	const char *path;
	int search;			/* path is looked for along PATH */
	char *const *argv, *const *env;
	const struct spawn_action *action;	/* done in this order */
	unsigned n_actions;
	int flags;			/* POSIX_SPAWN_* */
	pid_t pgroup;
	int policy, priority;
	uint64_t sig_default, sig_mask;
};

/*
 * XSH posix_spawn(): the new child's pid, or -errno: of the actions, of
 * finding the program (see exec_resolve()), -EAGAIN, -ENOMEM, -E2BIG;
 * -EPERM, -EINVAL for attributes.  Nothing is left behind then.
 */
long spawn_posix(const struct spawn_request *);

#endif
