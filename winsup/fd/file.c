/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fd/ overview: file.c counts open file descriptions, table.c gives them
 * numbers, defaults.c has the operations a type need not write.  Invariant:
 * a description in the table has at least one reference for each number.
 */
#include "fd/room.h"

#include <errno.h>
#include <string.h>

#include "lib/assert.h"
#include "mm/room.h"

struct file *
file_new(const struct file_ops *ops, nt_handle h, int flags)
{
	struct file *f = mm_zalloc(sizeof *f);

	if (f == NULL)
		return NULL;
	f->ops = ops;
	f->handle = h;
	f->flags = flags;
	f->refs = 1;
	f->made_in = fd_process_token();
	return f;
}

int
file_set_path(struct file *f, const char *posix)
{
	size_t n = strlen(posix);
	char *copy = mm_alloc(n + 1);

	if (copy == NULL)
		return -ENOMEM;
	memcpy(copy, posix, n + 1);
	mm_free(f->path);
	f->path = copy;
	f->path_len = n;
	return 0;
}

void
file_ref(struct file *f)
{
	__atomic_add_fetch(&f->refs, 1, __ATOMIC_RELAXED);
}

void
file_unref(struct file *f)
{
	int left = __atomic_sub_fetch(&f->refs, 1, __ATOMIC_ACQ_REL);

	ASSERT(left >= 0);
	if (left > 0)
		return;
	if (f->shared != 0 || f->locked)
		fd_unshare(f);
	f->ops->close(f);
	mm_free(f->path);
	mm_free(f);
}

void
file_drop(struct file *f)
{
	if (__atomic_sub_fetch(&f->refs, 1, __ATOMIC_ACQ_REL) > 0)
		return;
	mm_free(f->path);
	mm_free(f);
}
