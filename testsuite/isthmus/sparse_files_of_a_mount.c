/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, mounts of Cygwin's kind */
/* Below a mount with "sparse" a new file is made a sparse one. */
#include <limits.h>
#include <sys/cygwin.h>
#include <sys/mount.h>

#include "process/children.h"

static char made[80];

/* How often the system was asked, in a program with tracing on. */
static int
asked(const char *self)
{
	char line[400];
	int n = 0, status;
	pid_t pid = fork();
	FILE *fp;

	if (pid == 0) {
		int fd = open("trace", O_WRONLY | O_CREAT | O_TRUNC, 0666);

		setenv("ISTHMUS_TRACE", "file", 1);
		dup2(fd, 2);
		execl(self, "sparse", made, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_STR(get_file(made), "new");
	CHECK_OK(unlink(made) == 0);
	CHECK_OK((fp = fopen("trace", "r")) != NULL);
	while (fgets(line, sizeof line, fp) != NULL)
		n += strstr(line, "NtFsControlFile(0x900c4)") != NULL;
	fclose(fp);
	return n;
}

int
main(int argc, char **argv)
{
	char win32[PATH_MAX], target[64];

	if (argc > 1) {
		put_file(argv[1], "new", 0644);
		put_file(argv[1], "new", 0644);	/* it is there already */
		return (0);
	}
	CHECK_OK(mkdir("d", 0777) == 0);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "d", win32,
	    sizeof win32), 0);
	snprintf(target, sizeof target, "/of-sparse-%d", (int)getpid());
	snprintf(made, sizeof made, "%s/new", target);
	CHECK_OK(mount(win32, target, MOUNT_BINARY) == 0);
	CHECK_INT(asked(argv[0]), 0);
	CHECK_OK(mount(win32, target, MOUNT_BINARY | MOUNT_SPARSE) == 0);
	CHECK_INT(asked(argv[0]), 1);
	CHECK_OK(umount(target) == 0);
	return (0);
}
