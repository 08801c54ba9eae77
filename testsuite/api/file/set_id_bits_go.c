/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who changes a file's contents takes its set-id bits off; folders hand
 * theirs on (XSH write(), ftruncate(); the latter as on Linux).
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static mode_t
mode(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return (st.st_mode & 07777);
}

int
main(void)
{
	struct stat st, folder;
	int fd, other;

	/* Linux' root keeps the bits: be somebody else. */
	umask(022);
	if (geteuid() == 0) {
		CHECK_OK(chmod(".", 0777) == 0);
		CHECK_OK(seteuid(65534) == 0);
	}
	CHECK_OK((fd = open("p", O_RDWR | O_CREAT | O_EXCL, 0755)) >= 0);
	CHECK_OK((other = open("p", O_WRONLY)) >= 0);
	CHECK_OK(write(other, "x", 1) == 1);
	CHECK_OK(chmod("p", 06755) == 0);
	CHECK_INT(mode("p"), 06755);
	CHECK_OK(read(fd, &st, 1) == 1);
	CHECK_INT(mode("p"), 06755);
	CHECK_OK(write(fd, "x", 1) == 1);
	CHECK_INT(mode("p"), 0755);
	CHECK_OK(fchmod(fd, 04755) == 0);
	CHECK_OK(write(other, "x", 1) == 1);
	CHECK_INT(mode("p"), 0755);
	/* Without x for the group the bit is none of a program. */
	CHECK_OK(chmod("p", 06745) == 0);
	CHECK_OK(write(fd, "x", 1) == 1);
	CHECK_INT(mode("p"), 02745);
	CHECK_OK(chmod("p", 04755) == 0);
	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_INT(mode("p"), 0755);
	CHECK_OK(chmod("p", 04755) == 0);
	CHECK_OK(truncate("p", 10) == 0);
	CHECK_INT(mode("p"), 0755);
	CHECK_OK(chmod("p", 04755) == 0);
	CHECK_OK(close(open("p", O_WRONLY | O_TRUNC)) == 0);
	CHECK_INT(mode("p"), 0755);
	CHECK_OK(chmod("p", 06755) == 0);
	CHECK_OK(chown("p", geteuid(), (gid_t)-1) == 0);
	CHECK_INT(mode("p"), 0755);
	CHECK_OK(chmod("p", 06755) == 0);
	CHECK_OK(chown("p", (uid_t)-1, (gid_t)-1) == 0);
	CHECK_INT(mode("p"), 0755);
	close(fd);
	close(other);

	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK(mkdir("d/plain", 0755) == 0);
	CHECK_OK(chmod("d", 02755) == 0);
	CHECK_OK(mkdir("d/e", 0700) == 0);
	CHECK_INT(mode("d/e"), 02700);
	CHECK_INT(mode("d/plain"), 0755);
	CHECK_OK((fd = open("d/e/f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && stat("d", &folder) == 0);
	CHECK_INT(st.st_mode & 07777, 0644);
	CHECK_INT(st.st_gid, folder.st_gid);
	CHECK_OK(chmod("d/e", 0755) == 0);
	CHECK_OK(rename("d/e", "d/g") == 0);
	CHECK_INT(mode("d/g"), 0755);
	close(fd);
	return (0);
}
