/* SPDX-License-Identifier: BSD-2-Clause */
/* What is not a pipe, what is not open, and arguments out of range. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec * 1000LL + t.tv_nsec / 1000000);
}

int
main(void)
{
	static const char *const dev[] = {
		"/dev/null", "/dev/zero", "/dev/urandom", "/dev/full"
	};
	struct pollfd v[6];
	struct timespec bad = { 0, 1000000000 }, half = { 0, 500000 };
	struct rlimit r;
	long long start;
	volatile nfds_t many = INT_MAX;
	int f, p[2];

	CHECK((f = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	v[0] = (struct pollfd){ f, POLLIN | POLLOUT | POLLPRI, 0 };
	CHECK_INT(poll(v, 1, -1), 1);
	CHECK_INT(v[0].revents, POLLIN | POLLOUT);
	for (int i = 0; i < 4; i++) {
		v[i].fd = open(dev[i], O_RDWR);
		if (v[i].fd < 0)
			v[i].fd = open(dev[i], O_RDONLY);
		CHECK_OK(v[i].fd >= 0);
		v[i].events = POLLIN;
	}
	CHECK_INT(poll(v, 4, -1), 4);
	for (int i = 0; i < 4; i++)
		CHECK_INT(v[i].revents, POLLIN);

	/* A negative number is passed over, a closed one reported. */
	v[0] = (struct pollfd){ -5, POLLIN, 0x7777 };
	v[1] = (struct pollfd){ 99, POLLIN, 0 };
	v[2] = (struct pollfd){ f, POLLIN, 0 };
	CHECK_INT(poll(v, 3, -1), 2);
	CHECK_INT(v[0].revents, 0);
	CHECK_INT(v[1].revents, POLLNVAL);
	CHECK_INT(v[2].revents, POLLIN);

	/* Timeouts last as long as they say. */
	CHECK_INT(pipe(p), 0);
	v[0] = (struct pollfd){ p[0], POLLIN, 0x7777 };
	start = now_ms();
	CHECK_INT(poll(v, 1, 30), 0);
	CHECK(now_ms() - start >= 29);
	CHECK_INT(v[0].revents, 0);
	start = now_ms();
	CHECK_INT(poll(NULL, 0, 20), 0);
	CHECK(now_ms() - start >= 19);
	CHECK_INT(ppoll(v, 1, &half, NULL), 0);
	CHECK_ERR(ppoll(v, 1, &bad, NULL), EINVAL);
	CHECK_ERR(poll(v, many, 0), EINVAL);

	/* {OPEN_MAX} is a limit. */
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	r.rlim_cur = 5;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &r) == 0);
	for (int i = 0; i < 6; i++)
		v[i].fd = -1;
	CHECK_INT(poll(v, 5, 0), 0);
	CHECK_ERR(poll(v, 6, 0), EINVAL);
	return (0);
}
