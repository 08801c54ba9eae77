/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char c = 'x';
	int w = open("f", O_WRONLY | O_CREAT, 0666);
	CHECK_ERR(read(w, &c, 1), EBADF);
	CHECK_INT(write(w, &c, 1), 1);
	int r = open("f", O_RDONLY);
	CHECK_ERR(write(r, &c, 1), EBADF);
	CHECK_INT(read(r, &c, 1), 1);
	CHECK_INT(fcntl(r, F_GETFL) & O_ACCMODE, O_RDONLY);
	CHECK_INT(fcntl(w, F_GETFL) & O_ACCMODE, O_WRONLY);
	CHECK_ERR(ftruncate(r, 0), EINVAL);
	return (0);
}
