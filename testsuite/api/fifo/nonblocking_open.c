/* SPDX-License-Identifier: BSD-2-Clause */
/* O_NONBLOCK: a reader opens at once, a writer needs a reader. */
#include "process/children.h"
#include <poll.h>
#include <sys/ioctl.h>

int
main(void)
{
	static char big[1 << 20];
	char buf[16];
	struct pollfd p = { .events = POLLIN };
	int r, w, n;
	ssize_t put;

	CHECK_OK(mkfifo("f", 0600) == 0);
	CHECK_ERR(open("f", O_WRONLY | O_NONBLOCK), ENXIO);
	CHECK_OK((r = open("f", O_RDONLY | O_NONBLOCK)) >= 0);
	CHECK_INT(read(r, buf, sizeof buf), 0);
	p.fd = r;
	CHECK_INT(poll(&p, 1, 0), 0);		/* nobody has hung up yet */
	CHECK_OK((w = open("f", O_WRONLY | O_NONBLOCK)) >= 0);
	CHECK_ERR(read(r, buf, sizeof buf), EAGAIN);
	CHECK_INT(write(w, "abc", 3), 3);
	CHECK_INT(poll(&p, 1, 0), 1);
	CHECK_INT(p.revents, POLLIN);
	CHECK_OK(ioctl(r, FIONREAD, &n) == 0);
	CHECK_INT(n, 3);
	CHECK_INT(read(r, buf, 2), 2);
	CHECK_INT(read(r, buf, sizeof buf), 1);
	CHECK_INT(buf[0], 'c');

	/* It takes what fits, and no part of what has to go whole. */
	CHECK_OK((put = write(w, big, sizeof big)) > 0);
	CHECK(put < (ssize_t)sizeof big);
	CHECK_ERR(write(w, big, 4096), EAGAIN);
	p.fd = w;
	p.events = POLLOUT;
	CHECK_INT(poll(&p, 1, 0), 0);
	for (n = 0; n < put;) {
		ssize_t got = read(r, big, sizeof big);

		CHECK_OK(got > 0);
		n += (int)got;
	}
	CHECK_INT(n, put);
	CHECK_INT(poll(&p, 1, 0), 1);
	close(w);
	p.fd = r;
	p.events = POLLIN;
	CHECK_INT(poll(&p, 1, 0), 1);
	CHECK_INT(p.revents, POLLHUP);
	CHECK_INT(read(r, buf, sizeof buf), 0);
	CHECK_ERR(lseek(r, 0, SEEK_SET), ESPIPE);
	CHECK_ERR(pread(r, buf, 1, 0), ESPIPE);
	close(r);
	return 0;
}
