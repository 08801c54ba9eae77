/* SPDX-License-Identifier: BSD-2-Clause */
/* pipe2() sets what it is asked to set, and nothing else. */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2] = { -7, -7 };

	CHECK_INT(pipe(p), 0);
	CHECK(p[0] != p[1]);
	CHECK_INT(fcntl(p[0], F_GETFD), 0);
	CHECK_INT(fcntl(p[1], F_GETFD), 0);
	CHECK_INT(fcntl(p[0], F_GETFL) & (O_ACCMODE | O_NONBLOCK), O_RDONLY);
	CHECK_INT(fcntl(p[1], F_GETFL) & (O_ACCMODE | O_NONBLOCK), O_WRONLY);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(close(p[1]), 0);

	CHECK_INT(pipe2(p, O_NONBLOCK), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), 0);
	CHECK(fcntl(p[0], F_GETFL) & O_NONBLOCK);
	CHECK(fcntl(p[1], F_GETFL) & O_NONBLOCK);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(close(p[1]), 0);

	CHECK_INT(pipe2(p, O_CLOEXEC), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(p[1], F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(p[1], F_GETFL) & O_NONBLOCK, 0);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(close(p[1]), 0);

#ifdef O_CLOFORK
	CHECK_INT(pipe2(p, O_CLOFORK), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), FD_CLOFORK);
	CHECK_INT(close(p[0]), 0);
	CHECK_INT(close(p[1]), 0);
#endif
	p[0] = p[1] = -7;
	CHECK_ERR(pipe2(p, O_CREAT), EINVAL);
	CHECK(p[0] == -7 && p[1] == -7);
	return (0);
}
