/* SPDX-License-Identifier: BSD-2-Clause */
/* exit: 141 */
#include <signal.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2];

	signal(SIGPIPE, SIG_DFL);
	CHECK_INT(pipe(p), 0);
	CHECK_INT(close(p[0]), 0);
	write(p[1], "x", 1);
	return (0);
}
