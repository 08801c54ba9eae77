/* SPDX-License-Identifier: BSD-2-Clause */
#include <strings.h>

#include "test.h"

int
main(void)
{
	char b[40];
	CHECK(stpcpy(b, "abc") == b + 3);
	CHECK(stpncpy(b, "ab", 5) == b + 2 && b[4] == '\0');
	CHECK_INT(strnlen("abcdef", 3), 3);
	CHECK_INT(strspn("aabbc", "ab"), 4);
	CHECK_INT(strcspn("aabbc", "c"), 4);
	CHECK_STR(strpbrk("hello", "xl"), "llo");
	CHECK_STR(strstr("hello", "ll"), "llo");
	CHECK(strstr("hello", "lx") == NULL);
	CHECK_STR(strstr("x", ""), "x");
	CHECK_STR(strrchr("a/b/c", '/'), "/c");
	CHECK_STR(strchr("abc", '\0'), "");
	CHECK(strcmp("a", "\377") < 0);
	CHECK(strcasecmp("HeLLo", "hEllO") == 0);
	CHECK(strncasecmp("HELx", "hely", 3) == 0);
	CHECK_STR(strcasestr("Hello", "LL"), "llo");
	char *d = strdup("dup"), *n = strndup("duplicate", 3);
	CHECK_STR(d, "dup");
	CHECK_STR(n, "dup");
	CHECK_INT(ffs(8), 4);
	CHECK_INT(ffsll(1LL << 40), 41);
	return (0);
}
