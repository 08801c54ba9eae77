/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <utime.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st;
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	struct timespec t[2] = { { 1000000000, 100 }, { 1234567890, 500 } };
	CHECK_INT(utimensat(AT_FDCWD, "f", t, 0), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK_INT(st.st_atime, 1000000000);
	CHECK_INT(st.st_mtime, 1234567890);
	CHECK_INT(st.st_mtim.tv_nsec, 500);
	t[0].tv_nsec = UTIME_OMIT;
	t[1].tv_nsec = UTIME_NOW;
	CHECK_INT(futimens(fd, t), 0);
	CHECK_INT(fstat(fd, &st), 0);
	CHECK_INT(st.st_atime, 1000000000);
	CHECK(st.st_mtime > 1700000000);
	/* One time for both. */
	for (int i = 0; i < 20; i++) {
		t[0].tv_nsec = UTIME_NOW;
		CHECK_INT(i % 2 ? futimens(fd, t) :
		    utimensat(AT_FDCWD, "f", NULL, 0), 0);
		CHECK_INT(fstat(fd, &st), 0);
		CHECK(st.st_atim.tv_sec == st.st_mtim.tv_sec);
		CHECK_INT(st.st_atim.tv_nsec, st.st_mtim.tv_nsec);
	}
	t[0].tv_nsec = 1000000000;
	CHECK_ERR(futimens(fd, t), EINVAL);
	struct utimbuf u = { 5, 6 };
	CHECK_INT(utime("f", &u), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK(st.st_atime == 5 && st.st_mtime == 6);
	struct timeval v[2] = { { 7, 1000 }, { 8, 2000 } };
	CHECK_INT(utimes("f", v), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK(st.st_mtime == 8 && st.st_mtim.tv_nsec == 2000000);
	CHECK_ERR(utimensat(AT_FDCWD, "none", NULL, 0), ENOENT);
	return (0);
}
