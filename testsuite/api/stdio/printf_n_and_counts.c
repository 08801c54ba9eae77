/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char b[20];
	int n = -1;
	signed char hh = -1;
	CHECK_INT(snprintf(b, sizeof b, "abc%nde%hhn", &n, &hh), 5);
	CHECK_INT(n, 3);
	CHECK_INT(hh, 5);
	memset(b, '#', sizeof b);
	CHECK_INT(snprintf(b, 4, "%s", "abcdefgh"), 8);
	CHECK_STR(b, "abc");
	CHECK(b[4] == '#');
	CHECK_INT(snprintf(NULL, 0, "%d", 12345), 5);
	char *p;
	CHECK_INT(asprintf(&p, "%s-%d", "long enough", 77), 14);
	CHECK_STR(p, "long enough-77");
	free(p);
	return (0);
}
