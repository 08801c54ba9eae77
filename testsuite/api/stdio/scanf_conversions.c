/* SPDX-License-Identifier: BSD-2-Clause */
#include <stddef.h>
#include <wchar.h>

#include "test.h"

/* C23's, which Linux has from glibc 2.38 on. */
static void
binary(void)
{
#ifdef __ISTHMUS__
	unsigned u, v, w;
	long long ll;
	int n;

	CHECK_INT(sscanf("101 0b11 0B100", "%b %b %b", &u, &v, &w), 3);
	CHECK(u == 5 && v == 3 && w == 4);
	CHECK_INT(sscanf("-0b11 1012", "%b %b%n", &u, &v, &n), 2);
	CHECK(u == -3u && v == 5 && n == 9);
	CHECK_INT(sscanf("0b1111", "%4b%b", &u, &v), 2);
	CHECK(u == 3 && v == 3);
	CHECK_INT(sscanf("1" "00000000000000000000" "00000000000000000000",
	    "%llb", &ll), 1);
	CHECK(ll == 1LL << 40);
	CHECK_INT(sscanf("2", "%b", &u), 0);
	CHECK_INT(sscanf("0b", "%b", &u), 0);
	CHECK_INT(sscanf("1b1", "%b%n", &u, &n), 1);
	CHECK(u == 1 && n == 1);
	CHECK_INT(swscanf(L"101 0b11 -0B1002", L"%b %b %b%n", &u, &v, &w, &n),
	    3);
	CHECK(u == 5 && v == 3 && w == -4u && n == 15);
	CHECK_INT(swscanf(L"0b", L"%b", &u), 0);
#endif
}

int
main(void)
{
	int i, j, n = -1;
	unsigned u;
	long long ll;
	char s[20], t[20], c[3];
	short h;

	binary();
	CHECK_INT(sscanf("12 -7 077 0x1f", "%d %d %o %x", &i, &j, &u,
	    (unsigned *)&n), 4);
	CHECK(i == 12 && j == -7 && u == 077 && n == 0x1f);
	CHECK_INT(sscanf("0x10 010 10", "%i %i %i", &i, &j, &n), 3);
	CHECK(i == 16 && j == 8 && n == 10);
	CHECK_INT(sscanf("-9223372036854775808", "%lld", &ll), 1);
	CHECK(ll == -9223372036854775807LL - 1);
	CHECK_INT(sscanf("123456", "%3d%n%hd", &i, &n, &h), 2);
	CHECK(i == 123 && n == 3 && h == 456);
	CHECK_INT(sscanf("abc,def", "%[^,],%[a-e]", s, t), 2);
	CHECK_STR(s, "abc");
	CHECK_STR(t, "de");
	CHECK_INT(sscanf("  xyz", "%2c", c), 1);
	CHECK(c[0] == ' ' && c[1] == ' ');
	CHECK_INT(sscanf("1 2 3", "%*d %d", &i), 1);
	CHECK_INT(i, 2);
	CHECK_INT(sscanf("x", "%d", &i), 0);
	CHECK_INT(sscanf("", "%d", &i), EOF);
	CHECK_INT(sscanf("5%", "%d%%%n", &i, &n), 1);
	CHECK_INT(n, 2);
	CHECK_INT(sscanf("1 2", "%2$d %1$d", &i, &j), 2);
	CHECK(i == 2 && j == 1);
	CHECK_INT(sscanf("a]b", "%[]a]%n", s, &n), 1);
	CHECK_INT(n, 2);
	return (0);
}
