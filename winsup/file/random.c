/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /dev/random and /dev/urandom: the system's generator, which never blocks.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>

#include "nt/random.h"

#define MINOR_RANDOM	8
#define MINOR_URANDOM	9

static long
random_read(struct file *f, void *buf, size_t n, off_t offset)
{
	int e;

	if (!file_can_read(f))
		return -EBADF;
	e = nt_random(buf, n);
	return e < 0 ? e : (long)n;
}

/* What is written is taken as seed material elsewhere; here it is dropped. */
static long
random_write(struct file *f, const void *buf, size_t n, off_t offset)
{
	return !file_can_write(f) ? -EBADF : (long)n;
}

static off_t
random_seek(struct file *f, off_t offset, int whence)
{
	return whence < SEEK_SET || whence > SEEK_END ? -EINVAL : 0;
}

static int
random_stat(struct file *f, struct stat *st)
{
	return fd_device_stat(f, st, f->ops == &urandom_ops ? MINOR_URANDOM :
	    MINOR_RANDOM);
}

#define RANDOM_OPS							\
	.type = S_IFCHR, .reads_into = 1, .read = random_read,		\
	.write = random_write, .seek = random_seek, .stat = random_stat, \
	FD_NO_FILE_OPS, .close = fd_close_handle

const struct file_ops random_ops = { .name = "random", RANDOM_OPS };
const struct file_ops urandom_ops = { .name = "urandom", RANDOM_OPS };
