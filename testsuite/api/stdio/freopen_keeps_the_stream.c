/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("a", "w"), *was = f;
	fputs("in a", f);
	f = freopen("b", "w", f);
	CHECK(f == was);
	fputs("in b", f);
	CHECK_INT(fclose(f), 0);
	char b[10];
	f = fopen("a", "r");
	CHECK(fgets(b, sizeof b, f) != NULL);
	CHECK_STR(b, "in a");
	f = freopen("b", "r", f);
	CHECK(fgets(b, sizeof b, f) != NULL);
	CHECK_STR(b, "in b");
	CHECK(freopen("c", "w", stdout) == stdout);
	puts("to c");
	CHECK_INT(fflush(stdout), 0);
	CHECK(freopen("c", "r", f) != NULL);
	CHECK(fgets(b, sizeof b, f) != NULL);
	CHECK_STR(b, "to c\n");
	CHECK_NULL_ERR(freopen("none/x", "r", f), ENOENT);
	return (0);
}
