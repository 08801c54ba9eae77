/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* timeout: 30 */
/* The programs mount and umount. */
#include <limits.h>
#include <sys/cygwin.h>
#include <sys/stat.h>

#include "program.h"

int
main(void)
{
	char win32[PATH_MAX], target[64], line[PATH_MAX + 128];
	struct stat st, real;

	if (access("/bin/mount.exe", F_OK) < 0)
		UNSUPPORTED("the programs of utils/ were not built");
	CHECK_OK(mkdir("d e", 0777) == 0 && stat("d e", &real) == 0);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d e", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/of mount-%d", (int)getpid());
	CHECK_INT(run("/bin/mount", "-o", "ro,noacl", win32, target), 0);
	CHECK_STR(out, "");
	CHECK_OK(stat(target, &st) == 0 && st.st_ino == real.st_ino);
	snprintf(line, sizeof line, "%s on %s type ntfs (binary,noacl,ro)",
	    win32, target);
	CHECK_INT(run("/bin/mount", NULL, NULL, NULL, NULL), 0);
	if (strstr(out, line) == NULL)
		fprintf(stderr, "%s\nnot in:\n%s", line, out);
	CHECK(strstr(out, line) != NULL);
	snprintf(line, sizeof line, "/of\\040mount-%d ntfs ", (int)getpid());
	CHECK_INT(run("/bin/mount", "-m", NULL, NULL, NULL), 0);
	CHECK(strstr(out, line) != NULL);
	CHECK_INT(run("/bin/mount", "-p", NULL, NULL, NULL), 0);
	CHECK(strstr(out, "/cygdrive") != NULL);
	CHECK_INT(run("/bin/umount", target, NULL, NULL, NULL), 0);
	CHECK_STR(out, "");
	CHECK_ERR(stat(target, &st), ENOENT);
	CHECK_INT(run("/bin/umount", target, NULL, NULL, NULL), 1);
	CHECK(strstr(out, target) != NULL);
	/* What is wrong is told of. */
	CHECK_INT(run("/bin/mount", "relative", target, NULL, NULL), 1);
	CHECK_INT(run("/bin/mount", "-o", "nonsense", win32, target), 2);
	CHECK(strstr(out, "nonsense") != NULL);
	CHECK_INT(run("/bin/mount", "Q:\\none", target, NULL, NULL), 0);
	CHECK(strstr(out, "warning") != NULL);
	CHECK_INT(run("/bin/umount", target, NULL, NULL, NULL), 0);
	CHECK_INT(run("/bin/mount", target, NULL, NULL, NULL), 2);
	return (0);
}
