/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	struct stat st;
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(fsync(fd), 0);
	CHECK_INT(fdatasync(fd), 0);
	CHECK_ERR(fsync(99), EBADF);
	CHECK_INT(posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL), 0);
	CHECK_INT(posix_fallocate(fd, 0, 1000), 0);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, 1000);
	CHECK_INT(posix_fallocate(fd, 0, 0), EINVAL);
	sync();
	return (0);
}
