/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "abcdef", 6), 6);
	CHECK_INT(lseek(fd, 2, SEEK_SET), 2);
	FILE *f = fdopen(fd, "r+");
	CHECK(f != NULL);
	CHECK_INT(fileno(f), fd);
	CHECK_INT(getc(f), 'c');
	CHECK_INT(ftell(f), 3);
	CHECK_INT(fclose(f), 0);
	CHECK_ERR(close(fd), EBADF);
	CHECK_NULL_ERR(fdopen(fd, "r"), EBADF);
	return (0);
}
