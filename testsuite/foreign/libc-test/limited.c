/* SPDX-License-Identifier: BSD-2-Clause */
/* limited N PROGRAM ARGUMENT ...: a program with N MiB of address space. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	struct rlimit r;

	if (argc < 3)
		return 2;
	r.rlim_cur = r.rlim_max = (rlim_t)atoi(argv[1]) << 20;
	if (setrlimit(RLIMIT_AS, &r) == 0)
		execv(argv[2], argv + 2);
	perror(argv[2]);
	return 127;
}
