/* SPDX-License-Identifier: BSD-2-Clause */
/* syncfs(), sync_file_range(), readahead(), scandirat(), versionsort(). */
#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int
is_file(const struct dirent *d)
{
	return d->d_name[0] == 'f';
}

static void
scanned(void)
{
	static const char *const want[] = { "f2", "f9", "f10", "f011", "f12" };
	struct dirent **list;
	int dir, fd;

	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK((dir = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK(mkdir("d/e", 0700) == 0);
	for (int i = 4; i >= 0; i--) {
		char name[20] = "d/e/";

		CHECK_OK((fd = creat(strcat(name, want[i]), 0600)) >= 0);
		close(fd);
	}
	CHECK_INT(scandirat(dir, "e", &list, is_file, versionsort), 5);
	CHECK_STR(list[0]->d_name, "f011");	/* a leading zero: a fraction */
	CHECK_STR(list[1]->d_name, "f2");
	CHECK_STR(list[2]->d_name, "f9");
	CHECK_STR(list[3]->d_name, "f10");
	CHECK_STR(list[4]->d_name, "f12");
	for (int i = 0; i < 5; i++)
		free(list[i]);
	free(list);
	CHECK_ERR(scandirat(dir, "none", &list, NULL, NULL), ENOENT);
	CHECK_ERR(scandirat(-1, "e", &list, NULL, NULL), EBADF);
	close(dir);
}

int
main(void)
{
	int fd, p[2], w;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(write(fd, "data", 4) == 4);
	CHECK_OK(syncfs(fd) == 0);
	CHECK_ERR(syncfs(-1), EBADF);
	CHECK_OK(sync_file_range(fd, 0, 4, SYNC_FILE_RANGE_WRITE |
	    SYNC_FILE_RANGE_WAIT_AFTER) == 0);
	CHECK_ERR(sync_file_range(fd, 0, 4, 0x80), EINVAL);
	CHECK_ERR(sync_file_range(fd, -1, 4, 0), EINVAL);
	CHECK_ERR(sync_file_range(-1, 0, 4, 0), EBADF);
	CHECK_OK(readahead(fd, 0, 4) == 0);
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(readahead(p[0], 0, 4), EINVAL);
	CHECK_ERR(sync_file_range(p[0], 0, 4, 0), ESPIPE);
	CHECK_OK((w = open("f", O_WRONLY)) >= 0);
	CHECK_ERR(readahead(w, 0, 4), EBADF);
	scanned();
	return 0;
}
