/* SPDX-License-Identifier: BSD-2-Clause */
/* FIONREAD, FIONBIO, FIOCLEX, and who does not know them. */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2], f, n = -1, on = 1, off = 0;
	char b[4];

	CHECK_INT(pipe(p), 0);
	CHECK_INT(ioctl(p[0], FIONREAD, &n), 0);
	CHECK_INT(n, 0);
	CHECK_INT(write(p[1], "hello", 5), 5);
	CHECK_INT(ioctl(p[0], FIONREAD, &n), 0);
	CHECK_INT(n, 5);
	CHECK_INT(ioctl(p[1], FIONREAD, &n), 0);
	CHECK_INT(n, 5);
	CHECK_INT(read(p[0], b, 3), 3);
	CHECK_INT(ioctl(p[0], FIONREAD, &n), 0);
	CHECK_INT(n, 2);
	CHECK_INT(read(p[0], b, 4), 2);

	CHECK_INT(ioctl(p[0], FIONBIO, &on), 0);
	CHECK(fcntl(p[0], F_GETFL) & O_NONBLOCK);
	CHECK_ERR(read(p[0], b, 1), EAGAIN);
	CHECK_INT(ioctl(p[0], FIONBIO, &off), 0);
	CHECK_INT(fcntl(p[0], F_GETFL) & O_NONBLOCK, 0);
	CHECK_INT(ioctl(p[0], FIOCLEX), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), FD_CLOEXEC);
	CHECK_INT(ioctl(p[0], FIONCLEX), 0);
	CHECK_INT(fcntl(p[0], F_GETFD), 0);

	CHECK((f = open("f", O_RDWR | O_CREAT | O_TRUNC, 0600)) >= 0);
	CHECK_INT(write(f, "hello", 5), 5);
	CHECK_INT(ioctl(f, FIONREAD, &n), 0);
	CHECK_INT(n, 0);
	CHECK_INT(lseek(f, 1, SEEK_SET), 1);
	CHECK_INT(ioctl(f, FIONREAD, &n), 0);
	CHECK_INT(n, 4);
	CHECK_ERR(ioctl(f, TIOCGWINSZ, b), ENOTTY);
	CHECK_ERR(ioctl(99, FIONREAD, &n), EBADF);
	CHECK_ERR(ioctl(99, FIOCLEX), EBADF);
	return (0);
}
