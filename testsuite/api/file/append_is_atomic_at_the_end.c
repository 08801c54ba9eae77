/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int a = open("f", O_WRONLY | O_CREAT | O_APPEND, 0666);
	int b = open("f", O_WRONLY | O_APPEND);
	for (int i = 0; i < 100; i++) {
		CHECK_INT(write(a, "a", 1), 1);
		CHECK_INT(write(b, "bb", 2), 2);
	}
	CHECK_INT(lseek(a, 0, SEEK_SET), 0);
	CHECK_INT(write(a, "z", 1), 1);
	CHECK_INT(lseek(a, 0, SEEK_CUR), 301);
	CHECK_INT(lseek(b, 0, SEEK_END), 301);
	CHECK_INT(fcntl(a, F_SETFL, 0), 0);
	CHECK_INT(lseek(a, 0, SEEK_SET), 0);
	CHECK_INT(write(a, "Q", 1), 1);
	char t[4];
	int r = open("f", O_RDONLY);
	CHECK_INT(read(r, t, 4), 4);
	CHECK(memcmp(t, "Qbba", 4) == 0);
	return (0);
}
