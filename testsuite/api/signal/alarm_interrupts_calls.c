/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler without SA_RESTART makes sleeping calls fail with EINTR. */
#include "interrupted.h"
#include <poll.h>

static void handler(int s) { (void)s; signals++; }

int
main(void)
{
	struct timespec ten = { .tv_sec = 10 }, left = { 0 };
	int fd[2];
	unsigned n;
	char c;

	ring_to(handler, 0);
	CHECK_INT(pipe(fd), 0);
	TRY(read(fd[0], &c, 1), 0);
	TRY(pause(), 0);
	TRY(nanosleep(&ten, &left), 0);
	CHECK(left.tv_sec > 0 && left.tv_sec < 10);
	CHECK(left.tv_nsec >= 0 && left.tv_nsec < 1000000000);
	TRY(poll(NULL, 0, 10000), 0);
	ring(40);
	n = sleep(10);
	ring(0);
	CHECK(n > 0 && n <= 10);
	/* One of alarm() as well, whenever it comes. */
	signals = 0;
	alarm(1);
	while (signals == 0)
		CHECK(nanosleep(&(struct timespec){ 0, 100000000 }, &left) ==
		    0 || errno == EINTR);
	return (0);
}
