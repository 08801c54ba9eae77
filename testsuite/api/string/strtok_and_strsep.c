/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char a[] = " a  b c", *save;
	CHECK_STR(strtok(a, " "), "a");
	CHECK_STR(strtok(NULL, " "), "b");
	CHECK_STR(strtok(NULL, " "), "c");
	CHECK(strtok(NULL, " ") == NULL);
	char b[] = "x,,y", *p = b;
	CHECK_STR(strtok_r(b, ",", &save), "x");
	CHECK_STR(strtok_r(NULL, ",", &save), "y");
	CHECK(strtok_r(NULL, ",", &save) == NULL);
	char c[] = "x,,y";
	p = c;
	CHECK_STR(strsep(&p, ","), "x");
	CHECK_STR(strsep(&p, ","), "");
	CHECK_STR(strsep(&p, ","), "y");
	CHECK(p == NULL);
	CHECK(strsep(&p, ",") == NULL);
	/* An empty field at the end is one. */
	char d[] = "x:;";
	p = d;
	CHECK_STR(strsep(&p, ";:"), "x");
	CHECK_STR(strsep(&p, ";:"), "");
	CHECK_STR(strsep(&p, ";:"), "");
	CHECK(p == NULL);
	return (0);
}
