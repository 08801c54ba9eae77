/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

int
main(void)
{
	CHECK_INT(raise(SIGCHLD), 0);
	CHECK_INT(raise(SIGURG), 0);
	CHECK_INT(raise(SIGWINCH), 0);
	return (0);
}
