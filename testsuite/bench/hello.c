/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The same source for both sides: how long it takes to start, and what
 * private memory it has when main() runs.  With an argument it waits for the
 * end of its input, so that it can be looked at.
 */
#include <stdio.h>

int
main(int argc, char **argv)
{
	(void)argv;
	puts("hello, world");
	fflush(stdout);
	if (argc > 1)
		while (getchar() != EOF)
			continue;
	return 0;
}
