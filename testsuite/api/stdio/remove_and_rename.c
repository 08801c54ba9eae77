/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	FILE *f = fopen("a", "w");
	fputs("1", f);
	fclose(f);
	fclose(fopen("b", "w"));
	CHECK_INT(rename("a", "b"), 0);
	CHECK_ERR(access("a", F_OK), ENOENT);
	f = fopen("b", "r");
	CHECK_INT(getc(f), '1');
	fclose(f);
	CHECK_INT(remove("b"), 0);
	CHECK_ERR(remove("b"), ENOENT);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(remove("d"), 0);
	CHECK_ERR(access("d", F_OK), ENOENT);
	return (0);
}
