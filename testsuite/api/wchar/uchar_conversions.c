/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>
#include <uchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	mbstate_t st;
	char16_t h, l;
	char32_t c;
	char b[8];
	memset(&st, 0, sizeof st);
	CHECK_INT(mbrtoc16(&h, "\360\237\230\200", 4, &st), 4);
	CHECK(mbrtoc16(&l, "x", 1, &st) == (size_t)-3);
	CHECK(h == 0xd83d && l == 0xde00);
	memset(&st, 0, sizeof st);
	CHECK_INT(c16rtomb(b, h, &st), 0);
	CHECK_INT(c16rtomb(b, l, &st), 4);
	CHECK(memcmp(b, "\360\237\230\200", 4) == 0);
	memset(&st, 0, sizeof st);
	CHECK_INT(mbrtoc32(&c, "\360\237\230\200", 4, &st), 4);
	CHECK(c == 0x1f600);
	memset(&st, 0, sizeof st);
	CHECK_INT(c32rtomb(b, 0x20ac, &st), 3);
	CHECK(memcmp(b, "\342\202\254", 3) == 0);
	return (0);
}
