/* SPDX-License-Identifier: BSD-2-Clause */
/* The time 0, times before it and times long after it are times. */
#include "test.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set(int fd, time_t a, time_t m)
{
	struct timespec ts[2] = { { .tv_sec = a }, { .tv_sec = m } };
	struct stat st;

	CHECK_OK(futimens(fd, ts) == 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_atim.tv_sec, a);
	CHECK_INT(st.st_mtim.tv_sec, m);
	CHECK_INT(st.st_mtim.tv_nsec, 0);
	CHECK_OK(utimensat(AT_FDCWD, "f", ts, 0) == 0);
	CHECK_OK(stat("f", &st) == 0);
	CHECK_INT(st.st_mtim.tv_sec, m);
}

int
main(void)
{
	int fd;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	set(fd, 0, 0);
	set(fd, 1, 0);
	set(fd, 0, 1);
	set(fd, 1000000000, 1234567890);
	set(fd, 4102444800, 4102444800);	/* 2100 */
	CHECK_OK(unlink("f") == 0);
	CHECK_OK(futimens(fd, (struct timespec[2]){ { 0, 0 }, { 0, 0 } }) ==
	    0);
	return 0;
}
