/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Extended attributes, as in Linux: set, got, listed and removed by name, by
 * link and by descriptor.  Where a volume has none, all calls say so.
 */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static int
listed(const char *file, const char *name)
{
	char names[4000];
	ssize_t n = listxattr(file, names, sizeof names);

	CHECK_OK(n >= 0);
	for (char *p = names; p < names + n; p += strlen(p) + 1)
		if (strcmp(p, name) == 0)
			return 1;
	return 0;
}

static void
no_attributes(int fd)
{
	char buf[10];

	CHECK_ERR(lsetxattr("f", "user.x", "1", 1, 0), ENOTSUP);
	CHECK_ERR(fsetxattr(fd, "user.x", "1", 1, 0), ENOTSUP);
	CHECK_ERR(getxattr("f", "user.x", buf, 10), ENOTSUP);
	CHECK_ERR(lgetxattr("f", "user.x", buf, 10), ENOTSUP);
	CHECK_ERR(fgetxattr(fd, "user.x", buf, 10), ENOTSUP);
	CHECK_ERR(listxattr("d", buf, 10), ENOTSUP);
	CHECK_ERR(llistxattr("d", buf, 10), ENOTSUP);
	CHECK_ERR(flistxattr(fd, buf, 10), ENOTSUP);
	CHECK_ERR(removexattr("f", "user.x"), ENOTSUP);
	CHECK_ERR(lremovexattr("f", "user.x"), ENOTSUP);
	CHECK_ERR(fremovexattr(fd, "user.x"), ENOTSUP);
}

static void
attributes(int fd)
{
	char buf[10];

	CHECK_INT(getxattr("f", "user.Some", buf, sizeof buf), 5);
	CHECK(memcmp(buf, "value", 5) == 0);
	CHECK_INT(lgetxattr("link", "user.Some", NULL, 0) == -1, 1);
	CHECK_INT(getxattr("link", "user.Some", NULL, 0), 5);
	CHECK_ERR(getxattr("f", "user.some", buf, sizeof buf), ENODATA);
	CHECK_ERR(getxattr("f", "user.Some", buf, 4), ERANGE);
	CHECK_ERR(setxattr("f", "user.Some", "x", 1, XATTR_CREATE), EEXIST);
	CHECK_ERR(setxattr("f", "user.no", "x", 1, XATTR_REPLACE), ENODATA);
	CHECK_OK(fsetxattr(fd, "user.empty", "", 0, XATTR_CREATE) == 0);
	CHECK_INT(fgetxattr(fd, "user.empty", buf, sizeof buf), 0);
	CHECK(listed("f", "user.Some") && listed("f", "user.empty"));
	CHECK_OK(setxattr("d", "user.dir", "d", 1, 0) == 0);
	CHECK(listed("d", "user.dir") && !listed("d", "user.Some"));
	CHECK_ERR(lsetxattr("link", "user.x", "x", 1, 0), EPERM);
	CHECK_OK(fremovexattr(fd, "user.empty") == 0);
	CHECK_OK(removexattr("link", "user.Some") == 0);
	CHECK_ERR(lremovexattr("f", "user.Some"), ENODATA);
	CHECK(!listed("f", "user.Some"));
}

int
main(void)
{
	int fd, e;

	CHECK_OK((fd = open("f", O_RDONLY | O_CREAT, 0600)) >= 0);
	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK(symlink("f", "link") == 0);
	CHECK_ERR(getxattr("none", "user.x", NULL, 0), ENOENT);
	CHECK_ERR(setxattr("f", "user.x", "1", 1, 77), EINVAL);
	CHECK_ERR(fgetxattr(-1, "user.x", NULL, 0), EBADF);
	e = setxattr("f", "user.Some", "value", 5, 0);
	if (e < 0 && errno == ENOTSUP) {
		no_attributes(fd);
		return 0;
	}
	CHECK_OK(e == 0);
	attributes(fd);
	return 0;
}
