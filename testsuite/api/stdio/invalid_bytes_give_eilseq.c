/* SPDX-License-Identifier: BSD-2-Clause */
#include <locale.h>
#include <wchar.h>

#include "test.h"

int
main(void)
{
	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	FILE *f = fopen("f", "w");
	fputs("a\377b", f);
	fclose(f);
	f = fopen("f", "r");
	CHECK(fgetwc(f) == L'a');
	errno = 0;
	CHECK(fgetwc(f) == WEOF);
	CHECK_INT(errno, EILSEQ);
	CHECK(ferror(f) && !feof(f));
	return (0);
}
