/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: program library program */
/* One heap, one environ, one stdio, one errno for program and library. */
#include "test.h"

char *lib_make(const char *text);
void lib_print(FILE *f, const char *text);
int lib_fail(void);
int lib_count(void);
extern int lib_variable;

int
main(void)
{
	char *p = lib_make("text");
	CHECK_STR(p, "text");
	free(p);
	fputs("program ", stdout);
	lib_print(stdout, "library ");
	puts("program");
	CHECK_INT(lib_fail(), -1);
	CHECK_INT(errno, ENOENT);
	CHECK_STR(getenv("FROM_LIBRARY"), "yes");
	CHECK_INT(lib_variable, 77);
	lib_variable = 5;
	CHECK_INT(lib_count(), 6);
	return (0);
}
