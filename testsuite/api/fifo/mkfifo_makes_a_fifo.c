/* SPDX-License-Identifier: BSD-2-Clause */
/* What mkfifo() and mknod() make, and what they refuse. */
#include "process/children.h"
#include <dirent.h>
#include <limits.h>

static int
type_in_listing(const char *name)
{
	DIR *d = opendir(".");
	struct dirent *e;
	int type = -1;

	CHECK(d != NULL);
	while ((e = readdir(d)) != NULL)
		if (strcmp(e->d_name, name) == 0)
			type = e->d_type;
	closedir(d);
	return type;
}

int
main(void)
{
	char long_name[NAME_MAX + 2];
	struct stat st, st2;
	int dir;

	umask(022);
	CHECK_OK(mkfifo("f", 0600) == 0);
	CHECK_OK(stat("f", &st) == 0);
	CHECK(S_ISFIFO(st.st_mode));
	CHECK_INT(st.st_size, 0);
	CHECK_INT(st.st_nlink, 1);
	CHECK_INT(st.st_mode & 0600, 0600);
	CHECK_OK(lstat("f", &st2) == 0 && st2.st_ino == st.st_ino);
	CHECK_OK(mkfifo("m", 0711) == 0);
	CHECK_OK(stat("m", &st2) == 0);
	CHECK_INT(st2.st_mode, S_IFIFO | 0711);
	CHECK_OK(chmod("m", 06755) == 0 && stat("m", &st2) == 0);
	CHECK_INT(st2.st_mode, S_IFIFO | 06755);
	CHECK_OK(mkfifo("s", 06666) == 0 && stat("s", &st2) == 0);
	CHECK_INT(st2.st_mode, S_IFIFO | 06644);
	CHECK_INT(type_in_listing("f"), DT_FIFO);
	CHECK_ERR(mkfifo("f", 0600), EEXIST);
	CHECK_ERR(mkfifo("none/f", 0600), ENOENT);
	CHECK_ERR(mkfifo("f/g", 0600), ENOTDIR);
	CHECK_ERR(mkfifo("", 0600), ENOENT);
	memset(long_name, 'x', sizeof long_name - 1);
	long_name[sizeof long_name - 1] = '\0';
	CHECK_ERR(mkfifo(long_name, 0600), ENAMETOOLONG);
	CHECK_ERR(open("f", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	CHECK_ERR(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);

	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK((dir = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK(mkfifoat(dir, "g", 0600) == 0);
	CHECK_OK(stat("d/g", &st) == 0 && S_ISFIFO(st.st_mode));
	CHECK_OK(mknodat(dir, "h", S_IFIFO | 0600, 0) == 0);
	CHECK_OK(mknod("r", S_IFREG | 0600, 0) == 0);
	CHECK_OK(stat("r", &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(mknod("r", S_IFREG | 0600, 0), EEXIST);
	if (geteuid() != 0)
		CHECK_ERR(mknod("c", S_IFCHR | 0600, 0x103), EPERM);
	CHECK_OK(rename("f", "d/f") == 0);
	CHECK_OK(stat("d/f", &st) == 0 && S_ISFIFO(st.st_mode));
	CHECK_OK(unlink("d/f") == 0 && unlinkat(dir, "g", 0) == 0 &&
	    unlink("d/h") == 0);
	close(dir);
	CHECK_OK(rmdir("d") == 0);
	return 0;
}
