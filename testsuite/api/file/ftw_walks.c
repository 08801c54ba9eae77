/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static int files, dirs, post;

static int
visit(const char *path, const struct stat *st, int flag, struct FTW *f)
{
	files += flag == FTW_F;
	dirs += flag == FTW_D;
	post += flag == FTW_DP;
	CHECK(path[f->base] != '/');
	return (0);
}

int
main(void)
{
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(mkdir("d/e", 0777), 0);
	close(open("d/f", O_RDWR | O_CREAT, 0666));
	close(open("d/e/g", O_RDWR | O_CREAT, 0666));
	CHECK_INT(nftw("d", visit, 5, FTW_PHYS), 0);
	CHECK(files == 2 && dirs == 2 && post == 0);
	CHECK_INT(nftw("d", visit, 5, FTW_PHYS | FTW_DEPTH), 0);
	CHECK(files == 4 && dirs == 2 && post == 2);
	return (0);
}
