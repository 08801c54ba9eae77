/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete,-by_name */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

int
main(void)
{
	struct stat a, b;
	put("a", "A");
	put("b", "BB");
	CHECK_INT(stat("a", &a), 0);
	CHECK_INT(rename("a", "b"), 0);
	CHECK_INT(stat("b", &b), 0);
	CHECK(b.st_size == 1 && b.st_ino == a.st_ino);
	CHECK_ERR(rename("a", "b"), ENOENT);
	CHECK_INT(rename("b", "b"), 0);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(mkdir("e", 0777), 0);
	CHECK_ERR(rename("b", "d"), EISDIR);
	CHECK_ERR(rename("d", "b"), ENOTDIR);
	CHECK_INT(rename("d", "e"), 0);
	put("e/f", "x");
	CHECK_INT(mkdir("d", 0777), 0);
	int r = rename("d", "e");
	CHECK(r == -1 && (errno == ENOTEMPTY || errno == EEXIST));
	CHECK_ERR(rename("e", "e/sub"), EINVAL);
	CHECK_ERR(rename("b", "none/b"), ENOENT);
	CHECK_INT(rename("b", "B2"), 0);
	CHECK_INT(rename("e", "E2"), 0);
	CHECK_INT(access("E2/f", F_OK), 0);
	return (0);
}
