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
	char b[3] = "";
	off_t far = (6LL << 30) + 1;
	CHECK_INT(ftruncate(fd, far), 0);
	CHECK_INT(lseek(fd, -1, SEEK_END), far - 1);
	CHECK_INT(pread(fd, b, 3, far - 1), 1);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_size, far);
	CHECK(sizeof(off_t) == 8 && sizeof(ino_t) == 8);
	return (0);
}
