/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The child has the parent's, and changes only its own. */
#include "process/children.h"
#include <limits.h>
#include <sys/stat.h>

static char start[PATH_MAX];

static int
child(void)
{
	char cwd[PATH_MAX];

	CHECK_STR(getcwd(cwd, sizeof(cwd)), start);
	CHECK_STR(getenv("WHO"), "parent");
	CHECK_INT(umask(077), 027);
	CHECK_OK(chdir("sub") == 0);
	CHECK_OK(setenv("WHO", "child", 1) == 0);
	CHECK_OK(setenv("MORE", "x", 1) == 0);
	CHECK(access("in", F_OK) == 0);
	nap(1);
	CHECK(access("in", F_OK) == 0);
	CHECK_STR(getenv("WHO"), "child");
	CHECK_INT(umask(0), 077);
	return 0;
}

int
main(void)
{
	char cwd[PATH_MAX];

	CHECK_OK(mkdir("sub", 0700) == 0);
	put_file("sub/in", "", 0600);
	CHECK(getcwd(start, sizeof(start)) != NULL);
	umask(027);
	setenv("WHO", "parent", 1);
	for (int i = 0; i < 2; i++) {
		CHECK_INT(in_child(child), 0);
		CHECK_STR(getcwd(cwd, sizeof(cwd)), start);
		CHECK_STR(getenv("WHO"), "parent");
		CHECK(getenv("MORE") == NULL);
		CHECK_INT(umask(027), 027);
		CHECK(access("sub/in", F_OK) == 0);
	}
	return 0;
}
