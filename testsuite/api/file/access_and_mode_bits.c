/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	umask(0);
	close(open("f", O_RDWR | O_CREAT, 0640));
	CHECK_INT(access("f", F_OK), 0);
	CHECK_INT(access("f", R_OK | W_OK), 0);
	CHECK_ERR(access("none", R_OK), ENOENT);
	CHECK_INT(access(".", X_OK), 0);
	CHECK_ERR(access("f", 99), EINVAL);
	CHECK_INT(chmod("f", 0444), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK_INT(st.st_mode & 0222, 0);
	CHECK_INT(chmod("f", 0644), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK_INT(st.st_mode & 0200, 0200);
	CHECK_ERR(chmod("none", 0644), ENOENT);
	int fd = open("f", O_RDWR);
	CHECK_INT(fchmod(fd, 0600), 0);
	CHECK_ERR(fchmod(99, 0600), EBADF);
	CHECK_INT(umask(027), 0);
	CHECK_INT(umask(0), 027);
	return (0);
}
