/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: file/block.c path/name.c nt/utf.c fd/defaults.c */
/*
 * Disks in /dev over one that moves whole sectors only, as NT's do: places
 * and sizes of all kinds, partitions, ends, and a sector that cannot be read.
 */
#include "unit.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "file/block.h"
#include "file/room_impl.h"
#include "mm/room.h"
#include "nt/drive.h"
#include "path/room_impl.h"

#define SECTOR	512u
#define SIZE	(400u * SECTOR)
#define BAD	(300u * SECTOR)		/* a sector that is damaged */

static unsigned char disk[SIZE], want[SIZE];
static int64_t position;
static int is_open, protected, blocks;

void
nt_drives(uint32_t set[NT_DRIVES / 32])
{
	memset(set, 0, NT_DRIVES / 8);
	set[0] = 2;
}

int
nt_drive_open(nt_handle *h, unsigned number, uint32_t access)
{
	*h = disk;
	is_open += number == 1;
	return number == 1 ? 0 : -ENOENT;
}

int
nt_drive_facts(nt_handle h, struct nt_drive *out)
{
	*out = (struct nt_drive){ SIZE, SECTOR, protected };
	return 0;
}

int
nt_drive_partitions(nt_handle h, struct nt_partition list[NT_PARTITIONS])
{
	list[0] = (struct nt_partition){ 2, 10 * SECTOR, 20 * SECTOR };
	return 1;
}

static long
check_place(const void *buf, size_t n, int64_t at)
{
	CHECK(n > 0 && n % SECTOR == 0 && at % SECTOR == 0 && at >= 0 &&
	    (uint64_t)at + n <= SIZE);
	return at <= BAD && BAD < (uint64_t)at + n ? -EIO : (long)n;
}

long
nt_read(nt_handle h, void *buf, size_t n, int64_t at)
{
	long r = check_place(buf, n, at);

	if (r > 0)
		memcpy(buf, disk + at, n);
	return r;
}

long
nt_write(nt_handle h, const void *buf, size_t n, int64_t at)
{
	long r = check_place(buf, n, at);

	if (r > 0)
		memcpy(disk + at, buf, n);
	return r;
}

int
nt_get_position(nt_handle h, int64_t *at)
{
	*at = position;
	return 0;
}

int
nt_set_position(nt_handle h, int64_t at)
{
	position = at;
	return 0;
}

int
nt_flush(nt_handle h)
{
	return 0;
}

void
nt_close(nt_handle h)
{
	is_open--;
}

void *
mm_alloc(size_t n)
{
	blocks++;
	return malloc(n);
}

void *
mm_zalloc(size_t n)
{
	blocks++;
	return calloc(1, n);
}

void
mm_free(void *p)
{
	blocks -= p != NULL;
	free(p);
}

struct file *
file_new(const struct file_ops *ops, nt_handle h, int flags)
{
	struct file *f = calloc(1, sizeof *f);

	position = 0;
	f->ops = ops;
	f->handle = h;
	f->flags = flags;
	return f;
}

int
file_set_path(struct file *f, const char *path)
{
	f->path = strdup(path);
	return 0;
}

void
file_unref(struct file *f)
{
	f->ops->close(f);
	free(f->path);
	free(f);
}

static struct file *
opened(const char *name, int flags)
{
	static struct path p;
	struct file *f;

	snprintf(p.posix, sizeof p.posix, "/dev/%s", name);
	CHECK_INT(block_open(&f, &p, flags), 0);
	return f;
}

static int
refused(const char *name, int flags)
{
	static struct path p;
	struct file *f;

	snprintf(p.posix, sizeof p.posix, "/dev/%s", name);
	return block_open(&f, &p, flags);
}

/* Each size at each place of a few sectors, from memory aligned and not. */
static void
all_places(struct file *f)
{
	static _Alignas(SECTOR) unsigned char room[5 * SECTOR + 1];

	for (unsigned skew = 0; skew <= 2 * SECTOR; skew += 127)
		for (unsigned n = 1; n <= 3 * SECTOR; n += 73)
			for (unsigned off = 0; off < 2; off++) {
				CHECK_INT(f->ops->read(f, room + off, n,
				    skew), n);
				CHECK(memcmp(room + off, disk + skew, n) == 0);
				memset(room + off, (int)(skew + n), n);
				memcpy(want + skew, room + off, n);
				CHECK_INT(f->ops->write(f, room + off, n,
				    skew), n);
				CHECK(memcmp(want, disk, SIZE) == 0);
			}
}

