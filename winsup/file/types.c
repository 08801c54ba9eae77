/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The types of files by number, so that a description can be passed to
 * another process.
 */
#include "file/room.h"

static const struct file_ops *const types[] = {
	&disk_ops, &dir_ops, &vdir_ops, &pipe_ops, &console_ops, &null_ops,
	&zero_ops, &full_ops, &random_ops, &urandom_ops, &timerfd_ops,
	&fifo_ops, &proc_text_ops, &proc_dir_ops, &inotify_ops,
	&eventfd_ops, &signalfd_ops, &epoll_ops, &clipboard_ops, &typed_ops,
	&block_ops, &link_name_ops, &fifo_name_ops,
	&made_link_ops,
};
#define NTYPES	((int)(sizeof types / sizeof types[0]))

int
file_type_index(const struct file_ops *ops)
{
	for (int i = 0; i < NTYPES; i++)
		if (types[i] == ops)
			return i;
	return -1;
}

const struct file_ops *
file_type(unsigned index)
{
	return index < (unsigned)NTYPES ? types[index] : NULL;
}
