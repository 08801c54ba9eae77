/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, Linux starts in the C locale and so do we, but with UTF-8 */
#include <langinfo.h>
#include <locale.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "") != NULL);
	CHECK_STR(nl_langinfo(CODESET), "UTF-8");
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	wchar_t w[4];
	CHECK_INT(mbstowcs(w, "\360\237\230\200", 4), 2);
	CHECK(w[0] == 0xd83d && w[1] == 0xde00);
	return (0);
}
