/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct statvfs f, g;
	CHECK_OK(statvfs(".", &f) == 0);
	CHECK(f.f_bsize > 0 && f.f_frsize > 0 && f.f_blocks > 0);
	CHECK(f.f_blocks >= f.f_bfree && f.f_bfree >= f.f_bavail);
	CHECK(f.f_namemax == 255);
	CHECK_OK(statvfs("/", &g) == 0);
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_OK(fstatvfs(fd, &g) == 0);
	CHECK(g.f_frsize == f.f_frsize && g.f_blocks == f.f_blocks);
	CHECK_ERR(statvfs("none", &f), ENOENT);
	CHECK_ERR(fstatvfs(99, &f), EBADF);
	return (0);
}
