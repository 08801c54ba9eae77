/* SPDX-License-Identifier: BSD-2-Clause */
/* The file's own mode is of no matter, nor is it that it is mapped. */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	close(open("f", O_RDWR | O_CREAT, 0666));
	CHECK_INT(chmod("f", 0444), 0);
	CHECK_INT(unlink("f"), 0);
	int fd = open("g", O_RDWR | O_CREAT | O_EXCL, 0444);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(close(fd), 0);
	close(open("h", O_RDWR | O_CREAT, 0666));
	CHECK_INT(rename("h", "g"), 0);
	CHECK_INT(unlink("g"), 0);

	fd = open("m", O_RDWR | O_CREAT | O_EXCL, 0444);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "x", 1), 1);
	char *m = mmap(NULL, 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK_OK(m != MAP_FAILED);
	CHECK_INT(close(fd), 0);
	CHECK_INT(unlink("m"), 0);
	CHECK_ERR(access("m", F_OK), ENOENT);
	CHECK_INT(*m, 'x');
	return (0);
}
