/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	size_t n = 9 << 20;
	char *a = malloc(n), *b = malloc(n);
	for (size_t i = 0; i < n; i++)
		a[i] = (char)(i * 7 + i / 4096);
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, a, n), n);
	CHECK_INT(lseek(fd, 0, SEEK_SET), 0);
	CHECK_INT(read(fd, b, n), n);
	CHECK(memcmp(a, b, n) == 0);
	CHECK_INT(read(fd, b, n), 0);
	CHECK_INT(read(fd, b, 0), 0);
	CHECK_INT(write(fd, b, 0), 0);
	return (0);
}
