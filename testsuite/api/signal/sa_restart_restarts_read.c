/* SPDX-License-Identifier: BSD-2-Clause */
/* With SA_RESTART a read of a pipe goes on after the handler. */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static int fd[2];
static volatile sig_atomic_t got;

static void
handler(int s)
{
	(void)s;
	if (++got == 3)
		CHECK_INT(write(fd[1], "x", 1), 1);
	else
		ualarm(100000, 0);
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler,
	    .sa_flags = SA_RESTART };
	char c = 0;

	CHECK_INT(sigaction(SIGALRM, &sa, NULL), 0);
	CHECK_INT(pipe(fd), 0);
	ualarm(100000, 0);
	CHECK_INT(read(fd[0], &c, 1), 1);
	CHECK_INT(c, 'x');
	CHECK_INT(got, 3);
	return (0);
}
