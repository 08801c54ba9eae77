/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /dev/sda and its like: Windows' disks and their partitions.  NT moves whole
 * sectors of them, at places that are multiples of one; what does not begin
 * or end so goes by a buffer.  A partition is a part of its disk.
 */
#include "file/block.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/drive.h"

#define ROOM		65536u		/* at least one sector */
#define ADMINISTRATORS	544		/* by account/sid.c's rule */

/* What the description is of; it is the same as long as it lives. */
struct block {
	uint64_t start, size;		/* of the partition, or of the disk */
	uint32_t sector;
	int read_only;
	unsigned disk, partition;
};

/* -ENXIO: there is no such partition. */
static int
learn(struct block *b, nt_handle h)
{
	struct nt_partition list[NT_PARTITIONS];
	struct nt_drive drive;
	int n;

	if ((n = nt_drive_facts(h, &drive)) < 0)
		return n;
	b->start = 0;
	b->size = drive.size;
	b->sector = drive.sector;
	b->read_only = drive.read_only;
	if (b->sector > ROOM || (b->sector & (b->sector - 1)) != 0)
		return -EIO;
	if (b->partition == 0)
		return 0;
	n = nt_drive_partitions(h, list);
	for (int i = 0; i < n; i++)
		if (list[i].number == b->partition) {
			b->start = list[i].start;
			b->size = list[i].size;
			return 0;
		}
	return -ENXIO;
}

/* "/dev/sda1", open as h; *out is the caller's to free. */
static int
find(struct block **out, const char *path, nt_handle h)
{
	struct block *b = mm_zalloc(sizeof *b);
	int e;

	if (b == NULL)
		return -ENOMEM;
	if (path == NULL || strncmp(path, "/dev/", 5) != 0 ||
	    !path_block_device(path + 5, &b->disk, &b->partition))
		e = -ENXIO;
	else
		e = learn(b, h);
	if (e < 0)
		mm_free(b);
	*out = e < 0 ? NULL : b;
	return e;
}

/* Of a description that another process opened it has to be asked for. */
static int
block_of(struct file *f, struct block **out)
{
	struct block *b, *none = NULL;
	int e;

	if ((*out = f->private) != NULL)
		return 0;
	if ((e = find(&b, f->path, f->handle)) < 0)
		return e;
	if (!__atomic_compare_exchange_n((struct block **)&f->private, &none,
	    b, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		mm_free(b);
		b = none;
	}
	*out = b;
	return 0;
}

/*
 * Moves up to n bytes at `at' of the disk by way of room: how many.  What is
 * written in a part of a sector has the rest read first.
 */
static long
bounce(nt_handle h, uint32_t sector, char *room, char *buf, size_t n,
    uint64_t at, int write)
{
	size_t skew = at % sector, part = n;
	int64_t from = (int64_t)(at - skew);
	size_t whole;
	long r;

	if (part > ROOM / sector * sector - skew)
		part = ROOM / sector * sector - skew;
	whole = (skew + part + sector - 1) / sector * sector;
	r = (long)whole;
	if (!write || part != whole)
		r = nt_read(h, room, whole, from);
	if (r == (long)whole && write) {
		memcpy(room + skew, buf, part);
		r = nt_write(h, room, whole, from);
	}
	if (r >= 0 && r != (long)whole)
		return -EIO;
	if (r > 0 && !write)
		memcpy(buf, room + skew, part);
	return r < 0 ? r : (long)part;
}

/*
 * Moves bytes between buf and place `at' of what h is open on, which takes
 * whole sectors only, at multiples of one (a power of two): how many.
 */
static long
block_move(nt_handle h, uint32_t sector, void *buf, size_t n, uint64_t at,
    int write)
{
	size_t done = 0;
	char *room;
	long r = 0;

	if ((((uintptr_t)buf | at | n) & (sector - 1)) == 0)
		return write ? nt_write(h, buf, n, (int64_t)at) :
		    nt_read(h, buf, n, (int64_t)at);
	if ((room = mm_alloc(ROOM)) == NULL)
		return -ENOMEM;
	while (done < n && (r = bounce(h, sector, room, (char *)buf + done,
	    n - done, at + done, write)) > 0)
		done += (size_t)r;
	mm_free(room);
	return done > 0 ? (long)done : r;
}

/* offset -1: at the description's own place, which NT keeps. */
static long
transfer(struct file *f, void *buf, size_t n, off_t offset, int write)
{
	int64_t at = offset;
	struct block *b;
	long r;
	int e;

	if ((e = block_of(f, &b)) < 0 || (offset < 0 &&
	    (e = nt_get_position(f->handle, &at)) < 0))
		return e;
	if (n == 0)
		return 0;
	if ((uint64_t)at >= b->size)
		return write ? -ENOSPC : 0;
	if (n > b->size - (uint64_t)at)
		n = (size_t)(b->size - (uint64_t)at);
	r = block_move(f->handle, b->sector, buf, n, b->start + (uint64_t)at,
	    write);
	if (r == -EBADF)
		r = -EACCES;	/* a volume in use lies there */
	if (r > 0 && offset < 0)
		e = nt_set_position(f->handle, at + r);
	return r > 0 && e < 0 ? e : r;
}

static long
block_read(struct file *f, void *buf, size_t n, off_t offset)
{
	return file_can_read(f) ? transfer(f, buf, n, offset, 0) : -EBADF;
}

static long
block_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return file_can_write(f) ? transfer(f, (void *)(uintptr_t)buf, n,
	    offset < 0 ? -1 : offset, 1) : -EBADF;
}

