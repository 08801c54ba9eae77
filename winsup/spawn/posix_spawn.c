/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * posix_spawn(): the child's descriptors, directory and signals are worked
 * out here, in the order in which a forked child would have set them, and
 * given to the new process at its start.  An error is known before there is
 * a process.
 */
#include "spawn/posix_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "file/room.h"
#include "lib/fault.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/file.h"
#include "proc/room.h"
#include "signal/room.h"
#include "spawn/exec.h"
#include "spawn/view.h"
#include "spawn/wait.h"
#include "thread/room.h"

/* Flags of open() that a description does not keep. */
#define CREATION	(O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY | O_CLOEXEC | \
			 O_CLOFORK | O_DIRECTORY | O_NOFOLLOW)

/* /dev/stdin and its like are the child's descriptors, not ours. */
static int
open_in(struct spawn_view *v, const struct spawn_action *a,
    struct path *p, struct file **out)
{
	int e;

	if (p->kind == PATH_DEVICE && p->device >= PATH_DEV_STDIN) {
		*out = view_get(v, (int)(p->device - PATH_DEV_STDIN));
		if (*out == NULL)
			return -ENOENT;
		file_ref(*out);
		return 0;
	}
	e = file_open(out, p, a->flags, a->mode & 07777);
	if (e == 0)
		(*out)->flags = a->flags & ~CREATION;
	return e;
}

/*
 * XSH posix_spawn_file_actions_addopen(): what is at fd is closed first.
 * The new descriptor is for the program, O_CLOEXEC or not: so it is where
 * open() is followed by dup2().
 */
static int
do_open(struct spawn_view *v, const struct spawn_action *a)
{
	struct path *p = mm_alloc(sizeof *p);
	struct file *f;
	int e;

	if (p == NULL)
		return -ENOMEM;
	view_put(v, a->fd, NULL, 0);
	e = path_resolve(p, v->cwd, a->path);
	if (e == 0 && (e = open_in(v, a, p, &f)) == 0)
		e = view_put(v, a->fd, f, 0);
	mm_free(p);
	return e;
}

/* To itself, it makes the descriptor survive (XSH, since Issue 8). */
static int
do_dup2(struct spawn_view *v, const struct spawn_action *a)
{
	struct file *f = view_get(v, a->fd);

	if (f == NULL)
		return -EBADF;
	file_ref(f);
	return view_put(v, a->to, f, 0);
}

static int
do_chdir(struct spawn_view *v, const struct spawn_action *a)
{
	struct path *p = mm_alloc(sizeof *p);
	struct stat st;
	int e;

	if (p == NULL)
		return -ENOMEM;
	e = path_resolve(p, v->cwd, a->path);
	if (e == 0)
		e = path_walk(p, 1);
	if (e >= 0)
		e = file_stat(p, &st);
	if (e == 0 && !S_ISDIR(st.st_mode))
		e = -ENOTDIR;
	if (e == 0) {
		strcpy(v->cwd, p->posix);
		v->cwd_gone = 0;
	}
	mm_free(p);
	return e;
}

static int
do_fchdir(struct spawn_view *v, const struct spawn_action *a)
{
	struct file *f = view_get(v, a->fd);

	if (f == NULL)
		return -EBADF;
	if (!S_ISDIR(f->ops->type) || f->path == NULL)
		return -ENOTDIR;
	strcpy(v->cwd, f->path);
	v->cwd_gone = 0;
	return 0;
}

/* Does it make a descriptor above RLIMIT_NOFILE? */
static int
is_too_high(const struct spawn_action *a)
{
	int soft = fd_get_limits().soft;

	return (a->kind == SPAWN_OPEN && a->fd >= soft) ||
	    (a->kind == SPAWN_DUP2 && a->to >= soft);
}

/* Closing what is closed already is no error (XSH posix_spawn()). */
static int
act(struct spawn_view *v, const struct spawn_action *a)
{
	int e = fault("spawn.action");

	if (e < 0)
		return e;
	if (is_too_high(a))
		return -EBADF;
	switch (a->kind) {
	case SPAWN_OPEN:
		return do_open(v, a);
	case SPAWN_CLOSE:
		return view_put(v, a->fd, NULL, 0);
	case SPAWN_CLOSEFROM:
		for (int fd = a->fd; fd < v->top; fd++)
			view_put(v, fd, NULL, 0);
		return 0;
	case SPAWN_DUP2:
		return do_dup2(v, a);
	case SPAWN_CHDIR:
		return do_chdir(v, a);
	case SPAWN_FCHDIR:
		return do_fchdir(v, a);
	}
	return -EINVAL;
}

