/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	FILE *f = fopen("f", "w");
	CHECK_INT(fwide(f, 0), 0);
	CHECK(fputws(L"\u00e4\u20ac", f) >= 0);
	CHECK(fwide(f, 0) > 0);
	CHECK(fputwc(L'\n', f) == L'\n');
	CHECK_INT(fclose(f), 0);
	char b[16];
	f = fopen("f", "r");
	CHECK_INT(fread(b, 1, sizeof b, f), 6);
	CHECK(memcmp(b, "\303\244\342\202\254\n", 6) == 0);
	CHECK(fwide(f, 0) < 0);
	fclose(f);
	f = fopen("f", "r");
	wchar_t w[16];
	CHECK(fgetwc(f) == 0xe4);
	CHECK(ungetwc(L'X', f) == L'X');
	CHECK(fgetws(w, 16, f) != NULL);
	CHECK(wcscmp(w, L"X\u20ac\n") == 0);
	CHECK(fgetwc(f) == WEOF && feof(f));
	return (0);
}
