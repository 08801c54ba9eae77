/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/payload.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "account/room.h"
#include "fd/room.h"
#include "file/room.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "mm/room.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "path/room.h"
#include "proc/room.h"
#include "spawn/view.h"
#include "spawn/wait.h"
#include "thread/room.h"

KEEP nt_handle payload_image;

/* Room for n bytes at the end; their offset, 0 if memory ran out. */
static uint32_t
extend(struct payload *p, size_t n)
{
	size_t at = (p->used + 7) & ~(size_t)7, room = p->room;
	char *data;

	if (p->failed)
		return 0;
	while (at + n > room)
		room = room == 0 ? 8192 : room * 2;
	if (room > p->room) {
		data = mm_realloc(p->data, room);
		if (data == NULL) {
			p->failed = 1;
			return 0;
		}
		p->data = data;
		p->room = room;
	}
	memset(p->data + p->used, 0, at + n - p->used);
	p->used = at + n;
	return (uint32_t)at;
}

static uint32_t
add_string(struct payload *p, const char *s)
{
	size_t n = strlen(s) + 1;
	uint32_t at = extend(p, n);

	if (at != 0)
		memcpy(p->data + at, s, n);
	return at;
}

void
payload_add_handle(struct payload *p, nt_handle h)
{
	nt_handle *list;

	if (h == NULL || p->failed)
		return;
	if (p->n_handles % 32 == 0) {
		list = mm_realloc(p->handles,
		    (p->n_handles + 32) * sizeof *list);
		if (list == NULL) {
			p->failed = 1;
			return;
		}
		p->handles = list;
	}
	p->handles[p->n_handles++] = h;
}

void
payload_pass_handle(struct payload *p, nt_handle h)
{
	if (h == NULL)
		return;
	nt_set_inherit(h, 1);
	payload_add_handle(p, h);
}

void
payload_add_children(struct payload *p)
{
	const struct child *own;
	struct payload_child *out;
	unsigned n;
	uint32_t at;

	own = children_all(&n);
	at = extend(p, n * sizeof *out);
	for (unsigned i = 0; i < n && !p->failed; i++) {
		out = (struct payload_child *)(p->data + at) + i;
		out->handle = (uintptr_t)own[i].process;
		out->pid = own[i].pid;
		out->winpid = own[i].winpid;
		payload_pass_handle(p, own[i].process);
	}
	if (!p->failed) {
		payload_head(p)->children = at;
		payload_head(p)->n_children = n;
	}
}

struct collected {
	unsigned n_files, n_fds;
	struct payload_fd fd[FD_MAX];
	struct file *file[FD_MAX];
};

static void
collect(int fd, struct file *f, int fd_flags, void *arg)
{
	struct collected *c = arg;
	unsigned i;

	if (fd_flags & FD_FLAG_CLOEXEC)
		return;
	for (i = 0; i < c->n_files; i++)
		if (c->file[i] == f)
			break;
	if (i == c->n_files)
		c->file[c->n_files++] = f;
	c->fd[c->n_fds].fd = fd;
	c->fd[c->n_fds].file = i;
	c->fd[c->n_fds++].fd_flags = fd_flags;
}

/*
 * Devices have nothing that could change, and what O_NONBLOCK says of a pipe
 * is the system's own knowledge (pipe.c).
 */
int
payload_shares(const struct file *f)
{
	return f->handle != NULL && f->ops != &pipe_ops;
}

static void
pass_file(struct payload *p, struct file *f)
{
	if (f->inherits)
		payload_add_handle(p, f->handle);
	else
		payload_pass_handle(p, f->handle);
	f->inherits = 1;
	for (int k = 0; k < FILE_MORE; k++)
		payload_pass_handle(p, f->more[k]);
}

static void
add_file(struct payload *p, uint32_t files, unsigned i, struct file *f)
{
	uint32_t path = f->path != NULL ? add_string(p, f->path) : 0;
	const struct payload_head *h = payload_head(p);
	struct payload_file *out;
	unsigned ref = 0;

	if (p->failed)
		return;
	if (payload_shares(f))
		ref = fd_share(f, h->pid);
	out = (struct payload_file *)(p->data + files) + i;
	out->handle = (uintptr_t)f->handle;
	out->type = (uint32_t)file_type_index(f->ops);
	out->flags = fd_status(f);
	out->id = f->id;
	out->shared = f->shared;
	out->shared_ref = ref;
	out->path = path;
	out->drive = f->drive;
	for (int k = 0; k < FILE_MORE; k++)
		out->more[k] = (uintptr_t)f->more[k];
	pass_file(p, f);
}

static void
pass_one(int fd, struct file *f, int fd_flags, void *arg)
{
	pass_file(arg, f);
}

