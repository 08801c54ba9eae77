/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdio.h>

int
wmain(int argc, wchar_t **argv)
{
	(void)argv;
	puts("hello, world");
	fflush(stdout);
	if (argc > 1)
		while (getchar() != EOF)
			continue;
	return 0;
}
