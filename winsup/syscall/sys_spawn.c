/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <spawn.h>: attributes and file actions, whose types are pointers to what is
 * kept here, and posix_spawn() itself.  All return 0 or an error's number.
 */
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fd/room.h"
#include "spawn/posix_spawn.h"
#include "spawn/room.h"

#define FLAGS	(POSIX_SPAWN_RESETIDS | POSIX_SPAWN_SETPGROUP | \
		 POSIX_SPAWN_SETSCHEDPARAM | POSIX_SPAWN_SETSCHEDULER | \
		 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | \
		 POSIX_SPAWN_SETSID)

struct __posix_spawnattr {
	short flags;
	pid_t pgroup;
	int policy;
	struct sched_param param;
	sigset_t sig_default, sig_mask;
};

struct __posix_spawn_file_actions {
	struct spawn_action *list;
	unsigned n, room;
};

/* XSH posix_spawnattr_init(): ENOMEM. */
int
posix_spawnattr_init(posix_spawnattr_t *a)
{
	*a = calloc(1, sizeof **a);
	return *a != NULL ? 0 : ENOMEM;
}

/* XSH posix_spawnattr_destroy(): EINVAL (it is destroyed already). */
int
posix_spawnattr_destroy(posix_spawnattr_t *a)
{
	if (*a == NULL)
		return EINVAL;
	free(*a);
	*a = NULL;
	return 0;
}

int
posix_spawnattr_getflags(const posix_spawnattr_t *restrict a,
    short *restrict flags)
{
	*flags = (*a)->flags;
	return 0;
}

/* XSH posix_spawnattr_setflags(): EINVAL. */
int
posix_spawnattr_setflags(posix_spawnattr_t *a, short flags)
{
	if (flags & ~FLAGS)
		return EINVAL;
	(*a)->flags = flags;
	return 0;
}

int
posix_spawnattr_getpgroup(const posix_spawnattr_t *restrict a,
    pid_t *restrict pgroup)
{
	*pgroup = (*a)->pgroup;
	return 0;
}

int
posix_spawnattr_setpgroup(posix_spawnattr_t *a, pid_t pgroup)
{
	(*a)->pgroup = pgroup;
	return 0;
}

int
posix_spawnattr_getschedparam(const posix_spawnattr_t *restrict a,
    struct sched_param *restrict param)
{
	*param = (*a)->param;
	return 0;
}

int
posix_spawnattr_setschedparam(posix_spawnattr_t *restrict a,
    const struct sched_param *restrict param)
{
	(*a)->param = *param;
	return 0;
}

int
posix_spawnattr_getschedpolicy(const posix_spawnattr_t *restrict a,
    int *restrict policy)
{
	*policy = (*a)->policy;
	return 0;
}

/* XSH posix_spawnattr_setschedpolicy(): EINVAL. */
int
posix_spawnattr_setschedpolicy(posix_spawnattr_t *a, int policy)
{
	if (policy != SCHED_OTHER && policy != SCHED_FIFO &&
	    policy != SCHED_RR)
		return EINVAL;
	(*a)->policy = policy;
	return 0;
}

int
posix_spawnattr_getsigdefault(const posix_spawnattr_t *restrict a,
    sigset_t *restrict set)
{
	*set = (*a)->sig_default;
	return 0;
}

int
posix_spawnattr_setsigdefault(posix_spawnattr_t *restrict a,
    const sigset_t *restrict set)
{
	(*a)->sig_default = *set;
	return 0;
}

int
posix_spawnattr_getsigmask(const posix_spawnattr_t *restrict a,
    sigset_t *restrict set)
{
	*set = (*a)->sig_mask;
	return 0;
}

int
posix_spawnattr_setsigmask(posix_spawnattr_t *restrict a,
    const sigset_t *restrict set)
{
	(*a)->sig_mask = *set;
	return 0;
}

/* XSH posix_spawn_file_actions_init(): ENOMEM. */
int
posix_spawn_file_actions_init(posix_spawn_file_actions_t *f)
{
	*f = calloc(1, sizeof **f);
	return *f != NULL ? 0 : ENOMEM;
}

/* EINVAL: it is destroyed already. */
int
posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *f)
{
	if (*f == NULL)
		return EINVAL;
	for (unsigned i = 0; i < (*f)->n; i++)
		free((*f)->list[i].path);
	free((*f)->list);
	free(*f);
	*f = NULL;
	return 0;
}

/* ENOMEM; a path is copied. */
static int
add(struct __posix_spawn_file_actions *f, const struct spawn_action *action,
    const char *path)
{
	unsigned room = f->room == 0 ? 8 : 2 * f->room;
	struct spawn_action *list, *a;

	if (f->n == f->room) {
		list = realloc(f->list, room * sizeof *list);
		if (list == NULL)
			return ENOMEM;
		f->list = list;
		f->room = room;
	}
	a = &f->list[f->n];
	*a = *action;
	if (path != NULL && (a->path = strdup(path)) == NULL)
		return ENOMEM;
	f->n++;
	return 0;
}

static int
is_descriptor(int fd)
{
	return fd >= 0 && fd < fd_get_limits().soft;
}

/* XSH posix_spawn_file_actions_addopen(): EBADF (out of range), ENOMEM. */
int
posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *restrict f,
    int fd, const char *restrict path, int flags, mode_t mode)
{
	struct spawn_action a = { .kind = SPAWN_OPEN, .fd = fd,
		.flags = flags, .mode = mode };

	return is_descriptor(fd) ? add(*f, &a, path) : EBADF;
}

