/* SPDX-License-Identifier: BSD-2-Clause */
#include <ctype.h>
#include <locale.h>
#include <wctype.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	CHECK(iswalpha(0xe9) && iswupper(0xc9) && iswlower(0xe9));
	CHECK(towupper(0xe9) == 0xc9 && towlower(0x416) == 0x436);
	CHECK(iswalpha(0x4e2d) && !iswalpha(0x20ac) && iswspace(0x2003));
	CHECK(iswpunct(0x20ac) && iswprint(0x20ac) && !iswprint(0x85));
	CHECK(iswctype(L'5', wctype("digit")) && !wctype("nonesuch"));
	CHECK(towctrans(L'a', wctrans("toupper")) == L'A');
	CHECK(!isalpha(0xe9) && isalpha('x') && !isalpha(EOF));
	CHECK(isblank('\t') && !isblank('\n') && isxdigit('F'));
	CHECK_INT(wcwidth(0x4e2d), 2);
	CHECK_INT(wcwidth(L'a'), 1);
	CHECK_INT(wcwidth(0x301), 0);
	CHECK_INT(wcswidth(L"a\u4e2d", 2), 3);
	return (0);
}
