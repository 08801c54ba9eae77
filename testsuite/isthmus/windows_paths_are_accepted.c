/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, there are no drives */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat a, b;
	CHECK_INT(stat("C:\\windows", &a), 0);
	CHECK(S_ISDIR(a.st_mode));
	CHECK_INT(stat("c:/windows", &b), 0);
	CHECK(a.st_ino == b.st_ino);
	CHECK_INT(stat("/cygdrive/c/windows", &b), 0);
	CHECK(a.st_ino == b.st_ino);
	CHECK_ERR(stat("/cygdrive/c/nonesuch", &b), ENOENT);
	return (0);
}
