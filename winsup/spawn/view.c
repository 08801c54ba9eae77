/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/view.h"

#include <errno.h>
#include <string.h>

#include "file/room.h"
#include "lib/fault.h"
#include "mm/room.h"
#include "thread/room.h"

static void
set(struct spawn_view *v, int fd, struct file *f, int fd_flags)
{
	while (v->top <= fd)
		v->slot[v->top++].file = NULL;
	v->slot[fd].file = f;
	v->slot[fd].fd_flags = fd_flags;
}

static void
take(int fd, struct file *f, int fd_flags, void *arg)
{
	struct spawn_view *v = arg;

	if (fd_flags & v->without)
		return;
	file_ref(f);
	set(v, fd, f, fd_flags);
}

struct spawn_view *
view_new(int without)
{
	struct spawn_view *v = fault("spawn.view") < 0 ? NULL :
	    mm_alloc(sizeof *v);

	if (v == NULL)
		return NULL;
	v->without = without;
	v->top = 0;
	v->policy = thr_self()->policy;
	v->priority = thr_self()->priority;
	file_moves_seen();
	path_cwd_text(v->cwd, sizeof v->cwd, &v->cwd_gone);
	fd_each(take, v);
	return v;
}

void
view_free(struct spawn_view *v)
{
	if (v == NULL)
		return;
	for (int fd = 0; fd < v->top; fd++)
		if (v->slot[fd].file != NULL)
			file_unref(v->slot[fd].file);
	mm_free(v);
}

int
view_put(struct spawn_view *v, int fd, struct file *f, int fd_flags)
{
	struct file *old = view_get(v, fd);

	if (fd < 0 || fd >= FD_MAX)
		return -EBADF;
	set(v, fd, f, fd_flags);
	if (old != NULL)
		file_unref(old);
	return fd;
}

struct file *
view_get(const struct spawn_view *v, int fd)
{
	return fd < 0 || fd >= v->top ? NULL : v->slot[fd].file;
}

void
view_each(const struct spawn_view *v, void (*visit)(int, struct file *, int,
    void *), void *arg)
{
	if (v == NULL) {
		fd_each(visit, arg);
		return;
	}
	for (int fd = 0; fd < v->top; fd++)
		if (v->slot[fd].file != NULL)
			visit(fd, v->slot[fd].file, v->slot[fd].fd_flags, arg);
}

long
view_cwd(const struct spawn_view *v, char *dst, size_t size, int *gone)
{
	if (v == NULL)
		return path_cwd_text(dst, size, gone);
	*gone = v->cwd_gone;
	return strlcpy(dst, v->cwd, size) < size ? (long)strlen(dst) : -ERANGE;
}
