/* SPDX-License-Identifier: BSD-2-Clause */
/* XSH open(), truncate(): ETXTBSY of a program that runs; it can be read. */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

int
main(void)
{
	char self[4096], magic[2];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	int fd;

	CHECK_OK(n > 0);
	self[n] = '\0';
	CHECK_ERR(open(self, O_WRONLY), ETXTBSY);
	CHECK_ERR(open(self, O_RDWR | O_APPEND), ETXTBSY);
	CHECK_ERR(open(self, O_WRONLY | O_CREAT | O_TRUNC, 0644), ETXTBSY);
	CHECK_ERR(open(self, O_WRONLY | O_CREAT | O_EXCL, 0644), EEXIST);
	CHECK_ERR(truncate(self, 0), ETXTBSY);
	CHECK_OK((fd = open(self, O_RDONLY)) >= 0);
	CHECK_INT(read(fd, magic, 2), 2);
	CHECK(magic[0] != 0);
	CHECK_OK(close(fd) == 0);
	return 0;
}
