/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	fputs("bcd", f);
	rewind(f);
	CHECK_INT(ungetc('a', f), 'a');
	CHECK_INT(getc(f), 'a');
	CHECK_INT(getc(f), 'b');
	CHECK_INT(ungetc('X', f), 'X');
	CHECK_INT(ftell(f), 0);
	CHECK_INT(getc(f), 'X');
	CHECK_INT(ungetc('Y', f), 'Y');
	CHECK_INT(fseek(f, 2, SEEK_SET), 0);
	CHECK_INT(getc(f), 'd');
	CHECK_INT(getc(f), EOF);
	CHECK_INT(ungetc('d', f), 'd');
	CHECK(!feof(f));
	CHECK_INT(ungetc(EOF, f), EOF);
	return (0);
}
