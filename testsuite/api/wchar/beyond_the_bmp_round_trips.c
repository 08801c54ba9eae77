/* SPDX-License-Identifier: BSD-2-Clause */
/* One wchar_t or a surrogate pair: the text is the same there and back. */
#include <locale.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	static const char text[] = "a\360\237\230\200b\364\217\277\277";
	wchar_t w[20];
	char back[40];
	size_t n = mbstowcs(w, text, 20);
	CHECK_INT(n, sizeof(wchar_t) == 2 ? 6 : 4);
	CHECK_INT(wcstombs(back, w, sizeof back), sizeof text - 1);
	CHECK_STR(back, text);
	CHECK(wcscmp(w, L"a\U0001f600b\U0010ffff") == 0);
	FILE *f = fopen("f", "w");
	CHECK(fputws(w, f) >= 0);
	CHECK_INT(fclose(f), 0);
	f = fopen("f", "r");
	CHECK_INT(fread(back, 1, sizeof back, f), sizeof text - 1);
	CHECK(memcmp(back, text, sizeof text - 1) == 0);
	rewind(f);
	fclose(f);
	f = fopen("f", "r");
	wchar_t v[20];
	CHECK(fgetws(v, 20, f) != NULL);
	CHECK(wcscmp(v, w) == 0);
	return (0);
}
