/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

int
main(void)
{
	CHECK(strsignal(SIGINT) != NULL && strsignal(SIGTERM) != NULL);
	CHECK(strcmp(strsignal(SIGINT), strsignal(SIGTERM)) != 0);
	CHECK(NSIG > 31 || _NSIG > 31);
	CHECK(SIGHUP == 1 && SIGINT == 2 && SIGKILL == 9 && SIGTERM == 15);
	return (0);
}
