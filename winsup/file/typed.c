/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A descriptor of typed memory: a device of ours without a handle, which can
 * be mapped (syscall/sys_typed.c) and nothing else.  How it is to be mapped
 * is among its status flags.
 */
#include "file/room_impl.h"

#include <fcntl.h>
#include <sys/stat.h>

#define MINOR_TYPED	9

static int
typed_stat(struct file *f, struct stat *st)
{
	int e = fd_device_stat(f, st, MINOR_TYPED);

	st->st_size = FILE_TYPED_SIZE;
	return e;
}

const struct file_ops typed_ops = {
	.name = "typed memory",
	.type = S_IFCHR,
	.read = fd_no_read,
	.write = fd_no_write,
	.seek = fd_no_seek,
	.stat = typed_stat,
	FD_NO_FILE_OPS,
	.close = fd_close_handle,
};
