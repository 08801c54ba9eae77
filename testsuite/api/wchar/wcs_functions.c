/* SPDX-License-Identifier: BSD-2-Clause */
#include <wchar.h>

#include "test.h"

int
main(void)
{
	wchar_t b[40];
	CHECK(wcscpy(b, L"hello") == b);
	CHECK_INT(wcslen(wcscat(b, L" you")), 9);
	CHECK(wcschr(b, L'l') == b + 2 && wcsrchr(b, L'o') == b + 7);
	CHECK(wcsstr(b, L"yo") == b + 6);
	CHECK(wcscmp(L"a", L"b") < 0 && wcsncmp(L"ab", L"ac", 1) == 0);
	CHECK(wcscasecmp(L"\u00c4b", L"\u00e4B") != 99);
	CHECK(wmemchr(b, L'y', 9) == b + 6);
	wmemset(b, L'x', 3);
	CHECK(wmemcmp(b, L"xxxlo", 5) == 0);
	wchar_t t[] = L"a,b", *save;
	CHECK(wcscmp(wcstok(t, L",", &save), L"a") == 0);
	CHECK(wcscmp(wcstok(NULL, L",", &save), L"b") == 0);
	wchar_t *end;
	CHECK_INT(wcstol(L"  42x", &end, 10), 42);
	CHECK(*end == L'x');
	CHECK(wcstod(L"2.5e1", NULL) == 25);
	wchar_t *d = wcsdup(L"dup");
	CHECK(wcscmp(d, L"dup") == 0);
	CHECK(wcpcpy(b, L"ab") == b + 2);
	CHECK_INT(wcsnlen(b, 1), 1);
	CHECK_INT(wcsspn(L"aab", L"a"), 2);
	return (0);
}
