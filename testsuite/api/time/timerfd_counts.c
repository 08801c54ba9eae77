/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * A timer as a descriptor: reading waits for it and counts, poll() sees it,
 * a child has the same one, each error is told.
 */
#include <poll.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static uint64_t
take(int fd)
{
	uint64_t n = 0;

	CHECK_OK(read(fd, &n, sizeof n) == sizeof n);
	return n;
}

static void
errors(int fd)
{
	struct itimerspec v = { { 0, 0 }, { 0, 1000000000 } };
	uint64_t n;
	int p[2];

	CHECK_ERR(timerfd_create((clockid_t)4711, 0), EINVAL);
	CHECK_ERR(timerfd_create(CLOCK_MONOTONIC, 1), EINVAL);
	CHECK_ERR(timerfd_settime(fd, 0, &v, NULL), EINVAL);
	v.it_value = (struct timespec){ -1, 0 };
	CHECK_ERR(timerfd_settime(fd, 0, &v, NULL), EINVAL);
	v.it_value = (struct timespec){ 1, 0 };
	CHECK_ERR(timerfd_settime(-1, 0, &v, NULL), EBADF);
	CHECK_ERR(timerfd_settime(fd, 1024, &v, NULL), EINVAL);
	CHECK_ERR(timerfd_gettime(-1, &v), EBADF);
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(timerfd_settime(p[0], 0, &v, NULL), EINVAL);
	CHECK_ERR(timerfd_gettime(p[0], &v), EINVAL);
	close(p[0]);
	close(p[1]);
	CHECK_ERR(read(fd, &n, 7), EINVAL);
	CHECK_ERR(write(fd, &n, 8), EINVAL);
}

int
main(void)
{
	struct itimerspec v = { { 0, 20000000 }, { 0, 30000000 } }, was;
	struct timespec nap = { 0, 200000000 };
	struct pollfd p;
	uint64_t n;
	int fd, quick, st;
	pid_t pid;

	fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	CHECK_OK(fd >= 0);
	errors(fd);
	p = (struct pollfd){ fd, POLLIN, 0 };
	CHECK_OK(poll(&p, 1, 20) == 0);
	CHECK_OK(timerfd_settime(fd, 0, &v, NULL) == 0);
	CHECK_OK(timerfd_gettime(fd, &was) == 0);
	CHECK_INT(was.it_interval.tv_nsec, 20000000);
	CHECK(was.it_value.tv_sec == 0 && was.it_value.tv_nsec > 0);
	CHECK_OK(poll(&p, 1, 10000) == 1);
	CHECK_INT(p.revents, POLLIN);
	CHECK(take(fd) >= 1);
	nanosleep(&nap, NULL);
	CHECK(take(fd) >= 9);
	pid = fork();
	if (pid == 0)
		_exit(take(fd) >= 1 ? 7 : 1);
	CHECK_OK(waitpid(pid, &st, 0) == pid);
	CHECK_INT(st, 7 << 8);
	/* Once, at a time of the real clock; then it is not armed. */
	quick = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
	CHECK_OK(quick >= 0);
	CHECK_ERR(read(quick, &n, sizeof n), EAGAIN);
	v = (struct itimerspec){ { 0, 0 }, { 1, 0 } };
	CHECK_OK(timerfd_settime(quick, TFD_TIMER_ABSTIME, &v, &was) == 0);
	CHECK(was.it_value.tv_sec == 0 && was.it_value.tv_nsec == 0);
	CHECK_INT(take(quick), 1);
	CHECK_ERR(read(quick, &n, sizeof n), EAGAIN);
	CHECK_OK(timerfd_gettime(quick, &was) == 0);
	CHECK(was.it_value.tv_sec == 0 && was.it_value.tv_nsec == 0);
	/* A blocking read waits, and disarming stops it all. */
	v = (struct itimerspec){ { 0, 0 }, { 0, 50000000 } };
	CHECK_OK(timerfd_settime(fd, 0, &v, NULL) == 0);
	CHECK_INT(take(fd), 1);
	v.it_value.tv_nsec = 0;
	CHECK_OK(timerfd_settime(fd, 0, &v, NULL) == 0);
	p.revents = 0;
	CHECK_OK(poll(&p, 1, 60) == 0);
	return 0;
}
