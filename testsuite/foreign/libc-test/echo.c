/* SPDX-License-Identifier: BSD-2-Clause */
/* The echo that libc-test's programs start. */
#include <stdio.h>

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s%s", argv[i], i < argc - 1 ? " " : "");
	puts("");
	return 0;
}
