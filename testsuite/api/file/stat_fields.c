/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct stat st, sf, sd;
	time_t before = time(NULL);
	umask(022);
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "12345", 5), 5);
	CHECK_INT(fstat(fd, &sf), 0);
	CHECK_INT(stat("f", &st), 0);
	CHECK(S_ISREG(st.st_mode) && st.st_size == 5 && st.st_nlink == 1);
	CHECK(st.st_ino == sf.st_ino && st.st_dev == sf.st_dev);
	CHECK(st.st_dev != 0);
	CHECK(st.st_ino != 0 && st.st_blksize >= 512);
	CHECK(st.st_uid == geteuid());
	CHECK(st.st_mtime >= before - 2 && st.st_mtime <= before + 20);
	CHECK(st.st_mtim.tv_nsec >= 0 && st.st_mtim.tv_nsec < 1000000000);
	CHECK_INT(mkdir("d", 0777), 0);
	CHECK_INT(stat("d", &sd), 0);
	CHECK(S_ISDIR(sd.st_mode) && sd.st_ino != st.st_ino);
	CHECK(sd.st_dev == st.st_dev);
	CHECK_INT(stat("d/.", &sf), 0);
	CHECK(sf.st_ino == sd.st_ino);
	CHECK_INT(stat("d/../f", &sf), 0);
	CHECK(sf.st_ino == st.st_ino);
	CHECK_ERR(stat("none", &st), ENOENT);
	CHECK_ERR(stat("f/x", &st), ENOTDIR);
	CHECK_ERR(stat("f/", &st), ENOTDIR);
	CHECK_ERR(stat("", &st), ENOENT);
	CHECK_ERR(fstat(99, &st), EBADF);
	CHECK_INT(stat("/", &st), 0);
	CHECK(S_ISDIR(st.st_mode));
	CHECK_INT(lstat("f", &st), 0);
	CHECK(S_ISREG(st.st_mode));
	return (0);
}
