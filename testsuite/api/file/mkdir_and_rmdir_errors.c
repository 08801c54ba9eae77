/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_ERR(mkdir("d", 0777), EEXIST);
	CHECK_ERR(mkdir("no/d", 0777), ENOENT);
	CHECK_INT(mkdir("d/sub/", 0777), 0);
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(close(fd), 0);
	CHECK_ERR(mkdir("f", 0777), EEXIST);
	CHECK_ERR(mkdir("f/d", 0777), ENOTDIR);
	int r = rmdir("d");
	CHECK(r == -1 && (errno == ENOTEMPTY || errno == EEXIST));
	CHECK_ERR(rmdir("f"), ENOTDIR);
	CHECK_ERR(rmdir("none"), ENOENT);
	CHECK_ERR(rmdir("d/sub/."), EINVAL);
	CHECK_ERR(rmdir("d/sub/./"), EINVAL);
	CHECK_INT(rmdir("d/sub/"), 0);
	CHECK_INT(rmdir("d"), 0);
	CHECK_ERR(rmdir("d"), ENOENT);
	CHECK_ERR(mkdir("", 0777), ENOENT);
	return (0);
}
