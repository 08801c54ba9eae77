/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w");
	errno = 0;
	CHECK_INT(getc(f), EOF);
	CHECK_INT(errno, EBADF);
	CHECK(ferror(f) && !feof(f));
	clearerr(f);
	CHECK(!ferror(f));
	fclose(f);
	f = fopen("f", "r");
	errno = 0;
	int r = putc('x', f);
	if (r != EOF)
		r = fflush(f);
	CHECK_INT(r, EOF);
	CHECK_INT(errno, EBADF);
	CHECK(ferror(f));
	return (0);
}
