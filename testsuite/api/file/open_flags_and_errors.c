/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK_ERR(open("none", O_RDONLY), ENOENT);
	CHECK_ERR(open("no/dir", O_RDWR | O_CREAT, 0666), ENOENT);
	CHECK_ERR(open("", O_RDONLY), ENOENT);
	int fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0644);
	CHECK_OK(fd >= 0);
	CHECK_ERR(open("f", O_RDWR | O_CREAT | O_EXCL, 0644), EEXIST);
	CHECK_INT(write(fd, "hello", 5), 5);
	CHECK_INT(close(fd), 0);
	CHECK_ERR(open("f/x", O_RDONLY), ENOTDIR);
	CHECK_ERR(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_ERR(open("f/", O_RDONLY), ENOTDIR);
	fd = open("f", O_WRONLY | O_TRUNC);
	struct stat st;
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, 0);
	close(fd);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_ERR(open("d", O_WRONLY), EISDIR);
	CHECK_ERR(open("d", O_RDWR), EISDIR);
	CHECK_ERR(open("d", O_RDWR | O_CREAT, 0666), EISDIR);
	fd = open("d", O_RDONLY | O_DIRECTORY);
	CHECK_OK(fd >= 0);
	char c;
	CHECK_ERR(read(fd, &c, 1), EISDIR);
	return (0);
}
