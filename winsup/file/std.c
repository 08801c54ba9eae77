/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The handles a process is born with become descriptors 0, 1 and 2.  A
 * standard handle that is missing, closed or no file leaves its descriptor
 * closed, as POSIX programs expect.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <fcntl.h>

/* What a handle may do decides the access mode. */
static int
flags_of(nt_handle h)
{
	uint32_t granted;

	if (nt_handle_access(h, &granted) < 0)
		return O_RDWR;
	if ((granted & (NT_WRITE_DATA | NT_APPEND_DATA)) == 0)
		return O_RDONLY;
	if ((granted & NT_READ_DATA) == 0)
		return (granted & NT_WRITE_DATA) == 0 ? O_WRONLY | O_APPEND :
		    O_WRONLY;
	return O_RDWR;
}

static const struct file_ops *
ops_of(nt_handle h)
{
	switch (nt_kind(h)) {
	case NT_KIND_DISK:
		return &disk_ops;
	case NT_KIND_PIPE:
		return &pipe_ops;
	case NT_KIND_CONSOLE:
		return &console_ops;
	case NT_KIND_NULL:
		return &null_ops;
	case NT_KIND_CHAR:
		return &pipe_ops;	/* a stream without a position */
	default:
		return NULL;
	}
}

int
file_from_handle(struct file **out, nt_handle h)
{
	const struct file_ops *ops = ops_of(h);

	if (ops == NULL)
		return -EBADF;
	*out = file_new(ops, h, flags_of(h));
	return *out != NULL ? 0 : -ENOMEM;
}

int
file_init_std(void)
{
	nt_handle h[3];
	struct file *f;
	int e;

	for (int fd = 0; fd < 3; fd++) {
		h[fd] = nt_std_handle(fd);
		/* One handle given twice is closed once: share it. */
		if (fd == 2 && h[2] == h[1] && (f = fd_get(1)) != NULL)
			e = 0;
		else
			e = file_from_handle(&f, h[fd]);
		if (e == -EBADF)
			continue;
		if (e < 0 || (e = fd_install_at(f, fd, 0)) < 0)
			return e;
	}
	return 0;
}
