/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What /proc tells of other processes, from their own memory (proc_peek()):
 * descriptors, directories, environment, limits.
 */
#include "file/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/room_impl.h"
#include "lib/limits.h"
#include "nt/peer.h"
#include "thread/room.h"

/* --- descriptors --- */

/* Of those that are made up to be character devices: is it one in /dev? */
int
proc_is_device(const struct file_ops *ops)
{
	return ops == &console_ops || ops == &null_ops || ops == &zero_ops ||
	    ops == &full_ops || ops == &random_ops || ops == &urandom_ops ||
	    ops == &clipboard_ops;
}

struct wanted_fd {
	int fd;
	struct fd_seen *seen;
};

static int
look_at_fd(const struct proc_peek *k, void *arg)
{
	const struct wanted_fd *w = arg;
	int e = fd_see(k, w->fd, w->seen);

	/* What is read of nothing we know was torn. */
	return e == 0 && file_type_index(w->seen->ops) < 0 ? -EAGAIN : e;
}

int
proc_peer_fd(pid_t pid, int fd, struct fd_seen *out)
{
	return proc_peek(pid, look_at_fd, &(struct wanted_fd){ fd, out });
}

static int
look_for_fd(const struct proc_peek *k, void *arg)
{
	return fd_see_next(k, *(int *)arg);
}

int
proc_peer_next_fd(pid_t pid, int from)
{
	return proc_peek(pid, look_for_fd, &from);
}

/* A description here of the pipe or file that it has there. */
static int
take_file(pid_t pid, const struct fd_seen *seen, struct file **out)
{
	uint32_t winpid;
	uint64_t started;
	nt_handle h;
	int e;

	if ((e = proc_host(pid, &winpid, &started)) < 0)
		return e;
	if ((e = nt_peer_take(winpid, started, seen->handle, &h)) < 0)
		return e == -ESRCH ? -ENOENT : -EACCES;
	*out = file_new(seen->ops, h, seen->flags);
	if (*out != NULL)
		return 0;
	nt_close(h);
	return -ENOMEM;
}

int
proc_peer_fd_stat(pid_t pid, const struct fd_seen *seen, struct stat *st)
{
	struct file *f, none = { .ops = seen->ops };
	int e;

	if (S_ISCHR(seen->ops->type))
		return seen->ops->stat(&none, st);
	if (seen->ops != &pipe_ops)
		return -ENXIO;
	if ((e = take_file(pid, seen, &f)) < 0)
		return e;
	e = f->ops->stat(f, st);
	file_unref(f);
	return e;
}

/* The end of a pipe can be opened as what it is only. */
int
proc_peer_fd_open(pid_t pid, const struct fd_seen *seen, int flags,
    struct file **out)
{
	if (seen->ops != &pipe_ops)
		return -ENXIO;
	if ((flags & O_ACCMODE) != (seen->flags & O_ACCMODE))
		return -EACCES;
	return take_file(pid, seen, out);
}

/* Position and flags of a descriptor; a closed one: -ENOENT. */
int
proc_fdinfo(struct proc_text *t, const struct proc_subject *s, int fd)
{
	struct fd_seen seen = { .fd_flags = s->self ? fd_get_flags(fd) : 0 };
	struct file *f = NULL;
	off_t at = 0;
	int e;

	if (s->self && (f = fd_get_any(fd)) != NULL)
		seen.flags = fd_status(f);
	else if (s->self)
		return -ENOENT;
	else if ((e = proc_peer_fd(s->entry.pid, fd, &seen)) < 0 ||
	    (seen.ops == &disk_ops &&
	    (e = take_file(s->entry.pid, &seen, &f)) < 0))
		return e;
	if (f != NULL && (at = f->ops->seek(f, 0, SEEK_CUR)) < 0)
		at = 0;
	if (f != NULL)
		file_unref(f);
	text_printf(t, "pos:\t%lld\nflags:\t0%o\n", (long long)at,
	    (unsigned)((seen.flags & ~(FD_SEALABLE | FD_SEALS | FD_MANDATORY)) |
	    (seen.fd_flags & FD_FLAG_CLOEXEC ? O_CLOEXEC : 0)));
	return 0;
}

