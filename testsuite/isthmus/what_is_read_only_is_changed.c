/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its files are refused by a fail point */
/* env: ISTHMUS_FAULT=nt.read_only:1:EACCES,nt.read_only:1:EACCES,nt.read_only:1:EACCES,nt.read_only:1:EACCES,nt.read_only:1:EACCES */
/*
 * Wine lets only the super-user have a read-only file to write its attributes;
 * its owner changes and removes it all the same.
 */
#include "process/children.h"

int
main(void)
{
	struct timespec times[2] = { { 1000, 0 }, { 2000, 0 } };
	struct stat st;
	int fd;

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0444)) >= 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(utimensat(AT_FDCWD, "f", times, 0) == 0);
	CHECK_OK(link("f", "g") == 0);
	CHECK_OK(chmod("f", 0400) == 0);
	CHECK_OK(stat("g", &st) == 0);
	CHECK(st.st_nlink == 2 && st.st_mtime == 2000 &&
	    (st.st_mode & 07777) == 0400);
	CHECK_OK(unlink("g") == 0);
	CHECK_OK(chmod("f", 0600) == 0);
	CHECK_OK(stat("f", &st) == 0);
	CHECK(st.st_nlink == 1 && (st.st_mode & 07777) == 0600);
	CHECK_OK(unlink("f") == 0);
	return (0);
}
