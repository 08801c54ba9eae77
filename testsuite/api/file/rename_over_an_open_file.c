/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int a = open("a", O_RDWR | O_CREAT, 0666);
	int b = open("b", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(a, "A", 1), 1);
	CHECK_INT(write(b, "B", 1), 1);
	CHECK_INT(rename("a", "b"), 0);
	char c;
	CHECK_INT(pread(b, &c, 1, 0), 1);
	CHECK_INT(c, 'B');
	CHECK_INT(pread(a, &c, 1, 0), 1);
	CHECK_INT(c, 'A');
	int n = open("b", O_RDONLY);
	CHECK_INT(read(n, &c, 1), 1);
	CHECK_INT(c, 'A');
	return (0);
}