static void
add_descriptors(struct payload *p, const struct spawn_view *v)
{
	struct collected *c = mm_alloc(sizeof *c);
	uint32_t files, fds;

	if (c == NULL) {
		p->failed = 1;
		return;
	}
	c->n_files = c->n_fds = 0;
	view_each(v, collect, c);
	files = extend(p, c->n_files * sizeof(struct payload_file));
	fds = extend(p, c->n_fds * sizeof(struct payload_fd));
	if (!p->failed) {
		memcpy(p->data + fds, c->fd,
		    c->n_fds * sizeof(struct payload_fd));
		payload_head(p)->files = files;
		payload_head(p)->fds = fds;
		payload_head(p)->n_files = c->n_files;
		payload_head(p)->n_fds = c->n_fds;
	}
	for (unsigned i = 0; i < c->n_files; i++)
		add_file(p, files, i, c->file[i]);
	mm_free(c);
}

/*
 * Ctrl-C would end a process that starts, until it can say what it does with
 * it: so those that do not simply end do not hear of it at first.
 */
static int
keys_off(enum payload_kind kind, pid_t pid)
{
	const struct proc_entry *p;
	int r;

	if (pid == 0 || kind == PAYLOAD_FORK)
		return pid != 0;
	proc_lock();
	p = proc_find(pid);
	r = p != NULL && (!proc_in_foreground(p) ||
	    ((p->sig_ignored | p->sig_blocked) &
	    (uint64_t)1 << (SIGINT - 1)) != 0);
	proc_unlock();
	return r;
}

void
payload_begin(struct payload *p, enum payload_kind kind, int32_t pid,
    const struct spawn_view *v)
{
	char cwd[PATH_MAX];
	struct payload_head *h;
	uint32_t at;
	int gone;

	memset(p, 0, sizeof *p);
	extend(p, sizeof *h);
	if (p->failed)
		return;
	h = payload_head(p);
	h->magic = PAYLOAD_MAGIC;
	h->version = PAYLOAD_VERSION;
	h->kind = (uint16_t)kind;
	h->installation = path_root_hash();
	h->pid = pid;
	h->keys_off = (uint32_t)keys_off(kind, pid);
	/* Another user's pids are in a table of his own. */
	if (kind == PAYLOAD_EXEC &&
	    (account_acts_as_other() || fault("spawn.user") < 0))
		h->pid = 0;
	/* All else is in the memory that a copy has. */
	if (kind == PAYLOAD_FORK) {
		fd_each(pass_one, p);
		return;
	}
	h->umask = fd_get_umask();
	h->fds_soft = (uint16_t)fd_get_limits().soft;
	h->fds_hard = (uint16_t)fd_get_limits().hard;
	h->moves = file_moves_seen();
	memcpy(h->limits, limits, sizeof h->limits);
	h->policy = (int16_t)(v != NULL ? v->policy : thr_self()->policy);
	h->priority = (int16_t)(v != NULL ? v->priority :
	    thr_self()->priority);
	add_descriptors(p, v);
	if (view_cwd(v, cwd, sizeof cwd, &gone) > 0) {
		at = add_string(p, cwd);
		if (p->failed)
			return;
		payload_head(p)->cwd = at;
		payload_head(p)->cwd_gone = (uint32_t)gone;
	}
	if (path_jail() != NULL) {
		at = add_string(p, path_jail());
		if (!p->failed)
			payload_head(p)->jail = at;
	}
}

/* The strings one after the other; *count how many. */
static uint32_t
add_strings(struct payload *p, char *const *list, uint32_t *count)
{
	size_t bytes = 0, n;
	uint32_t at;
	char *to;

	for (*count = 0; list[*count] != NULL; ++*count)
		bytes += strlen(list[*count]) + 1;
	at = extend(p, bytes + 1);
	if (at == 0)
		return 0;
	to = p->data + at;
	for (uint32_t i = 0; i < *count; i++) {
		n = strlen(list[i]) + 1;
		memcpy(to, list[i], n);
		to += n;
	}
	return at;
}

void
payload_add_args(struct payload *p, char *const *argv)
{
	uint32_t count, at = add_strings(p, argv, &count);

	if (!p->failed) {
		payload_head(p)->args = at;
		payload_head(p)->argc = count;
	}
}

void
payload_add_env(struct payload *p, char *const *env)
{
	uint32_t count, at = add_strings(p, env, &count);

	if (!p->failed) {
		payload_head(p)->env = at;
		payload_head(p)->envc = count;
	}
}

int
payload_finish(struct payload *p, const void **data, size_t *size,
    nt_handle *section)
{
	struct payload_head *h;
	void *view = NULL;
	size_t whole;
	int e;

	*section = NULL;
	if ((e = fault("spawn.payload")) < 0)
		return e;
	if (p->failed)
		return -ENOMEM;
	h = payload_head(p);
	h->size = (uint32_t)p->used;
	*data = p->data;
	*size = p->used;
	if (p->used <= PAYLOAD_INLINE)
		return 0;
	whole = (p->used + MM_GRANULE - 1) & ~(MM_GRANULE - 1);
	if ((e = nt_section_create(section, whole, 1)) < 0 ||
	    (e = nt_section_map(*section, &view, whole, 0,
	    NT_MEM_READ | NT_MEM_WRITE)) < 0 ||
	    (e = nt_set_inherit(*section, 1)) < 0)
		return e;
	memcpy(view, p->data, p->used);
	nt_section_unmap(view);
	h->section = (uintptr_t)*section;
	payload_add_handle(p, *section);
	*size = sizeof *h;
	return p->failed ? -ENOMEM : 0;
}

