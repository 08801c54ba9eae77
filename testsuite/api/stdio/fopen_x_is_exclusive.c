/* SPDX-License-Identifier: BSD-2-Clause */
/* C11 7.21.5.3: "x" fails when the file exists. */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("new", "wx");
	CHECK(f != NULL);
	CHECK(fputs("kept", f) >= 0);
	CHECK_INT(fclose(f), 0);
	CHECK_NULL_ERR(fopen("new", "wx"), EEXIST);
	CHECK_NULL_ERR(fopen("new", "w+x"), EEXIST);
	f = fopen("new", "r");
	char text[16];
	CHECK(fgets(text, sizeof text, f) != NULL);
	CHECK_STR(text, "kept");
	return (0);
}
