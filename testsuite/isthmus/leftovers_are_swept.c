/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, names of files that have none */
/* again: ISTHMUS_CAPS=-posix_delete */
/*
 * What a killed process left of a file without a name is not listed and keeps
 * no folder from being removed; a file that only changes its name is seen.
 */
#include "process/children.h"

#include "file/folder.h"

#define GONE		".isthmus-0123456789abcdef01234567g"
#define NAMELESS	".isthmus-0123456789abcdef01234567t"
#define BETWEEN		".isthmus-0123456789abcdef01234567x"

int
main(void)
{
	char b[4];
	int fd;

	CHECK_OK(mkdir("d", 0700) == 0);
	put_file("d/" GONE, "old", 0600);
	put_file("d/" NAMELESS, "old", 0400);
	CHECK_INT(entries("d"), 0);
	CHECK_OK(rmdir("d") == 0);

	/* One that is open stays what it is for who has it open. */
	CHECK_OK(mkdir("d", 0700) == 0);
	put_file("d/" NAMELESS, "old", 0600);
	CHECK_OK((fd = open("d/" NAMELESS, O_RDONLY)) >= 0);
	CHECK_OK(rmdir("d") == 0);
	CHECK_INT(read(fd, b, sizeof b), 3);
	CHECK_OK(close(fd) == 0);

	CHECK_OK(mkdir("d", 0700) == 0);
	put_file("d/" GONE, "old", 0600);
	put_file("d/" BETWEEN, "data", 0600);
	CHECK_INT(entries("d"), 1);
	CHECK_ERR(rmdir("d"), ENOTEMPTY);
	CHECK_STR(get_file("d/" BETWEEN), "data");
	CHECK_OK(unlink("d/" BETWEEN) == 0);
	CHECK_OK(mkdir("d/sub", 0700) == 0);
	CHECK_ERR(rmdir("d"), ENOTEMPTY);
	CHECK_OK(rmdir("d/sub") == 0 && rmdir("d") == 0);
	return (0);
}
