/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, a program needs its libraries there */
/* A program that is started has its parent's root, and Windows' paths, too. */
#include <limits.h>
#include <stdio.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

int
main(int argc, char **argv)
{
	char b[PATH_MAX], name[PATH_MAX + 8];
	int status;
	pid_t pid;

	if (argc > 1) {
		CHECK_OK(getcwd(b, sizeof b) != NULL);
		CHECK_STR(b, "/");
		CHECK_OK(access("/isthmus1.dll", F_OK) == 0);
		CHECK_ERR(access("/bin", F_OK), ENOENT);
		CHECK_ERR(access("C:\\windows", F_OK), ENOENT);
		CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "/", b,
		    sizeof b), 0);
		CHECK_STR(b + strlen(b) - 4, "\\bin");
		CHECK_OK(access(b, F_OK) == 0);
		CHECK_INT(cygwin_conv_path(CCP_WIN_A_TO_POSIX, b, name,
		    sizeof name), 0);
		CHECK_STR(name, "/");
		return (0);
	}
	snprintf(name, sizeof name, "%s", strrchr(argv[0], '/'));
	if ((pid = fork()) == 0) {
		CHECK_OK(chroot("/bin") == 0 && chdir("/") == 0);
		execl(name, name, "inside", (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	return (0);
}
