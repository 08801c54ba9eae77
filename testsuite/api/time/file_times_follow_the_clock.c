/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct timespec a, b;
	struct stat st;
	clock_gettime(CLOCK_REALTIME, &a);
	int fd = open("f", O_RDWR | O_CREAT, 0666);
	CHECK_INT(write(fd, "x", 1), 1);
	CHECK_INT(fstat(fd, &st), 0);
	clock_gettime(CLOCK_REALTIME, &b);
	CHECK(st.st_mtim.tv_sec >= a.tv_sec - 1);
	CHECK(st.st_mtim.tv_sec <= b.tv_sec + 1);
	CHECK(st.st_ctim.tv_sec >= a.tv_sec - 1);
	return (0);
}
