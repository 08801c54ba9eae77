/* SPDX-License-Identifier: BSD-2-Clause */
/* %ls, %lc convert to the locale's multibyte form; precision counts bytes. */
#include <locale.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	char b[40];
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	CHECK_INT(snprintf(b, sizeof b, "%ls", L"a\u00e9\u20ac"), 6);
	CHECK_STR(b, "a\303\251\342\202\254");
	CHECK_INT(snprintf(b, sizeof b, "%lc", (wint_t)0x20ac), 3);
	CHECK_STR(b, "\342\202\254");
	CHECK_INT(snprintf(b, sizeof b, "%.3ls|", L"a\u00e9\u20ac"), 4);
	CHECK_STR(b, "a\303\251|");
	CHECK_INT(snprintf(b, sizeof b, "%.2ls|", L"a\u00e9"), 2);
	CHECK_STR(b, "a|");
	wchar_t w[20];
	CHECK_INT(swprintf(w, 20, L"%s|%5ls|%d", "\303\251", L"x", 3), 9);
	CHECK(wcscmp(w, L"\u00e9|    x|3") == 0);
	CHECK(swprintf(w, 3, L"%d", 12345) < 0);
	return (0);
}