void
proc_fd_text(const struct file_ops *ops, const char *path,
    const struct stat *st, char *dst, size_t size)
{
	if (path != NULL && path[0] != '\0')
		strlcpy(dst, path, size);
	else if (proc_is_device(ops))
		snprintf(dst, size, "/dev/%s", ops->name);
	else if (S_ISFIFO(ops->type) && st != NULL)
		snprintf(dst, size, "%s:[%llu]", ops->name,
		    (unsigned long long)st->st_ino);
	else
		snprintf(dst, size, "anon_inode:[%s]", ops->name);
}

/* --- directories --- */

struct wanted_place {
	int root;
	char *dst;			/* PATH_MAX */
};

static int
look_at_place(const struct proc_peek *k, void *arg)
{
	const struct wanted_place *w = arg;
	int gone = 0;
	long n = w->root ? path_see_jail(k, w->dst) :
	    path_see_cwd(k, w->dst, &gone);

	if (n < 0 || !gone)
		return n < 0 ? (int)n : 0;
	strlcpy(w->dst + n, " (deleted)", PATH_MAX - (size_t)n);
	return 0;
}

long
proc_peer_place(pid_t pid, int root, char dst[PATH_MAX])
{
	int e = proc_peek(pid, look_at_place,
	    &(struct wanted_place){ root, dst });

	return e < 0 ? e : (long)strlen(dst);
}

/* --- environment --- */

#define STRING_MAX	131072		/* as on Linux */
#define STRINGS_MAX	65536

struct strings {
	struct proc_text *text;
	size_t start;			/* of what is written here */
	char *buf;			/* STRING_MAX */
};

/* As many pointers as there are before the page ends, at least one. */
static int
read_list(const struct proc_peek *k, char **there, char *list[], size_t *n)
{
	*n = (4096 - (uintptr_t)there % 4096) / sizeof *there;
	if (*n == 0)
		*n = 1;
	return proc_peek_at(k, there, list, *n * sizeof *there);
}

static int
look_at_environ(const struct proc_peek *k, void *arg)
{
	struct strings *s = arg;
	char *list[4096 / sizeof(char *)], **there;
	size_t n, count;
	long len;
	int e;

	s->text->used = s->start;
	if ((e = proc_peek_var(k, &environ, &there, sizeof there)) < 0)
		return e;
	for (count = 0; there != NULL && count < STRINGS_MAX; count += n) {
		if ((e = read_list(k, there + count, list, &n)) < 0)
			return e;
		for (size_t i = 0; i < n; i++) {
			if (list[i] == NULL)
				return 0;
			len = proc_peek_text(k, list[i], s->buf, STRING_MAX);
			if (len < 0)
				return len == -ENAMETOOLONG ? -EAGAIN :
				    (int)len;
			text_add(s->text, s->buf, (size_t)len + 1);
		}
	}
	return 0;
}

int
proc_peer_environ(pid_t pid, struct proc_text *t)
{
	struct strings s = { t, t->used, malloc(STRING_MAX) };
	int e = s.buf == NULL ? -ENOMEM : proc_peek(pid, look_at_environ, &s);

	free(s.buf);
	return e;
}

/* --- numbers --- */

static int
look_at_limits(const struct proc_peek *k, void *arg)
{
	struct proc_limits *l = arg;
	int e = proc_peek_var(k, limits, l->limit, sizeof l->limit);

	return e < 0 ? e : fd_see_limits(k, &l->fds);
}

int
proc_peer_limits(pid_t pid, struct proc_limits *out)
{
	return proc_peek(pid, look_at_limits, out);
}

static int
look_at_threads(const struct proc_peek *k, void *arg)
{
	return proc_peek_var(k, (const void *)&thr_live, arg, sizeof(int));
}

int
proc_peer_threads(pid_t pid)
{
	int n = 0, e = proc_peek(pid, look_at_threads, &n);

	return e < 0 ? e : n;
}
