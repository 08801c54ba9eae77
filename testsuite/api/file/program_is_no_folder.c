/* SPDX-License-Identifier: BSD-2-Clause */
/* A program's name without the ".exe" that it may have is no folder's. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(int argc, char **argv)
{
	char name[PATH_MAX], below[PATH_MAX + 8];
	struct stat st;
	size_t n;

	snprintf(name, sizeof name, "%s", argv[0]);
	n = strlen(name);
	if (n > 4 && strcmp(name + n - 4, ".exe") == 0)
		name[n - 4] = '\0';
	CHECK_OK(stat(name, &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(chdir(name), ENOTDIR);
	CHECK_ERR(open(name, O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_NULL_ERR(opendir(name), ENOTDIR);
	CHECK_ERR(rmdir(name), ENOTDIR);
	snprintf(below, sizeof below, "%s/", name);
	CHECK_ERR(stat(below, &st), ENOTDIR);
	CHECK_ERR(chdir(below), ENOTDIR);
	snprintf(below, sizeof below, "%s/x", name);
	CHECK_ERR(stat(below, &st), ENOTDIR);
	CHECK_ERR(chdir(below), ENOTDIR);
	CHECK_ERR(open(below, O_WRONLY | O_CREAT, 0600), ENOTDIR);
	snprintf(below, sizeof below, "%s/..", name);
	CHECK_ERR(stat(below, &st), ENOTDIR);
	snprintf(below, sizeof below, "%s-none/x", name);
	CHECK_ERR(stat(below, &st), ENOENT);
	return (0);
}
