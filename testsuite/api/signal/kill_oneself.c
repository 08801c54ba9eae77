/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;
static void handler(int s) { got = s; }

int
main(void)
{
	signal(SIGHUP, handler);
	CHECK_INT(kill(getpid(), 0), 0);
	CHECK_INT(got, 0);
	CHECK_INT(kill(getpid(), SIGHUP), 0);
	CHECK_INT(got, SIGHUP);
	CHECK_ERR(kill(getpid(), 9999), EINVAL);
	CHECK_ERR(kill(getpid(), -1), EINVAL);
	CHECK_ERR(kill(0x7ffffff0, SIGHUP), ESRCH);
	return (0);
}
