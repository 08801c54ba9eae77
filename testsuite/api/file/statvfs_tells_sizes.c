/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "test.h"

/* What is on no volume has one without blocks. */
static void
on_no_volume(int fd, long type)
{
	struct statvfs v;
	struct statfs s;

	CHECK_OK(fd >= 0 && fstatvfs(fd, &v) == 0);
	CHECK(v.f_bsize > 0 && v.f_frsize > 0 && v.f_namemax == 255);
	CHECK_OK(fstatfs(fd, &s) == 0);
	if (type != 0) {
		CHECK_INT(s.f_type, type);
		CHECK_INT(v.f_blocks, 0);
	}
	close(fd);
}

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
	CHECK_ERR(statvfs("/proc/none", &f), ENOENT);
	CHECK_ERR(statvfs("/dev/none", &f), ENOENT);
	CHECK_ERR(fstatvfs(99, &f), EBADF);
	int ends[2];
	struct statfs s;
	CHECK_OK(pipe(ends) == 0);
	on_no_volume(ends[0], 0x50495045);
	on_no_volume(ends[1], 0x50495045);
	on_no_volume(eventfd(0, 0), 0);
	on_no_volume(open("/proc/self/stat", O_RDONLY), 0x9fa0);
	on_no_volume(open("/proc", O_RDONLY), 0x9fa0);
	on_no_volume(open("/dev/null", O_RDONLY), 0);
	on_no_volume(open("/dev", O_RDONLY), 0);
	CHECK_OK(statvfs("/dev/null", &f) == 0 && f.f_frsize > 0);
	CHECK_OK(statfs("/proc", &s) == 0);
	CHECK_INT(s.f_type, 0x9fa0);
	return (0);
}
