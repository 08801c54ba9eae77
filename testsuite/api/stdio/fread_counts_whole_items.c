/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	CHECK_INT(fwrite("abcdefghij", 2, 5, f), 5);
	CHECK_INT(fwrite("x", 0, 5, f), 0);
	rewind(f);
	char b[16];
	CHECK_INT(fread(b, 4, 4, f), 2);
	CHECK(feof(f));
	CHECK(memcmp(b, "abcdefghij", 10) == 0);
	return (0);
}
