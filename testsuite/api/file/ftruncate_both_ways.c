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
	CHECK_INT(write(fd, "0123456789", 10), 10);
	CHECK_INT(ftruncate(fd, 4), 0);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, 4);
	CHECK_INT(lseek(fd, 0, SEEK_CUR), 10);
	CHECK_INT(ftruncate(fd, 8), 0);
	char b[8];
	CHECK_INT(pread(fd, b, 8, 0), 8);
	CHECK(memcmp(b, "0123\0\0\0\0", 8) == 0);
	CHECK_ERR(ftruncate(fd, -1), EINVAL);
	CHECK_INT(truncate("f", 2), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK_INT(st.st_size, 2);
	CHECK_ERR(truncate("none", 0), ENOENT);
	CHECK_ERR(truncate(".", 0), EISDIR);
	return (0);
}
