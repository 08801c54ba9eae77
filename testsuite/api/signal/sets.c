/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

int
main(void)
{
	sigset_t s;
	CHECK_INT(sigfillset(&s), 0);
	CHECK_INT(sigismember(&s, SIGTERM), 1);
	CHECK_INT(sigdelset(&s, SIGTERM), 0);
	CHECK_INT(sigismember(&s, SIGTERM), 0);
	CHECK_INT(sigemptyset(&s), 0);
	CHECK_INT(sigaddset(&s, SIGRTMIN), 0);
	CHECK_INT(sigismember(&s, SIGRTMIN), 1);
	CHECK(SIGRTMAX - SIGRTMIN >= 7);
	CHECK_ERR(sigaddset(&s, 9999), EINVAL);
	CHECK_ERR(sigismember(&s, -1), EINVAL);
	return (0);
}
