/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2];
	static char b[65536];
	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	long total = 0, back = 0;
	ssize_t n;
	while ((n = write(p[1], b, 4096)) > 0) {
		total += n;
		CHECK(total < 64 << 20);
	}
	CHECK(n == -1 && errno == EAGAIN);
	CHECK(total >= PIPE_BUF);
	while ((n = read(p[0], b, sizeof b)) > 0)
		back += n;
	CHECK(n == -1 && errno == EAGAIN);
	CHECK_INT(back, total);
	CHECK_INT(write(p[1], b, 1), 1);
	return (0);
}