/* XSH posix_spawn_file_actions_addclose(): EBADF, ENOMEM. */
int
posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *f, int fd)
{
	struct spawn_action a = { .kind = SPAWN_CLOSE, .fd = fd };

	return is_descriptor(fd) ? add(*f, &a, NULL) : EBADF;
}

/* As in glibc and Solaris, what closefrom() does: EBADF, ENOMEM. */
int
posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *f,
    int lowest)
{
	struct spawn_action a = { .kind = SPAWN_CLOSEFROM, .fd = lowest };

	return lowest >= 0 ? add(*f, &a, NULL) : EBADF;
}

/* XSH posix_spawn_file_actions_adddup2(): EBADF, ENOMEM. */
int
posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *f, int fd, int to)
{
	struct spawn_action a = { .kind = SPAWN_DUP2, .fd = fd, .to = to };

	return is_descriptor(fd) && is_descriptor(to) ? add(*f, &a, NULL) :
	    EBADF;
}

/* XSH posix_spawn_file_actions_addchdir(): ENOMEM. */
int
posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t *restrict f,
    const char *restrict path)
{
	struct spawn_action a = { .kind = SPAWN_CHDIR };

	return add(*f, &a, path);
}

/* XSH posix_spawn_file_actions_addfchdir(): EBADF, ENOMEM. */
int
posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *f, int fd)
{
	struct spawn_action a = { .kind = SPAWN_FCHDIR, .fd = fd };

	return is_descriptor(fd) ? add(*f, &a, NULL) : EBADF;
}

/* The names of before Issue 8. */
int
posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *restrict f,
    const char *restrict path)
{
	return posix_spawn_file_actions_addchdir(f, path);
}

int
posix_spawn_file_actions_addfchdir_np(posix_spawn_file_actions_t *f, int fd)
{
	return posix_spawn_file_actions_addfchdir(f, fd);
}

static long
spawn(pid_t *pid, struct spawn_request *r,
    const posix_spawn_file_actions_t *acts, const posix_spawnattr_t *attr)
{
	long n;

	if (acts != NULL && *acts != NULL) {
		r->action = (*acts)->list;
		r->n_actions = (*acts)->n;
	}
	if (attr != NULL && *attr != NULL) {
		r->flags = (*attr)->flags;
		r->pgroup = (*attr)->pgroup;
		r->policy = (*attr)->policy;
		r->priority = (*attr)->param.sched_priority;
		r->sig_default = (*attr)->sig_default;
		r->sig_mask = (*attr)->sig_mask;
	}
	n = spawn_posix(r);
	if (n < 0)
		return n;
	if (pid != NULL)
		*pid = (pid_t)n;
	return 0;
}

/* XSH posix_spawn(): see spawn_posix(). */
long
sys_posix_spawn(pid_t *pid, const char *path,
    const posix_spawn_file_actions_t *acts, const posix_spawnattr_t *attr,
    char *const argv[], char *const env[])
{
	struct spawn_request r = { .path = path, .argv = argv,
	    .env = env != NULL ? env : spawn_no_env };

	return spawn(pid, &r, acts, attr);
}

long
sys_posix_spawnp(pid_t *pid, const char *file,
    const posix_spawn_file_actions_t *acts, const posix_spawnattr_t *attr,
    char *const argv[], char *const env[])
{
	struct spawn_request r = { .path = file, .argv = argv,
	    .env = env != NULL ? env : spawn_no_env,
		.search = 1 };

	return spawn(pid, &r, acts, attr);
}

/* Is it that file that has the name now? */
static int
is_still_named(struct file *f, const char *path)
{
	struct stat named, opened;

	return sys_stat(path, &named) == 0 && f->ops->stat(f, &opened) == 0 &&
	    named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

/*
 * XSH fexecve(): EBADF, EACCES (no regular file), and those of execve().  What
 * has no name any more needs one for Windows: a copy is run.
 */
long
sys_fexecve(int fd, char *const argv[], char *const env[])
{
	char path[PATH_MAX];
	struct file *f = fd_get_any(fd);

	if (f == NULL)
		return -EBADF;
	if (!S_ISREG(f->ops->type)) {
		file_unref(f);
		return -EACCES;
	}
	if (f->path == NULL || strlcpy(path, f->path, sizeof path) >=
	    sizeof path || !is_still_named(f, path))
		return spawn_fexecve(f, argv, env);
	file_unref(f);
	return spawn_execve(path, argv, env);
}

/*
 * Linux' execveat(): as execve(), path counting from dfd; AT_EMPTY_PATH: dfd
 * itself.  EINVAL (unknown flags), EBADF, ENOTDIR, ELOOP.
 */
long
sys_execveat(int dfd, const char *path, char *const argv[],
    char *const env[], int flags)
{
	struct path *p;
	char *name = NULL, first;
	long r;

	if (flags & ~(AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW))
		return -EINVAL;
	if ((flags & AT_EMPTY_PATH) && dfd != AT_FDCWD && sys_is_empty(path))
		return sys_fexecve(dfd, argv, env);
	if ((p = malloc(sizeof *p)) == NULL)
		return -ENOMEM;
	r = sys_path(p, dfd, path);
	if (r == 0 && (name = strdup(p->posix)) == NULL)
		r = -ENOMEM;
	free(p);
	if (r == 0 && (flags & AT_SYMLINK_NOFOLLOW) &&
	    sys_readlinkat(AT_FDCWD, name, &first, 1) > 0)
		r = -ELOOP;
	if (r == 0)
		r = spawn_execve(name, argv, env);
	free(name);
	return r;
}
