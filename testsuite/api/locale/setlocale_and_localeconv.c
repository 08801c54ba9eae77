/* SPDX-License-Identifier: BSD-2-Clause */
#include <langinfo.h>
#include <locale.h>

#include "test.h"

int
main(void)
{
	CHECK_STR(setlocale(LC_ALL, NULL), "C");
	CHECK(setlocale(LC_ALL, "none_SUCH.x") == NULL);
	CHECK_STR(setlocale(LC_ALL, "C"), "C");
	CHECK_STR(localeconv()->decimal_point, ".");
	CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	CHECK_STR(nl_langinfo(CODESET), "UTF-8");
	CHECK_STR(nl_langinfo(DAY_1), "Sunday");
	CHECK_STR(nl_langinfo(RADIXCHAR), ".");
	locale_t l = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
	CHECK(l != (locale_t)0);
	CHECK_STR(nl_langinfo_l(CODESET, l), "UTF-8");
	locale_t old = uselocale(l);
	CHECK(old != (locale_t)0);
	CHECK(uselocale((locale_t)0) == l);
	uselocale(old);
	freelocale(l);
	return (0);
}
