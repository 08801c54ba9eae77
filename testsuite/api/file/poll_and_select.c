/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <poll.h>
#include <sys/select.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2], f = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(pipe(p), 0);
	struct pollfd v[3] = { { p[0], POLLIN, 0 }, { p[1], POLLOUT, 0 },
	    { f, POLLIN | POLLOUT, 0 } };
	CHECK_INT(poll(v, 1, 0), 0);
	CHECK_INT(poll(v, 3, 0), 2);
	CHECK(v[0].revents == 0 && (v[1].revents & POLLOUT) &&
	    (v[2].revents & POLLIN));
	CHECK_INT(write(p[1], "x", 1), 1);
	CHECK_INT(poll(v, 1, 1000), 1);
	CHECK(v[0].revents & POLLIN);
	fd_set r;
	FD_ZERO(&r);
	FD_SET(p[0], &r);
	struct timeval t = { 0, 0 };
	CHECK_INT(select(p[0] + 1, &r, NULL, NULL, &t), 1);
	CHECK(FD_ISSET(p[0], &r));
	v[0].fd = 99;
	CHECK_INT(poll(v, 1, 0), 1);
	CHECK(v[0].revents & POLLNVAL);
	v[0].fd = -1;
	CHECK_INT(poll(v, 1, 10), 0);
	FD_ZERO(&r);
	close(40);
	FD_SET(40, &r);
	CHECK_ERR(select(41, &r, NULL, NULL, &t), EBADF);
	return (0);
}
