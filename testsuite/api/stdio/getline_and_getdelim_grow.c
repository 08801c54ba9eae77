/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	FILE *f = fopen("f", "w+");
	for (int i = 0; i < 9999; i++)
		putc('x', f);
	fputs("\nsecond\na;b;last", f);
	rewind(f);
	char *line = NULL;
	size_t cap = 0;
	CHECK_INT(getline(&line, &cap, f), 10000);
	CHECK(cap > 10000 && line[9999] == '\n' && line[10000] == '\0');
	CHECK_INT(getline(&line, &cap, f), 7);
	CHECK_STR(line, "second\n");
	CHECK_INT(getdelim(&line, &cap, ';', f), 2);
	CHECK_STR(line, "a;");
	CHECK_INT(getdelim(&line, &cap, ';', f), 2);
	CHECK_INT(getline(&line, &cap, f), 4);
	CHECK_STR(line, "last");
	CHECK_INT(getline(&line, &cap, f), -1);
	CHECK(feof(f));
	free(line);
	return (0);
}