static off_t
block_seek(struct file *f, off_t offset, int whence)
{
	int64_t at = 0;
	struct block *b;
	int e;

	if ((e = block_of(f, &b)) < 0)
		return e;
	if (whence == SEEK_CUR)
		e = nt_get_position(f->handle, &at);
	else if (whence == SEEK_END)
		at = (int64_t)b->size;
	else if (whence != SEEK_SET)
		e = -EINVAL;
	if (e == 0 && (__builtin_add_overflow(at, offset, &at) || at < 0 ||
	    (uint64_t)at > b->size))
		e = -EINVAL;
	return e < 0 ? e : (e = nt_set_position(f->handle, at)) < 0 ? e : at;
}

static void
fill_stat(struct stat *st, const struct block *b)
{
	unsigned number = b->disk % 16 * 16 + b->partition;

	memset(st, 0, sizeof *st);
	st->st_mode = S_IFBLK | 0660;
	st->st_nlink = 1;
	st->st_uid = st->st_gid = ADMINISTRATORS;
	st->st_dev = 1;
	/* Linux' numbers: sda is 8:0, sda1 8:1, sdq 65:0. */
	st->st_rdev = makedev(b->disk < 16 ? 8 : 64 + b->disk / 16, number);
	st->st_ino = 0x10000 + b->disk / 16 * 256 + number;
	st->st_blksize = 4096;
}

static int
block_stat(struct file *f, struct stat *st)
{
	struct block *b;
	int e;

	if ((e = block_of(f, &b)) == 0)
		fill_stat(st, b);
	return e;
}

/* Everybody may ask, but not open it. */
int
block_look(const char *path, struct stat *st, uint64_t *size)
{
	unsigned disk, partition;
	struct block *b;
	nt_handle h;
	int e;

	if (!path_block_device(path + 5, &disk, &partition))
		return -ENOENT;
	if ((e = nt_drive_open(&h, disk, 0)) < 0)
		return e;
	if ((e = find(&b, path, h)) == 0) {
		fill_stat(st, b);
		*size = b->size;
	}
	mm_free(b);
	nt_close(h);
	return e == -ENXIO ? -ENOENT : e;
}

static int
block_sync(struct file *f)
{
	return nt_flush(f->handle);
}

static int
block_ioctl(struct file *f, int request, void *arg)
{
	struct block *b;
	int e;

	if ((e = block_of(f, &b)) < 0)
		return e;
	switch ((unsigned)request) {
	case (unsigned)BLKGETSIZE64:
		*(uint64_t *)arg = b->size;
		return 0;
	case (unsigned)BLKGETSIZE:
		*(unsigned long *)arg = (unsigned long)(b->size / 512);
		return 0;
	case (unsigned)BLKSSZGET:
		*(int *)arg = (int)b->sector;
		return 0;
	case (unsigned)BLKROGET:
		*(int *)arg = b->read_only;
		return 0;
	case (unsigned)BLKFLSBUF:
		return block_sync(f);
	}
	return -ENOTTY;
}

static void
block_close(struct file *f)
{
	mm_free(f->private);
	fd_close_handle(f);
}

/* -ENOENT, -EACCES: no administrator; -EROFS. */
int
block_open(struct file **out, const struct path *p, int flags)
{
	int write = (flags & O_ACCMODE) != O_RDONLY, e;
	unsigned disk, partition;
	struct block *b;
	nt_handle h;

	if (!path_block_device(p->posix + 5, &disk, &partition))
		return -ENOENT;
	if ((e = nt_drive_open(&h, disk, flags & O_PATH ? 0 : NT_READ_DATA |
	    (write ? NT_WRITE_DATA : 0))) < 0)
		return e;
	if ((e = find(&b, p->posix, h)) == 0 && write && b->read_only)
		e = -EROFS;
	if (e == 0 && (*out = file_new(&block_ops, h, flags)) == NULL)
		e = -ENOMEM;
	if (e < 0) {
		mm_free(b);
		nt_close(h);
		return e == -ENXIO ? -ENOENT : e;
	}
	(*out)->private = b;
	if ((e = file_set_path(*out, p->posix)) < 0)
		file_unref(*out);
	return e;
}

const struct file_ops block_ops = {
	.name = "block",
	.type = S_IFBLK,
	.reads_into = 1,
	.writes_from = 1,
	.read = block_read,
	.write = block_write,
	.seek = block_seek,
	.stat = block_stat,
	.truncate = fd_no_truncate,
	.sync = block_sync,
	.chmod = fd_any_chmod,
	.utimens = fd_any_utimens,
	.statvfs = fd_no_volume,
	.readdir = fd_no_readdir,
	.poll = fd_ready_poll,
	.nonblock = fd_any_nonblock,
	.ioctl = block_ioctl,
	.close = block_close,
};
