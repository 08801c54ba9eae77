/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The descriptor table: numbers to descriptions.  Fork class: copy (the
 * slots lie in the process block).
 *
 * fd_peek(), which nearly every call begins with, takes no lock.  Writers
 * hold it; they publish a description when it is complete, and memory of
 * slots and descriptions is never anything else.
 */
#include "fd/room_impl.h"

#include <errno.h>
#include <fcntl.h>
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

/* Makes room for number fd; the allocator's lock ranks below ours. */
static int
grow(int fd)
{
	struct fd_slot *chunk;

	while (fd >= table.size) {
		chunk = mm_zalloc(FD_CHUNK * sizeof *chunk);
		if (chunk == NULL)
			return -ENOMEM;
		table.chunk[table.size / FD_CHUNK] = chunk;
		__atomic_store_n(&table.size, table.size + FD_CHUNK,
		    __ATOMIC_RELEASE);
	}
	return 0;
}

/* NULL: there never was such a descriptor. */
static struct fd_slot *
slot_of(int fd)
{
	if (fd < 0 || fd >= __atomic_load_n(&table.size, __ATOMIC_ACQUIRE))
		return NULL;
	return &table.chunk[fd / FD_CHUNK][fd % FD_CHUNK];
}

static struct file *
file_at(int fd)
{
	struct fd_slot *s = slot_of(fd);

	return s == NULL ? NULL : __atomic_load_n(&s->file, __ATOMIC_ACQUIRE);
}

/* With the lock held: what that number means from now on; the former. */
static struct file *
put(int fd, struct file *f, int fd_flags)
{
	struct fd_slot *s = slot_of(fd);

	s->flags = fd_flags;
	return __atomic_exchange_n(&s->file, f, __ATOMIC_ACQ_REL);
}

/* The reference counts only if the number still means that afterwards. */
static struct file *
find(int fd)
{
	struct file *f;

	while ((f = file_at(fd)) != NULL) {
		if (!using_take(f))
			continue;
		if (file_at(fd) == f)
			break;
		file_unref(f);
	}
	return f;
}

struct file *
fd_peek(int fd)
{
	struct file *f = find(fd);

	if (f != NULL && (f->flags & O_PATH)) {
		file_unref(f);
		f = NULL;
	}
	return f;
}

static struct file *
count_use(struct file *f)
{
	if (f != NULL)
		f->used++;
	return f;
}

struct file *
fd_get(int fd)
{
	return count_use(fd_peek(fd));
}

struct file *
fd_get_any(int fd)
{
	return count_use(find(fd));
}

static int
lowest_free(int least)
{
	int fd;

	for (fd = least; fd < table.size; fd++)
		if (file_at(fd) == NULL)
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
		using_keep(f);
		put(fd, f, fd_flags);
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
		using_keep(f);
		old = put(fd, f, fd_flags);
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
	if (file_at(fd) != NULL)
		f = put(fd, NULL, 0);
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
	if (file_at(fd) != NULL)
		r = slot_of(fd)->flags;
	lock_release(&table.lock);
	return r;
}

int
fd_set_flags(int fd, int fd_flags)
{
	int r = -EBADF;

	lock_acquire(&table.lock);
	if (file_at(fd) != NULL) {
		slot_of(fd)->flags = fd_flags;
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
	while (fd < table.size && file_at(fd) == NULL)
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
		struct file *f = fd_get_any(fd);
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
