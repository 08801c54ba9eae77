/* SPDX-License-Identifier: BSD-2-Clause */
/* POSIX.1-2024 fopen: "e" sets FD_CLOEXEC. */
#include <fcntl.h>

#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "we"), *g = fopen("g", "w");
	CHECK(f != NULL && g != NULL);
	CHECK_INT(fcntl(fileno(f), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	CHECK_INT(fcntl(fileno(g), F_GETFD) & FD_CLOEXEC, 0);
	return (0);
}
