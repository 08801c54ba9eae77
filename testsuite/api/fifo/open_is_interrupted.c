/* SPDX-License-Identifier: BSD-2-Clause */
/* A signal ends open(), read() and write() of a FIFO with EINTR. */
#include "signal/interrupted.h"

static void
handler(int sig)
{
	signals++;
}

int
main(void)
{
	static char big[65536];
	char buf[4];
	int rw, r;

	CHECK_OK(mkfifo("f", 0600) == 0);
	ring_to(handler, 0);
	TRY(open("f", O_RDONLY), 0);
	TRY(open("f", O_WRONLY), 0);
	/* An open() that failed leaves nobody behind. */
	CHECK_ERR(open("f", O_WRONLY | O_NONBLOCK), ENXIO);
	CHECK_OK((rw = open("f", O_RDWR)) >= 0);
	TRY(read(rw, buf, sizeof buf), 0);
	CHECK_OK((r = open("f", O_WRONLY | O_NONBLOCK)) >= 0);
	while (write(r, big, sizeof big) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	TRY(write(rw, big, 4096), 0);
	return 0;
}
