/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSH pathconf(): each name of <unistd.h> is known; -1 without an errno says
 * that there is no limit.
 */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

static const int names[] = {
	_PC_LINK_MAX, _PC_MAX_CANON, _PC_MAX_INPUT, _PC_NAME_MAX, _PC_PATH_MAX,
	_PC_PIPE_BUF, _PC_CHOWN_RESTRICTED, _PC_NO_TRUNC, _PC_VDISABLE,
	_PC_ASYNC_IO, _PC_FILESIZEBITS, _PC_2_SYMLINKS,
	_PC_SYMLINK_MAX, _PC_ALLOC_SIZE_MIN, _PC_REC_INCR_XFER_SIZE,
	_PC_REC_MAX_XFER_SIZE, _PC_REC_MIN_XFER_SIZE, _PC_REC_XFER_ALIGN,
#ifdef __CYGWIN__		/* glibc has no answer to these */
	_PC_SYNC_IO, _PC_PRIO_IO, _PC_TIMESTAMP_RESOLUTION, _PC_FALLOC,
	_PC_TEXTDOMAIN_MAX,
#endif
};

#define COUNT	(sizeof(names) / sizeof(names[0]))

int
main(void)
{
	int fd = open("file", O_RDWR | O_CREAT, 0644), p[2];

	CHECK(fd >= 0);
	CHECK(pipe(p) == 0);
	for (size_t i = 0; i < COUNT; i++) {
		errno = 0;
		CHECK(pathconf("file", names[i]) >= 0 || errno == 0);
		CHECK(fpathconf(fd, names[i]) >= 0 || errno == 0);
		CHECK(pathconf(".", names[i]) >= 0 || errno == 0);
		CHECK(fpathconf(p[0], names[i]) >= 0 || errno == 0);
	}
	CHECK_INT(pathconf("file", _PC_ASYNC_IO), 1);
	CHECK(pathconf("file", _PC_ALLOC_SIZE_MIN) >= 512);
	CHECK(fpathconf(fd, _PC_REC_XFER_ALIGN) >= 512);
#ifdef __CYGWIN__
	CHECK_INT(pathconf("file", _PC_SYNC_IO), 1);
	CHECK_INT(pathconf("file", _PC_FALLOC), 1);
	CHECK_INT(pathconf("file", _PC_TIMESTAMP_RESOLUTION), 100);
#endif
	CHECK_ERR(pathconf("file", 9999), EINVAL);
	CHECK_ERR(fpathconf(fd, -1), EINVAL);
	CHECK_ERR(fpathconf(99, _PC_NAME_MAX), EBADF);
	CHECK_ERR(pathconf("none", _PC_NAME_MAX), ENOENT);
	CHECK_ERR(pathconf("file/x", _PC_NAME_MAX), ENOTDIR);
	return (0);
}
