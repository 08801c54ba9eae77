/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w");
	CHECK(fputs("one", f) >= 0 && fclose(f) == 0);
	f = fopen("f", "a+");
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK_INT(getc(f), 'o');
	CHECK_INT(fseek(f, 0, SEEK_SET), 0);
	CHECK(fputs("two", f) >= 0);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(ftell(f), 6);
	rewind(f);
	char text[16];
	CHECK(fgets(text, sizeof text, f) != NULL);
	CHECK_STR(text, "onetwo");
	return (0);
}
