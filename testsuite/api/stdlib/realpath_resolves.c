/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	char cwd[PATH_MAX], want[PATH_MAX + 20], got[PATH_MAX];
	CHECK(getcwd(cwd, sizeof cwd) != NULL);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK(realpath("d/../d/./", got) == got);
	snprintf(want, sizeof want, "%s/d", cwd);
	CHECK_STR(got, want);
	char *p = realpath(".", NULL);
	CHECK_STR(p, cwd);
	free(p);
	CHECK_NULL_ERR(realpath("none/x", got), ENOENT);
	CHECK_NULL_ERR(realpath("", got), ENOENT);
	fclose(fopen("f", "w"));
	CHECK_NULL_ERR(realpath("f/x", got), ENOTDIR);
	return (0);
}
