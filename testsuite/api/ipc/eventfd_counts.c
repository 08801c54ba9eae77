/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A counter as a descriptor: reading takes all of it or, as a semaphore, one;
 * readers wait for a writer and writers for room; poll() and select() see it;
 * a child and a program that is exec'd have the same one; each error is told.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define MOST	(UINT64_MAX - 1)

static int fd;

static int
ready(int f, int events)
{
	struct pollfd p = { f, (short)events, 0 };

	CHECK_OK(poll(&p, 1, 0) >= 0);
	return p.revents;
}

static uint64_t
take(int f)
{
	eventfd_t n = 0;

	CHECK_OK(eventfd_read(f, &n) == 0);
	return n;
}

static void
errors(void)
{
	uint64_t n = UINT64_MAX;

	CHECK_ERR(eventfd(0, 2), EINVAL);
	CHECK_ERR(read(fd, &n, 7), EINVAL);
	CHECK_ERR(write(fd, &n, 7), EINVAL);
	CHECK_ERR(write(fd, &n, 8), EINVAL);
	CHECK_ERR(eventfd_write(-1, 1), EBADF);
	CHECK_ERR(eventfd_read(-1, &n), EBADF);
}

static void *
later(void *arg)
{
	usleep(50000);
	if (arg == NULL)
		CHECK_OK(eventfd_write(fd, 5) == 0);
	else
		CHECK_INT(take(fd), MOST);
	return NULL;
}

static void
waits(void)
{
	struct pollfd p = { fd, POLLIN, 0 };
	pthread_t t;
	fd_set set;

	/* A reader, poll() and select() wait for a writer. */
	CHECK_INT(pthread_create(&t, NULL, later, NULL), 0);
	CHECK_INT(take(fd), 5);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_create(&t, NULL, later, NULL), 0);
	CHECK_OK(poll(&p, 1, 10000) == 1);
	FD_ZERO(&set);
	FD_SET(fd, &set);
	CHECK_OK(select(fd + 1, &set, NULL, NULL, NULL) == 1);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(take(fd), 5);
	/* A writer waits for room. */
	CHECK_OK(eventfd_write(fd, MOST) == 0);
	CHECK_INT(ready(fd, POLLIN | POLLOUT), POLLIN);
	CHECK_INT(pthread_create(&t, NULL, later, &fd), 0);
	CHECK_OK(eventfd_write(fd, 3) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(take(fd), 3);
}

static void
shared(const char *self)
{
	char number[16];
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		snprintf(number, sizeof number, "%d", fd);
		eventfd_write(fd, 40);
		execl(self, self, number, (char *)NULL);
		_exit(1);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(take(fd), 42);
}

int
main(int argc, char **argv)
{
	struct stat st;
	int sem, quick;

	if (argc > 1)
		return eventfd_write(atoi(argv[1]), 2) != 0;
	fd = eventfd(3, 0);
	CHECK_OK(fd > 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(fcntl(fd, F_GETFD), 0);
	CHECK_INT(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
	errors();
	CHECK_INT(ready(fd, POLLIN | POLLOUT), POLLIN | POLLOUT);
	CHECK_OK(eventfd_write(fd, 4) == 0);
	CHECK_INT(take(fd), 7);
	CHECK_INT(ready(fd, POLLIN | POLLOUT), POLLOUT);
	CHECK_OK(eventfd_write(fd, 0) == 0);
	CHECK_INT(ready(fd, POLLIN), 0);
	waits();
	shared(argv[0]);
	sem = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC);
	CHECK_OK(sem >= 0);
	CHECK_INT(fcntl(sem, F_GETFD), FD_CLOEXEC);
	CHECK_INT(take(sem), 1);
	CHECK_INT(take(sem), 1);
	CHECK_ERR(eventfd_read(sem, &(eventfd_t){ 0 }), EAGAIN);
	quick = eventfd(0, 0);
	CHECK_OK(quick >= 0);
	CHECK_OK(fcntl(quick, F_SETFL, O_NONBLOCK) == 0);
	CHECK_ERR(eventfd_read(quick, &(eventfd_t){ 0 }), EAGAIN);
	CHECK_OK(eventfd_write(quick, MOST) == 0);
	CHECK_ERR(eventfd_write(quick, 1), EAGAIN);
	CHECK_INT(take(quick), MOST);
	CHECK_OK(close(fd) == 0);
	return 0;
}
