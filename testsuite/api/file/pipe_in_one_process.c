/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2];
	char b[5000];
	struct stat st;
	CHECK_INT(pipe(p), 0);
	CHECK_INT(write(p[1], "hello", 5), 5);
	CHECK_INT(read(p[0], b, 2), 2);
	CHECK_INT(read(p[0], b + 2, 100), 3);
	CHECK(memcmp(b, "hello", 5) == 0);
	memset(b, 'x', sizeof b);
	CHECK_INT(write(p[1], b, 4096), 4096);
	CHECK_INT(read(p[0], b, sizeof b), 4096);
	CHECK_INT(fstat(p[0], &st), 0);
	CHECK(S_ISFIFO(st.st_mode));
	CHECK_ERR(write(p[0], b, 1), EBADF);
	CHECK_ERR(read(p[1], b, 1), EBADF);
	CHECK_INT(write(p[1], "z", 1), 1);
	CHECK_INT(close(p[1]), 0);
	CHECK_INT(read(p[0], b, 5), 1);
	CHECK_INT(read(p[0], b, 5), 0);
	CHECK_INT(read(p[0], b, 5), 0);
	CHECK_INT(pipe2(p, O_CLOEXEC | O_NONBLOCK), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), FD_CLOEXEC);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);
	return (0);
}
