/* SPDX-License-Identifier: BSD-2-Clause */
/* A signal ends open(), read() and write() of a FIFO with EINTR. */
#include "process/children.h"

static void
handler(int sig)
{
	(void)sig;
}

static void
alarm_soon(void)
{
	struct sigaction sa = { .sa_handler = handler };

	sigaction(SIGALRM, &sa, NULL);
	alarm(1);
}

int
main(void)
{
	static char big[65536];
	char buf[4];
	int rw, r;

	CHECK_OK(mkfifo("f", 0600) == 0);
	alarm_soon();
	CHECK_ERR(open("f", O_RDONLY), EINTR);
	alarm_soon();
	CHECK_ERR(open("f", O_WRONLY), EINTR);
	/* An open() that failed leaves nobody behind. */
	CHECK_ERR(open("f", O_WRONLY | O_NONBLOCK), ENXIO);
	CHECK_OK((rw = open("f", O_RDWR)) >= 0);
	alarm_soon();
	CHECK_ERR(read(rw, buf, sizeof buf), EINTR);
	CHECK_OK((r = open("f", O_WRONLY | O_NONBLOCK)) >= 0);
	while (write(r, big, sizeof big) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	alarm_soon();
	CHECK_ERR(write(rw, big, 4096), EINTR);
	return 0;
}