/* The first thread's scheduling, as pthread_setschedparam() would set it. */
static int
set_scheduling(struct spawn_view *v, const struct spawn_request *r)
{
	if ((r->flags & (POSIX_SPAWN_SETSCHEDULER |
	    POSIX_SPAWN_SETSCHEDPARAM)) == 0)
		return 0;
	if (r->flags & POSIX_SPAWN_SETSCHEDULER)
		v->policy = r->policy;
	v->priority = r->priority;
	return thr_sched_valid(v->policy, v->priority) ? 0 : -EINVAL;
}

/*
 * XSH setpgid() and setsid(), in the child's place.  A group's leader makes
 * no session, a session's leader changes no group: both at once fail.
 */
static int
set_group(struct proc_entry *p, const struct spawn_request *r)
{
	int e = 0;

	if (r->flags & POSIX_SPAWN_SETSID) {
		if ((r->flags & POSIX_SPAWN_SETPGROUP))
			return -EPERM;
		p->sid = p->pgid = p->pid;
		p->foreground = PROC_NO_TERMINAL;
		return 0;
	}
	if ((r->flags & POSIX_SPAWN_SETPGROUP) == 0)
		return 0;
	if (r->pgroup < 0)
		return -EINVAL;
	if (r->pgroup == 0 || r->pgroup == p->pid) {
		p->pgid = p->pid;
		return 0;
	}
	proc_lock();
	if (proc_group_exists(r->pgroup, p->sid))
		p->pgid = r->pgroup;
	else
		e = -EPERM;
	proc_unlock();
	return e;
}

static uint64_t
own_ignored(void)
{
	struct sig_process *p = sig_process();
	uint64_t set = 0;

	lock_acquire(&p->lock);
	for (int sig = 1; sig <= SIG_MAX; sig++)
		if (p->action[sig].handler == (void *)SIG_IGN)
			set |= sig_bit(sig);
	lock_release(&p->lock);
	return set;
}

static void
set_signals(struct proc_entry *p, const struct spawn_request *r)
{
	uint64_t ignored = own_ignored(), blocked = sig_thread()->mask;

	if (r->flags & POSIX_SPAWN_SETSIGDEF)
		ignored &= ~r->sig_default;
	if (r->flags & POSIX_SPAWN_SETSIGMASK)
		blocked = r->sig_mask & ~sig_unblockable();
	p->sig_ignored = ignored;
	p->sig_blocked = blocked;
}

static int
resolve(struct exec_image *x, const struct spawn_request *r,
    const struct spawn_view *v)
{
	char path[PATH_MAX];
	int e;

	if (!r->search)
		return exec_resolve(x, v->cwd, r->path, r->argv);
	e = exec_search(path, v->cwd, r->path, getenv("PATH"));
	return e < 0 ? e : exec_resolve(x, v->cwd, path, r->argv);
}

/* With the view as the actions made it: the child's process. */
static long
start(const struct spawn_request *r, const struct spawn_view *v)
{
	struct exec_image *x = mm_alloc(sizeof *x);
	struct exec_process new;
	struct proc_entry *p;
	pid_t pid = 0;
	int e;

	if (x == NULL)
		return -ENOMEM;
	if ((e = resolve(x, r, v)) < 0) {
		mm_free(x);
		return e;
	}
	if ((e = proc_new(&p)) == 0) {
		pid = p->pid;
		p->execed = 1;
		set_signals(p, r);
		if ((e = set_group(p, r)) == 0)
			e = exec_start(x, v, r->env, p, &new);
		if (e < 0)
			proc_free(p);
	}
	exec_release(x);
	mm_free(x);
	return e < 0 ? e : pid;
}

long
spawn_posix(const struct spawn_request *r)
{
	struct spawn_view *v;
	long e;

	if ((v = view_new(FD_FLAG_CLOFORK)) == NULL)
		return -ENOMEM;
	e = set_scheduling(v, r);
	for (unsigned i = 0; i < r->n_actions && e >= 0; i++)
		e = act(v, &r->action[i]);
	if (e >= 0)
		e = start(r, v);
	view_free(v);
	trace(TRACE_PROCESS, "spawn %s = %ld",
	    e == -EFAULT ? "?" : r->path, e);
	return e;
}
