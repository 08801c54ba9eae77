/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fd/ overview: file.c counts open file descriptions, table.c gives them
 * numbers, defaults.c has the operations a type need not write.  Invariant:
 * a description in the table has at least one reference for each number.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/assert.h"
#include "mm/room.h"

/*
 * The memory of a description never becomes anything else: using_take() may
 * be asked for a reference to one that has just gone.
 */
static struct lock spare_lock = LOCK_INIT(LOCK_SPARE, "spare files");
static struct file *spare;		/* linked by private */

/* The count of one that is spare is 0, so that nobody takes a reference. */
static struct file *
take_spare(void)
{
	struct file *f;

	lock_acquire(&spare_lock);
	if ((f = spare) != NULL)
		spare = f->private;
	lock_release(&spare_lock);
	if (f != NULL)
		memset((char *)f + sizeof f->refs, 0,
		    sizeof *f - sizeof f->refs);
	return f;
}

static void
release(struct file *f)
{
	fd_native_free(f);		/* NT's went with the handle */
	mm_free(f->path);
	lock_acquire(&spare_lock);
	f->private = spare;
	spare = f;
	lock_release(&spare_lock);
}

struct file *
file_new(const struct file_ops *ops, nt_handle h, int flags)
{
	struct file *f = take_spare();

	if (f == NULL && (f = mm_zalloc(sizeof *f)) == NULL)
		return NULL;
	f->ops = ops;
	f->handle = h;
	f->flags = flags;
	f->made_in = fd_process_token();
	__atomic_store_n(&f->refs, 1, __ATOMIC_RELEASE);
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
	int left = using_drop(f);

	ASSERT(left >= 0);
	if (left > 0)
		return;
	if (f->shared != 0 || f->locked)
		fd_unshare(f);
	f->ops->close(f);
	release(f);
}

void
file_drop(struct file *f)
{
	if (__atomic_sub_fetch(&f->refs, 1, __ATOMIC_ACQ_REL) > 0)
		return;
	release(f);
}
