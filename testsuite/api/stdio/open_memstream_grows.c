/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char *text = NULL;
	size_t size = 99;
	FILE *f = open_memstream(&text, &size);
	CHECK(f != NULL);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(size, 0);
	CHECK_STR(text, "");
	for (int i = 0; i < 10000; i++)
		fprintf(f, "%d,", i % 10);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(size, 20000);
	CHECK(memcmp(text, "0,1,2,3,", 8) == 0 && text[20000] == '\0');
	CHECK_INT(fclose(f), 0);
	CHECK_INT(strlen(text), 20000);
	free(text);
	return (0);
}
