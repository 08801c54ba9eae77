/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_CAPS=-posix_delete */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static ino_t
number(const char *name)
{
	struct stat st;

	CHECK_OK(lstat(name, &st) == 0);
	return st.st_ino;
}

int
main(void)
{
	ino_t a, b, d;

	close(open("a", O_RDWR | O_CREAT, 0666));
	close(open("b", O_RDWR | O_CREAT, 0666));
	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_OK(symlink("none", "l") == 0);
	a = number("a");
	b = number("b");
	d = number("d");
	CHECK_ERR(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE),
	    EEXIST);
	CHECK_ERR(renameat2(AT_FDCWD, "a", AT_FDCWD, "l", RENAME_NOREPLACE),
	    EEXIST);
	CHECK_OK(renameat2(AT_FDCWD, "a", AT_FDCWD, "c", RENAME_NOREPLACE)
	    == 0);
	CHECK_INT(number("c"), a);
	CHECK_OK(renameat2(AT_FDCWD, "c", AT_FDCWD, "b", RENAME_EXCHANGE)
	    == 0);
	CHECK_INT(number("b"), a);
	CHECK_INT(number("c"), b);
	/* Kinds may differ. */
	CHECK_OK(renameat2(AT_FDCWD, "d", AT_FDCWD, "l", RENAME_EXCHANGE)
	    == 0);
	CHECK_INT(number("l"), d);
	CHECK_ERR(renameat2(AT_FDCWD, "b", AT_FDCWD, "none",
	    RENAME_EXCHANGE), ENOENT);
	CHECK_ERR(renameat2(AT_FDCWD, "b", AT_FDCWD, "l/x",
	    RENAME_EXCHANGE), ENOENT);
	CHECK_ERR(renameat2(AT_FDCWD, "b", AT_FDCWD, "c",
	    RENAME_EXCHANGE | RENAME_NOREPLACE), EINVAL);
	CHECK_ERR(renameat2(AT_FDCWD, "b", AT_FDCWD, "c", 0x1000), EINVAL);
	CHECK_OK(renameat2(AT_FDCWD, "b", AT_FDCWD, "c", 0) == 0);
	CHECK_INT(number("c"), a);
	return (0);
}
