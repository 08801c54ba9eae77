/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/*
 * Below a mount with posix=1 a new folder is asked to keep names apart by
 * case; where the system can, it does.
 */
#include <limits.h>
#include <sys/cygwin.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "traced.h"

static char target[64], made[80];

/* How often the system was asked to keep names apart. */
static int
made_apart(const char *self, const char *caps)
{
	int n = asked(self, caps, "case", made,
	    "SetInformationFile(class 71)");

	CHECK_OK(rmdir(made) == 0);
	return n;
}

static void
put(const char *name, const char *text)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void
two_names(void)
{
	struct stat a, b;

	CHECK_OK(mkdir(made, 0777) == 0 && chdir(made) == 0);
	put("makefile", "a");
	if (access("Makefile", F_OK) < 0) {	/* it can */
		put("Makefile", "bb");
		CHECK_OK(stat("makefile", &a) == 0 && a.st_size == 1);
		CHECK_OK(stat("Makefile", &b) == 0 && b.st_size == 2);
		CHECK(a.st_ino != b.st_ino);
		CHECK_OK(rename("makefile", "Makefile") == 0);
		CHECK_ERR(access("makefile", F_OK), ENOENT);
		CHECK_OK(stat("Makefile", &b) == 0 && b.st_size == 1);
		CHECK_OK(unlink("Makefile") == 0);
	} else
		CHECK_OK(unlink("makefile") == 0);
	CHECK_OK(chdir("/") == 0 && rmdir(made) == 0);
}

int
main(int argc, char **argv)
{
	char win32[PATH_MAX];

	if (argc > 1)
		return mkdir(argv[1], 0777) != 0;
	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/of-case-%d", (int)getpid());
	snprintf(made, sizeof made, "%s/new", target);
	CHECK_OK(mount(win32, target, MOUNT_BINARY) == 0);
	CHECK_INT(made_apart(argv[0], ""), 0);
	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_POSIX) == 0);
	CHECK_INT(made_apart(argv[0], ""), 1);
	CHECK_INT(made_apart(argv[0], "-case"), 0);
	two_names();
	CHECK_OK(umount(target) == 0);
	return (0);
}
