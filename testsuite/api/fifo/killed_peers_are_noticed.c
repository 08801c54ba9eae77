/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * A process that is killed has closed its end: its reader gets the end of
 * file, its writer EPIPE, and what another waits for in open() comes later.
 */
#include "process/children.h"

static int
stays(int flags)
{
	int fd;

	CHECK_OK((fd = open("f", flags)) >= 0);
	if (flags == O_WRONLY)
		CHECK_INT(write(fd, "abc", 3), 3);
	for (;;)
		pause();
}

static int
writer_stays(void)
{
	return stays(O_WRONLY);
}

static int
reader_stays(void)
{
	return stays(O_RDONLY);
}

static int
opens_and_waits(void)
{
	open("f", O_RDONLY);
	return 0;
}

int
main(void)
{
	static char big[200000];
	char buf[16];
	pid_t pid;
	int fd;

	signal(SIGPIPE, SIG_IGN);
	CHECK_OK(mkfifo("f", 0600) == 0);
	pid = begin(writer_stays);
	CHECK_OK((fd = open("f", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, buf, sizeof buf), 3);
	kill(pid, SIGKILL);
	CHECK_INT(read(fd, buf, sizeof buf), 0);
	CHECK_INT(end(pid), SIGKILL);
	close(fd);

	pid = begin(reader_stays);
	CHECK_OK((fd = open("f", O_WRONLY)) >= 0);
	CHECK_OK(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
	CHECK_OK(write(fd, big, sizeof big) > 0);
	CHECK_OK(fcntl(fd, F_SETFL, 0) == 0);
	kill(pid, SIGKILL);
	CHECK_ERR(write(fd, big, sizeof big), EPIPE);
	CHECK_INT(end(pid), SIGKILL);
	close(fd);

	pid = begin(opens_and_waits);
	nap(100);
	kill(pid, SIGKILL);
	CHECK_INT(end(pid), SIGKILL);
	CHECK_ERR(open("f", O_WRONLY | O_NONBLOCK), ENXIO);
	return 0;
}