static void
whole(void)
{
	static unsigned char big[SIZE + 10];
	struct file *f = opened("sdb", O_RDWR);
	struct stat st;
	uint64_t size;
	int sector;

	all_places(f);
	CHECK_INT(f->ops->stat(f, &st), 0);
	CHECK(S_ISBLK(st.st_mode) && major(st.st_rdev) == 8 &&
	    minor(st.st_rdev) == 16);
	CHECK_INT(f->ops->ioctl(f, (int)BLKGETSIZE64, &size), 0);
	CHECK_INT(size, SIZE);
	CHECK_INT(f->ops->ioctl(f, (int)BLKSSZGET, &sector), 0);
	CHECK_INT(sector, SECTOR);
	CHECK_INT(f->ops->ioctl(f, 12345, &sector), -ENOTTY);
	/* At the description's own place, over the room's end. */
	CHECK_INT(f->ops->seek(f, 3, SEEK_SET), 3);
	CHECK_INT(f->ops->read(f, big, 200 * SECTOR, -1), 200 * SECTOR);
	CHECK(memcmp(big, disk + 3, 200 * SECTOR) == 0);
	CHECK_INT(f->ops->seek(f, 0, SEEK_CUR), 200 * SECTOR + 3);
	/* Up to what cannot be read, and no further. */
	CHECK_INT(f->ops->seek(f, BAD - 2 * SECTOR - 1, SEEK_SET),
	    BAD - 2 * SECTOR - 1);
	CHECK(f->ops->read(f, big, 300 * SECTOR, BAD) == -EIO);
	CHECK(f->ops->write(f, big, 1, BAD + 1) == -EIO);
	/* The end. */
	CHECK_INT(f->ops->seek(f, 0, SEEK_END), SIZE);
	CHECK_INT(f->ops->read(f, big, 1, -1), 0);
	CHECK_INT(f->ops->write(f, big, 1, -1), -ENOSPC);
	CHECK_INT(f->ops->seek(f, 1, SEEK_CUR), -EINVAL);
	CHECK_INT(f->ops->seek(f, -7, SEEK_END), SIZE - 7);
	CHECK_INT(f->ops->read(f, big, 100, -1), 7);
	CHECK(memcmp(big, disk + SIZE - 7, 7) == 0);
	CHECK_INT(f->ops->seek(f, -1, SEEK_SET), -EINVAL);
	file_unref(f);
	f = opened("sdb", O_RDONLY);
	CHECK_INT(f->ops->write(f, big, 1, 0), -EBADF);
	file_unref(f);
	f = opened("sdb", O_WRONLY);
	CHECK_INT(f->ops->read(f, big, 1, 0), -EBADF);
	file_unref(f);
}

static void
partition(void)
{
	struct file *f = opened("sdb2", O_RDWR);
	char b[40 * SECTOR];
	uint64_t size;

	/* As another process finds it, that was given the description. */
	mm_free(f->private);
	f->private = NULL;
	CHECK_INT(f->ops->read(f, b, sizeof b, -1), 20 * SECTOR);
	CHECK(memcmp(b, disk + 10 * SECTOR, 20 * SECTOR) == 0);
	CHECK_INT(f->ops->write(f, "xyz", 3, 20 * SECTOR - 1), 1);
	CHECK_INT(disk[30 * SECTOR - 1], 'x');
	CHECK_INT(disk[30 * SECTOR], want[30 * SECTOR]);
	CHECK_INT(f->ops->ioctl(f, (int)BLKGETSIZE64, &size), 0);
	CHECK_INT(size, 20 * SECTOR);
	file_unref(f);
}

static void
names(void)
{
	static const struct {
		const char *name;
		unsigned disk, partition;
	} good[] = {
		{ "sda", 0, 0 }, { "sdz", 25, 0 }, { "sdaa", 26, 0 },
		{ "sdb15", 1, 15 }, { "sddx", 127, 0 }, { "sdba3", 52, 3 },
	};
	static const char *const bad[] = {
		"sd", "sd1", "sda0", "sda01", "sda16", "sdax1x", "sdA", "hda",
		"sddy", "sdzzzzzzzzzzzz", "sda/x", "sda99999999999"
	};
	unsigned d, n;
	char name[16];
	struct stat st;
	uint64_t size;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		CHECK_INT(path_block_device(good[i].name, &d, &n), 1);
		CHECK(d == good[i].disk && n == good[i].partition);
		path_block_name(name, d, n);
		CHECK_STR(name, good[i].name);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CHECK_INT(path_block_device(bad[i], &d, &n), 0);
	CHECK_INT(refused("sda", O_RDONLY), -ENOENT);
	CHECK_INT(refused("sdb1", O_RDONLY), -ENOENT);
	CHECK_INT(block_look("/dev/sdb2", &st, &size), 0);
	CHECK_INT(minor(st.st_rdev), 18);
	CHECK_INT(block_look("/dev/sdb3", &st, &size), -ENOENT);
	CHECK_INT(block_look("/dev/sdc", &st, &size), -ENOENT);
	protected = 1;
	CHECK_INT(refused("sdb", O_RDWR), -EROFS);
	protected = 0;
}

int
main(void)
{
	for (size_t i = 0; i < SIZE; i++)
		disk[i] = want[i] = (unsigned char)(i * 7 + i / SECTOR);
	whole();
	partition();
	names();
	CHECK_INT(is_open, 0);
	CHECK_INT(blocks, 0);
	return (0);
}
