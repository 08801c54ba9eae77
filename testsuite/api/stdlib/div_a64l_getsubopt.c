/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	div_t d = div(-7, 2);
	CHECK(d.quot == -3 && d.rem == -1);
	lldiv_t l = lldiv(1LL << 40, 3);
	CHECK(l.quot == 366503875925LL && l.rem == 1);
	CHECK_INT(llabs(-5LL), 5);
	CHECK_INT(a64l("./1"), 0 + 1 * 64 + 3 * 4096);
	CHECK_INT(a64l(l64a(123456789)), 123456789);
	char text[] = "ro,size=5,other", *p = text, *value;
	char *const names[] = { "ro", "size", NULL };
	CHECK_INT(getsubopt(&p, names, &value), 0);
	CHECK_INT(getsubopt(&p, names, &value), 1);
	CHECK_STR(value, "5");
	CHECK_INT(getsubopt(&p, names, &value), -1);
	return (0);
}
