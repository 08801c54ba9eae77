/* SPDX-License-Identifier: BSD-2-Clause */
/* rename() of a folder to an empty one below it: EINVAL, and both stay. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "test.h"

int
main(void)
{
	struct stat was, st;

	CHECK_INT(mkdir("dir", 0700), 0);
	CHECK_INT(mkdir("dir/sub", 0710), 0);
	CHECK_INT(stat("dir/sub", &was), 0);
	CHECK_ERR(rename("dir", "dir/sub"), EINVAL);
	CHECK_ERR(renameat2(AT_FDCWD, "dir", AT_FDCWD, "dir/sub",
	    RENAME_NOREPLACE), EEXIST);
	CHECK_ERR(rename("dir", "dir/none"), EINVAL);
	CHECK_INT(stat("dir/sub", &st), 0);
	CHECK_INT(st.st_mode, was.st_mode);
	return (0);
}
