/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler without SA_RESTART makes sleeping calls fail with EINTR. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { (void)s; got++; }

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler };
	struct timespec ten = { .tv_sec = 10 }, left = { 0 };
	int fd[2];
	unsigned n;
	char c;

	CHECK_INT(sigaction(SIGALRM, &sa, NULL), 0);
	CHECK_INT(pipe(fd), 0);
	alarm(1);
	CHECK_ERR(read(fd[0], &c, 1), EINTR);
	CHECK_INT(got, 1);
	ualarm(200000, 0);
	CHECK_ERR(pause(), EINTR);
	CHECK_INT(got, 2);
	ualarm(200000, 0);
	CHECK_ERR(nanosleep(&ten, &left), EINTR);
	CHECK_INT(got, 3);
	CHECK(left.tv_sec == 9);
	CHECK(left.tv_nsec > 0 && left.tv_nsec < 900000000);
	ualarm(200000, 0);
	n = sleep(10);
	CHECK(n == 9 || n == 10);
	CHECK_INT(got, 4);
	ualarm(200000, 0);
	CHECK_ERR(poll(NULL, 0, 10000), EINTR);
	CHECK_INT(got, 5);
	return (0);
}
