/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	mbstate_t st;
	wchar_t w = 0;
	memset(&st, 0, sizeof st);
	CHECK(mbsinit(&st));
	CHECK(mbrtowc(&w, "\342", 1, &st) == (size_t)-2);
	CHECK(!mbsinit(&st));
	CHECK(mbrtowc(&w, "\202", 1, &st) == (size_t)-2);
	CHECK_INT(mbrtowc(&w, "\254x", 2, &st), 1);
	CHECK(w == 0x20ac && mbsinit(&st));
	CHECK_INT(mbrtowc(&w, "", 1, &st), 0);
	errno = 0;
	CHECK(mbrtowc(&w, "\377", 1, &st) == (size_t)-1 && errno == EILSEQ);
	memset(&st, 0, sizeof st);
	const char *s = "ab\303\251";
	CHECK_INT(mbsrtowcs(NULL, &s, 0, &st), 3);
	wchar_t out[3];
	CHECK_INT(mbsnrtowcs(out, &s, 3, 3, &st), 2);
	CHECK(out[0] == 'a' && out[1] == 'b');
	return (0);
}
