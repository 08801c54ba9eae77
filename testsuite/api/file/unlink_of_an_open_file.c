/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
/* The name goes at once, the file with its last descriptor. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "kept", 4), 4);
	CHECK_INT(unlink("f"), 0);
	CHECK_ERR(access("f", F_OK), ENOENT);
	char b[4];
	CHECK_INT(pread(fd, b, 4, 0), 4);
	CHECK(memcmp(b, "kept", 4) == 0);
	CHECK_INT(write(fd, "more", 4), 4);
	struct stat st;
	CHECK_INT(fstat(fd, &st), 0);
	CHECK(st.st_size == 8 && st.st_nlink == 0);
	int again = open("f", O_RDWR | O_CREAT | O_EXCL, 0666);
	CHECK_OK(again >= 0);
	CHECK_INT(fstat(again, &st), 0);
	CHECK_INT(st.st_size, 0);
	CHECK_INT(close(fd), 0);
	CHECK_INT(access("f", F_OK), 0);
	return (0);
}
