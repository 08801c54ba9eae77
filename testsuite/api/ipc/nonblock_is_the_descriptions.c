/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * O_NONBLOCK is the open file description's: whichever process sets it or
 * takes it away, by fcntl() or ioctl(), all that have it see that.
 */
#include "process/children.h"

#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#define KINDS	5

static int fds[KINDS], go[2], done[2];

/* It is set on all, or on none; if it is, nobody waits. */
static void
is_set(int yes)
{
	char room[4096];

	for (int i = 0; i < KINDS; i++) {
		CHECK_INT((fcntl(fds[i], F_GETFL) & O_NONBLOCK) != 0, yes);
		if (yes)
			CHECK_ERR(read(fds[i], room, sizeof room), EAGAIN);
	}
}

static void
by_fcntl(int on)
{
	int flags;

	for (int i = 0; i < KINDS; i++) {
		CHECK_OK((flags = fcntl(fds[i], F_GETFL)) >= 0);
		CHECK_OK(fcntl(fds[i], F_SETFL, on ? flags | O_NONBLOCK :
		    flags & ~O_NONBLOCK) == 0);
	}
}

static void
by_ioctl(int on)
{
	for (int i = 0; i < KINDS; i++)
		CHECK_OK(ioctl(fds[i], FIONBIO, &on) == 0);
}

static void
tell(int fd)
{
	CHECK_INT(write(fd, "x", 1), 1);
}

static void
hear(int fd)
{
	char c;

	CHECK_INT(read(fd, &c, 1), 1);
}

static int
child(void)
{
	hear(go[0]);
	is_set(1);
	by_fcntl(0);
	tell(done[1]);
	hear(go[0]);
	is_set(1);
	by_ioctl(0);
	tell(done[1]);
	return 0;
}

int
main(void)
{
	sigset_t set;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK_OK(pipe(go) == 0 && pipe(done) == 0);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	fds[0] = open("fifo", O_RDWR);
	fds[1] = eventfd(0, 0);
	fds[2] = timerfd_create(CLOCK_MONOTONIC, 0);
	fds[3] = signalfd(-1, &set, 0);
	fds[4] = inotify_init();
	for (int i = 0; i < KINDS; i++)
		CHECK_OK(fds[i] >= 0);
	is_set(0);
	pid = begin(child);
	by_ioctl(1);
	is_set(1);
	tell(go[1]);
	hear(done[0]);
	is_set(0);
	by_fcntl(1);
	tell(go[1]);
	hear(done[0]);
	is_set(0);
	CHECK_INT(end(pid), 0);
	return 0;
}
