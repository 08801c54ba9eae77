/* SPDX-License-Identifier: BSD-2-Clause */
/* POSIX fopen: what each mode does to a missing and to an existing file. */
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static long
size_of(const char *name)
{
	struct stat st;

	return (stat(name, &st) == 0 ? (long)st.st_size : -1);
}

int
main(void)
{
	CHECK_NULL_ERR(fopen("f", "r"), ENOENT);
	CHECK_NULL_ERR(fopen("f", "r+"), ENOENT);
	FILE *f = fopen("f", "w");
	CHECK(f != NULL && fputs("12345", f) >= 0 && fclose(f) == 0);
	CHECK_INT(size_of("f"), 5);
	f = fopen("f", "r+");
	CHECK(f != NULL && fputs("ab", f) >= 0 && fclose(f) == 0);
	CHECK_INT(size_of("f"), 5);
	f = fopen("f", "a");
	CHECK(f != NULL && fputs("xyz", f) >= 0 && fclose(f) == 0);
	CHECK_INT(size_of("f"), 8);
	f = fopen("f", "w+");
	CHECK(f != NULL && fclose(f) == 0);
	CHECK_INT(size_of("f"), 0);
	f = fopen("g", "a+");
	CHECK(f != NULL && fclose(f) == 0);
	CHECK_INT(size_of("g"), 0);
	CHECK_NULL_ERR(fopen("f", "q"), EINVAL);
	return (0);
}
