/* SPDX-License-Identifier: BSD-2-Clause */
/* When bytes reach the file: full, line and no buffering. */
#include <sys/stat.h>

#include "test.h"

static long
size_now(void)
{
	struct stat st;

	return (stat("f", &st) == 0 ? (long)st.st_size : -1);
}

int
main(void)
{
	FILE *f = fopen("f", "w");
	CHECK_INT(setvbuf(f, NULL, _IOFBF, 4096), 0);
	fputs("12\n34", f);
	CHECK_INT(size_now(), 0);
	CHECK_INT(fflush(f), 0);
	CHECK_INT(size_now(), 5);
	fclose(f);
	f = fopen("f", "w");
	CHECK_INT(setvbuf(f, NULL, _IOLBF, 4096), 0);
	fputs("12", f);
	CHECK_INT(size_now(), 0);
	fputs("\n", f);
	CHECK_INT(size_now(), 3);
	fclose(f);
	f = fopen("f", "w");
	CHECK_INT(setvbuf(f, NULL, _IONBF, 0), 0);
	putc('1', f);
	CHECK_INT(size_now(), 1);
	char own[512];
	FILE *g = fopen("g", "w");
	CHECK_INT(setvbuf(g, own, _IOFBF, sizeof own), 0);
	fputs("seen", g);
	CHECK(memcmp(own, "seen", 4) == 0);
	fclose(g);
	return (0);
}
