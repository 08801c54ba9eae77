/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, names have no second one there */
/* env: ISTHMUS_FAULT=file.long_name:3:EINVAL */
/*
 * A name that d_name has no room for is told as the short one that Windows gave
 * it, by which the file can be asked about and removed.  No volume that Wine
 * knows has so long a name: the third one that is listed counts as such.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "put.h"

#define LONG	"d/counts as one that is too long.text"

int
main(void)
{
	struct stat st, by_long;
	struct dirent *e;
	DIR *d;

	CHECK_OK(mkdir("d", 0777) == 0);
	put(LONG, "text");
	CHECK_OK(stat(LONG, &by_long) == 0);
	CHECK_OK((d = opendir("d")) != NULL);
	CHECK_STR(readdir(d)->d_name, ".");
	CHECK_STR(readdir(d)->d_name, "..");
	CHECK((e = readdir(d)) != NULL);
	CHECK(strlen(e->d_name) <= 12);
	CHECK_OK(fstatat(dirfd(d), e->d_name, &st, 0) == 0);
	CHECK(st.st_ino == by_long.st_ino && e->d_ino == st.st_ino);
	CHECK_OK(unlinkat(dirfd(d), e->d_name, 0) == 0);
	CHECK(readdir(d) == NULL);
	CHECK_OK(closedir(d) == 0);
	CHECK_ERR(stat(LONG, &st), ENOENT);
	CHECK_OK(rmdir("d") == 0);
	return (0);
}
