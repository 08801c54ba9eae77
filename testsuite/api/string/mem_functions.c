/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char b[40];
	for (size_t n = 0; n <= 32; n++) {
		memset(b, '#', sizeof b);
		memset(b, 'x', n);
		CHECK(b[n] == '#' && (n == 0 || b[n - 1] == 'x'));
	}
	memcpy(b, "0123456789", 11);
	memmove(b + 2, b, 8);
	CHECK_STR(b, "0101234567");
	memmove(b, b + 2, 8);
	CHECK_STR(b, "0123456767");
	CHECK(memchr("abcabc", 'c', 6) != NULL);
	CHECK(memchr("abcabc", 'c', 2) == NULL);
	CHECK(memcmp("\200", "a", 1) > 0);
	CHECK(memccpy(b, "hello", 'l', 10) == b + 3);
	CHECK(memmem("abcabd", 6, "abd", 3) != NULL);
	const char *s = "abcabc";
	CHECK(memrchr(s, 'b', 6) == s + 4);
	CHECK(mempcpy(b, "xy", 2) == b + 2);
	return (0);
}
