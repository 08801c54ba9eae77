/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int p[2];
	char c;
	CHECK_INT(pipe(p), 0);
	CHECK_ERR(lseek(p[0], 0, SEEK_SET), ESPIPE);
	CHECK_ERR(pread(p[0], &c, 1, 0), ESPIPE);
	CHECK_ERR(pwrite(p[1], "x", 1, 0), ESPIPE);
	return (0);
}
