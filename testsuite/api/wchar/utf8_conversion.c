/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>
#include <limits.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	CHECK(MB_CUR_MAX >= 4 && MB_LEN_MAX >= 4);
	wchar_t w[20];
	char b[20];
	CHECK_INT(mbstowcs(w, "a\303\251\342\202\254", 20), 3);
	CHECK(w[0] == 'a' && w[1] == 0xe9 && w[2] == 0x20ac && w[3] == 0);
	CHECK_INT(wcstombs(b, L"\u20ac\u00e9z", sizeof b), 6);
	CHECK_STR(b, "\342\202\254\303\251z");
	CHECK_INT(mblen("\342\202\254", 3), 3);
	CHECK_INT(mblen("\342\202", 2), -1);
	errno = 0;
	CHECK(mbstowcs(w, "a\300\200", 20) == (size_t)-1);
	CHECK_INT(errno, EILSEQ);
	CHECK(mbstowcs(w, "\355\240\200", 20) == (size_t)-1);
	CHECK_INT(wctomb(b, 0x7ff), 2);
	CHECK_INT(btowc('A'), 'A');
	CHECK(btowc(0xe9) == WEOF);
	CHECK_INT(wctob(L'A'), 'A');
	CHECK(wctob(0xe9) == EOF);
	return (0);
}
