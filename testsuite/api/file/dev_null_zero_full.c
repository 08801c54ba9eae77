/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "test.h"

static const struct timespec bad[2] = { { 0, -5 }, { 0, 0 } };

/* What cp -p, tar and touch do to what they have written. */
static void
takes_attributes(int fd)
{
	struct stat st;

	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_OK(futimens(fd, NULL) == 0);
	CHECK_ERR(futimens(fd, bad), EINVAL);
#ifdef __linux__
	if (geteuid() != 0 && geteuid() != st.st_uid)
		return;			/* others' devices: EPERM */
#endif
	CHECK_OK(fchown(fd, (uid_t)-1, (gid_t)-1) == 0);
	CHECK_OK(fchown(fd, geteuid(), getegid()) == 0);
	CHECK_OK(fchmod(fd, st.st_mode & 07777) == 0);
}

static void
takes_attributes_by_name(const char *name)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	CHECK_OK(utimensat(AT_FDCWD, name, NULL, 0) == 0);
	CHECK_OK(utimensat(AT_FDCWD, name, NULL, AT_SYMLINK_NOFOLLOW) == 0);
	CHECK_ERR(utimensat(AT_FDCWD, name, bad, 0), EINVAL);
#ifdef __linux__
	if (geteuid() != 0)
		return;
#endif
	CHECK_OK(chmod(name, st.st_mode & 07777) == 0);
	CHECK_OK(chown(name, st.st_uid, st.st_gid) == 0);
	CHECK_OK(lchown(name, (uid_t)-1, (gid_t)-1) == 0);
}

static void
attributes(void)
{
	static const char *const names[] = {
		"/dev/null", "/dev/zero", "/dev/full", "/dev/random",
		"/dev/urandom", "/dev/tty"
	};
	char name[40];
	int p[2], fd;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		takes_attributes_by_name(names[i]);
	for (int i = 0; i < 4; i++) {
		CHECK_OK((fd = open(names[i], i == 3 ? O_RDONLY : O_WRONLY |
		    O_CREAT | O_TRUNC | O_NONBLOCK, 0600)) >= 0);
		takes_attributes(fd);
		CHECK_OK(close(fd) == 0);
	}
	CHECK_ERR(utimensat(AT_FDCWD, "/dev/null/", NULL, 0), ENOTDIR);
	CHECK_ERR(chmod("/dev/null/", 0666), ENOTDIR);
	CHECK_OK(pipe(p) == 0);
	takes_attributes(p[0]);
	takes_attributes(p[1]);
	snprintf(name, sizeof name, "/proc/self/fd/%d", p[1]);
	CHECK_OK(chmod(name, 0600) == 0);
	CHECK_OK(chown(name, geteuid(), getegid()) == 0);
	CHECK_OK(utimensat(AT_FDCWD, name, NULL, 0) == 0);
	CHECK_ERR(fchmodat(AT_FDCWD, name, 0600, AT_SYMLINK_NOFOLLOW),
	    EOPNOTSUPP);
}

int
main(void)
{
	struct stat st;
	char b[100];
	int null = open("/dev/null", O_RDWR);
	CHECK_OK(null >= 0);
	CHECK_INT(write(null, "abc", 3), 3);
	CHECK_INT(read(null, b, 3), 0);
	CHECK_INT(fstat(null, &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK_INT(isatty(null), 0);
	int zero = open("/dev/zero", O_RDWR);
	memset(b, 1, sizeof b);
	CHECK_INT(read(zero, b, 50), 50);
	for (int i = 0; i < 50; i++)
		CHECK(b[i] == 0);
	CHECK_INT(b[50], 1);
	CHECK_INT(write(zero, b, 9), 9);
	int full = open("/dev/full", O_RDWR);
	CHECK_OK(full >= 0);
	CHECK_ERR(write(full, "x", 1), ENOSPC);
	CHECK_INT(read(full, b, 10), 10);
	CHECK_INT(stat("/dev/null", &st), 0);
	CHECK(S_ISCHR(st.st_mode));
	CHECK(major(st.st_rdev) == 1 && minor(st.st_rdev) == 3);
	CHECK_INT(stat("/dev/urandom", &st), 0);
	CHECK_INT(major(st.st_rdev), 1);
	attributes();
	return (0);
}
