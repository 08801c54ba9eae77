/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptor table: numbers to descriptions.  Fork class: copy (the
 * slots lie in the process block).
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "mm/room.h"

void (*fd_close_hook)(struct file *);

static struct fd_table table = {
	.lock = LOCK_INIT(LOCK_FDTAB, "fdtab"),
	.limits = { FD_MAX, FD_MAX },
	.umask = 022
};
const struct fd_table *const fd_table = &table;

#define FIRST_SIZE	64

/*
 * Makes room for number fd.  The new array is filled under the lock, as the
 * old one may change until then; the allocator's lock ranks below ours.
 */
static int
grow(int fd)
{
	struct fd_slot *bigger;
	int size = table.size == 0 ? FIRST_SIZE : table.size;

	if (fd < table.size)
		return 0;
	while (size <= fd)
		size *= 2;
	bigger = mm_zalloc((size_t)size * sizeof *bigger);
	if (bigger == NULL)
		return -ENOMEM;
	if (table.size > 0)
		memcpy(bigger, table.slot,
		    (size_t)table.size * sizeof *bigger);
	mm_free(table.slot);
	table.slot = bigger;
	table.size = size;
	return 0;
}

struct file *
fd_peek(int fd)
{
	struct file *f = NULL;

	lock_acquire(&table.lock);
	if (fd >= 0 && fd < table.size && table.slot[fd].file != NULL) {
		f = table.slot[fd].file;
		file_ref(f);
	}
	lock_release(&table.lock);
	return f;
}

struct file *
fd_get(int fd)
{
	struct file *f = fd_peek(fd);

	if (f != NULL)
		f->used++;
	return f;
}

static int
lowest_free(int least)
{
	int fd;

	for (fd = least; fd < table.size; fd++)
		if (table.slot[fd].file == NULL)
			break;
	return fd;
}

int
fd_install(struct file *f, int least, int fd_flags)
{
	int fd, e;

	lock_acquire(&table.lock);
	fd = lowest_free(least);
	e = fd >= table.limits.soft ? -EMFILE : grow(fd);
	if (e == 0) {
		table.slot[fd].file = f;
		table.slot[fd].flags = fd_flags;
	}
	lock_release(&table.lock);
	return e < 0 ? e : fd;
}

static void
let_go(struct file *f)
{
	if (__builtin_expect(fd_close_hook != NULL, 0))
		fd_close_hook(f);
	file_unref(f);
}

int
fd_install_at(struct file *f, int fd, int fd_flags)
{
	struct file *old = NULL;
	int e;

	if (fd < 0 || fd >= FD_MAX)
		return -EBADF;
	lock_acquire(&table.lock);
	e = fd >= table.limits.soft ? -EBADF : grow(fd);
	if (e == 0) {
		old = table.slot[fd].file;
		table.slot[fd].file = f;
		table.slot[fd].flags = fd_flags;
	}
	lock_release(&table.lock);
	if (old != NULL)
		let_go(old);
	return e < 0 ? e : fd;
}

int
fd_close(int fd)
{
	struct file *f = NULL;

	lock_acquire(&table.lock);
	if (fd >= 0 && fd < table.size) {
		f = table.slot[fd].file;
		table.slot[fd].file = NULL;
	}
	lock_release(&table.lock);
	if (f == NULL)
		return -EBADF;
	let_go(f);
	return 0;
}

int
fd_get_flags(int fd)
{
	int r = -EBADF;

	lock_acquire(&table.lock);
	if (fd >= 0 && fd < table.size && table.slot[fd].file != NULL)
		r = table.slot[fd].flags;
	lock_release(&table.lock);
	return r;
}

int
fd_set_flags(int fd, int fd_flags)
{
	int r = -EBADF;

	lock_acquire(&table.lock);
	if (fd >= 0 && fd < table.size && table.slot[fd].file != NULL) {
		table.slot[fd].flags = fd_flags;
		r = 0;
	}
	lock_release(&table.lock);
	return r;
}

int
fd_check_room(void)
{
	int fits;

	lock_acquire(&table.lock);
	fits = lowest_free(0) < table.limits.soft;
	lock_release(&table.lock);
	return fits ? 0 : -EMFILE;
}

struct fd_limits
fd_get_limits(void)
{
	struct fd_limits l;

	lock_acquire(&table.lock);
	l = table.limits;
	lock_release(&table.lock);
	return l;
}

/* Descriptors above a lower limit stay (XSH setrlimit()). */
void
fd_set_limits(struct fd_limits l)
{
	lock_acquire(&table.lock);
	table.limits = l;
	lock_release(&table.lock);
}

/* The lowest descriptor from fd on that is open, or -1. */
static int
next_open(int fd)
{
	lock_acquire(&table.lock);
	while (fd < table.size && table.slot[fd].file == NULL)
		fd++;
	if (fd >= table.size)
		fd = -1;
	lock_release(&table.lock);
	return fd;
}

int
fd_close_range(unsigned first, unsigned last, int cloexec_only)
{
	if (first > last)
		return -EINVAL;
	if (first >= FD_MAX)
		return 0;
	for (int fd = next_open((int)first); fd >= 0 && (unsigned)fd <= last;
	    fd = next_open(fd + 1)) {
		if (cloexec_only)
			fd_set_flags(fd, fd_get_flags(fd) | FD_FLAG_CLOEXEC);
		else
			fd_close(fd);
	}
	return 0;
}

void
fd_each(void (*visit)(int, struct file *, int, void *), void *arg)
{
	for (int fd = next_open(0); fd >= 0; fd = next_open(fd + 1)) {
		struct file *f = fd_get(fd);
		int flags = fd_get_flags(fd);

		if (f == NULL)
			continue;
		visit(fd, f, flags, arg);
		file_unref(f);
	}
}

mode_t
fd_umask(mode_t mask)
{
	return __atomic_exchange_n(&table.umask, mask & 0777,
	    __ATOMIC_RELAXED);
}

mode_t
fd_get_umask(void)
{
	return __atomic_load_n(&table.umask, __ATOMIC_RELAXED);
}
