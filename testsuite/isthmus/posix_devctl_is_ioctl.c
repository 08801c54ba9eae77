/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc has no posix_devctl() */
/* posix_devctl() does what ioctl() does, and knows how much room there is. */
#include <devctl.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2], n = -1, info = -1, on = 1;

	CHECK_OK(pipe(p) == 0);
	CHECK_INT(write(p[1], "12345", 5), 5);
	CHECK_INT(posix_devctl(p[0], FIONREAD, &n, sizeof(n), &info), 0);
	CHECK_INT(n, 5);
	CHECK_INT(info, 0);
	CHECK_INT(posix_devctl(p[0], FIONBIO, &on, sizeof(on), NULL), 0);
	CHECK(fcntl(p[0], F_GETFL) & O_NONBLOCK);
	CHECK_INT(posix_devctl(p[0], FIONREAD, &n, 1, NULL), EINVAL);
	CHECK_INT(posix_devctl(-1, FIONREAD, &n, sizeof(n), NULL), EBADF);
	CHECK_INT(posix_devctl(p[0], TIOCGWINSZ, &n, 0, NULL), EINVAL);
	return 0;
}
