/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, links of Cygwin's former kind */
/* A shortcut that Cygwin wrote is a symbolic link. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

/* A head with flags, then the target, its length in front. */
static void
make(const char *name, unsigned char flags, const char *target)
{
	unsigned char s[128] = { 0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0,
	    0xc0, 0, 0, 0, 0, 0, 0, 0x46, flags };
	size_t n = strlen(target);
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	s[60] = 1;
	s[76] = (unsigned char)n;
	memcpy(s + 78, target, n);
	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, s, 78 + n + 2), 78 + n + 2);
	close(fd);
	CHECK_OK(chmod(name, 0444) == 0);
}

int
main(void)
{
	struct stat st;
	char b[64];
	int fd = open("file", O_WRONLY | O_CREAT, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "text", 4), 4);
	close(fd);
	CHECK_OK(mkdir("dir", 0777) == 0);
	CHECK_OK(close(open("dir/f", O_WRONLY | O_CREAT, 0666)) == 0);
	make("to-file.lnk", 0xc, "file");
	make("to-dir.lnk", 0xc, "dir");
	make("other.lnk", 0x1c, "file");
	CHECK_INT(readlink("to-file.lnk", b, sizeof b), 4);
	CHECK(memcmp(b, "file", 4) == 0);
	CHECK_OK(lstat("to-file.lnk", &st) == 0 && S_ISLNK(st.st_mode));
	CHECK_INT(st.st_size, 4);
	CHECK_OK(stat("to-file.lnk", &st) == 0 && S_ISREG(st.st_mode));
	CHECK_INT(st.st_size, 4);
	CHECK_OK((fd = open("to-file.lnk", O_RDONLY)) >= 0);
	CHECK_INT(read(fd, b, sizeof b), 4);
	close(fd);
	CHECK_OK(access("to-dir.lnk/f", F_OK) == 0);
	CHECK_OK(lstat("other.lnk", &st) == 0 && S_ISREG(st.st_mode));
	CHECK_ERR(readlink("other.lnk", b, sizeof b), EINVAL);
	CHECK_OK(unlink("to-file.lnk") == 0 && access("file", F_OK) == 0);
	return (0);
}
