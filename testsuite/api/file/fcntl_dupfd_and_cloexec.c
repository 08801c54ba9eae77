/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int fd = open("f", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(fd, F_SETFD, 0), 0);
	CHECK_INT(fcntl(fd, F_GETFD), 0);
	CHECK_INT(fcntl(fd, F_DUPFD, 20), 20);
	CHECK_INT(fcntl(fd, F_DUPFD, 20), 21);
	CHECK_INT(fcntl(fd, F_DUPFD_CLOEXEC, 30), 30);
	CHECK_INT(fcntl(30, F_GETFD), FD_CLOEXEC);
	CHECK_INT(fcntl(20, F_GETFD), 0);
	CHECK_ERR(fcntl(fd, F_DUPFD, -1), EINVAL);
	CHECK_ERR(fcntl(99, F_GETFD), EBADF);
	CHECK_ERR(fcntl(fd, 9999), EINVAL);
	CHECK_INT(fcntl(fd, F_SETFL, O_NONBLOCK), 0);
	CHECK_INT(fcntl(20, F_GETFL) & (O_NONBLOCK | O_ACCMODE),
	    O_NONBLOCK | O_RDWR);
	return (0);
}
