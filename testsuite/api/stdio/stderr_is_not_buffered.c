/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	CHECK(freopen("f", "w", stdout) != NULL);
	int keep = dup(2);
	CHECK(keep >= 0);
	CHECK_INT(dup2(fileno(stdout), 2), 2);
	fputs("seen", stderr);
	struct stat st;
	int r = stat("f", &st);
	CHECK_INT(dup2(keep, 2), 2);
	CHECK_INT(r, 0);
	CHECK_INT(st.st_size, 4);
	return (0);
}
