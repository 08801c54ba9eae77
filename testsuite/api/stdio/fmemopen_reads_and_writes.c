/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char area[16] = "hello world";
	FILE *f = fmemopen(area, 11, "r");
	CHECK(f != NULL);
	char word[16];
	CHECK_INT(fscanf(f, "%15s", word), 1);
	CHECK_STR(word, "hello");
	CHECK_INT(fseek(f, -1, SEEK_END), 0);
	CHECK_INT(getc(f), 'd');
	CHECK_INT(getc(f), EOF);
	fclose(f);
	memset(area, '#', sizeof area);
	f = fmemopen(area, sizeof area, "w");
	CHECK(f != NULL);
	fputs("abc", f);
	CHECK_INT(fflush(f), 0);
	CHECK_STR(area, "abc");
	CHECK_INT(fclose(f), 0);
	f = fmemopen(NULL, 64, "w+");
	CHECK(f != NULL && fputs("42 x", f) >= 0);
	rewind(f);
	int n;
	CHECK_INT(fscanf(f, "%d", &n), 1);
	CHECK_INT(n, 42);
	return (0);
}
