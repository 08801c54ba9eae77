/* SPDX-License-Identifier: BSD-2-Clause */
/* Delivery itself does not touch errno; raise() that works neither. */
#include <signal.h>

#include "test.h"

static void handler(int s) { }

int
main(void)
{
	signal(SIGUSR1, handler);
	errno = 4711;
	raise(SIGUSR1);
	CHECK_INT(errno, 4711);
	return (0);
}