void
payload_end(struct payload *p, nt_handle section)
{
	nt_close(section);
	mm_free(p->data);
	mm_free(p->handles);
}

const struct payload_head *
payload_received(int *error)
{
	const struct payload_head *h;
	const void *data;
	void *view = NULL;
	nt_handle section;

	*error = 0;
	if (nt_payload(&data) < sizeof *h)
		return NULL;
	h = data;
	if (h->zero != 0 || h->magic != PAYLOAD_MAGIC)
		return NULL;
	*error = h->version == PAYLOAD_VERSION ? 0 : -EINVAL;
	/* A copy's section is not one of these: child.c maps it. */
	if (*error < 0 || h->section == 0 || h->kind == PAYLOAD_FORK)
		return h;
	section = (nt_handle)(uintptr_t)h->section;
	*error = nt_section_map(section, &view,
	    (h->size + MM_GRANULE - 1) & ~(MM_GRANULE - 1), 0, NT_MEM_READ);
	nt_close(section);
	return *error < 0 ? h : view;
}

static int
take_file(const struct payload_head *h, const struct payload_file *in,
    struct file **out)
{
	int pid = in->shared_ref != 0 ? h->pid : 0;
	const struct file_ops *ops = file_type(in->type);
	int e = 0;

	if (ops == NULL)
		return -EINVAL;
	*out = file_new(ops, (nt_handle)(uintptr_t)in->handle, in->flags);
	if (*out == NULL)
		return -ENOMEM;
	(*out)->inherits = 1;		/* as it was itself */
	(*out)->drive = in->drive;
	(*out)->made_in = 0;	/* elsewhere */
	(*out)->id = in->id;
	(*out)->shared = in->shared;
	(*out)->shared_ref = in->shared_ref;
	(*out)->shared_by = pid;
	for (int k = 0; k < FILE_MORE; k++)
		(*out)->more[k] = (nt_handle)(uintptr_t)in->more[k];
	if (in->path != 0)
		e = file_set_path(*out, (const char *)h + in->path);
	return e;
}

static void
take_children(const struct payload_head *h)
{
	const struct payload_child *list = (const void *)
	    ((const char *)h + h->children);

	for (unsigned i = 0; i < h->n_children; i++)
		children_add(list[i].pid,
		    (nt_handle)(uintptr_t)list[i].handle, list[i].winpid);
}

int
payload_take(const struct payload_head *h)
{
	const struct payload_file *files = (const void *)
	    ((const char *)h + h->files);
	const struct payload_fd *fds = (const void *)
	    ((const char *)h + h->fds);
	struct file *f;
	unsigned i, k;
	int e;

	for (i = 0; i < h->n_files; i++) {
		if ((e = take_file(h, &files[i], &f)) < 0)
			return e;
		for (k = 0; k < h->n_fds; k++) {
			if (fds[k].file != i)
				continue;
			file_ref(f);
			e = fd_install_at(f, fds[k].fd, fds[k].fd_flags);
			if (e < 0)
				return e;
		}
		file_unref(f);
	}
	if (h->cwd != 0)
		path_setcwd((const char *)h + h->cwd);
	if (h->cwd_gone)
		path_removed(NULL);
	if (h->jail != 0)
		path_set_jail((const char *)h + h->jail);
	file_moves_known(h->moves);
	if (h->owns_ranges)
		fd_locks_owned(1);
	fd_umask((mode_t)h->umask);
	fd_set_limits((struct fd_limits){ h->fds_soft, h->fds_hard });
	memcpy(limits, h->limits, sizeof limits);
	payload_image = (nt_handle)(uintptr_t)h->image;
	take_children(h);
	children_take_usage(&h->usage);
	return 0;
}

char **
payload_strings(const struct payload_head *h, uint32_t at, uint32_t count)
{
	const char *s = (const char *)h + at;
	char **list = mm_alloc(((size_t)count + 1) * sizeof *list);
	size_t bytes = 0;
	char *text;

	for (uint32_t i = 0; i < count; i++)
		bytes += strlen(s + bytes) + 1;
	text = mm_alloc(bytes + 1);
	if (list == NULL || text == NULL)
		return NULL;
	memcpy(text, s, bytes);
	for (uint32_t i = 0; i < count; i++) {
		list[i] = text;
		text += strlen(text) + 1;
	}
	list[count] = NULL;
	return list;
}
