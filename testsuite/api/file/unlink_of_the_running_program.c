/* SPDX-License-Identifier: BSD-2-Clause */
/* A program may take its own name away while it runs, and be replaced. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
copy(const char *from, const char *to)
{
	char buf[8192];
	ssize_t n;
	int in = open(from, O_RDONLY);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0755);

	CHECK_OK(in >= 0 && out >= 0);
	while ((n = read(in, buf, sizeof(buf))) > 0)
		CHECK_INT(write(out, buf, (size_t)n), n);
	CHECK_INT(close(in), 0);
	CHECK_INT(close(out), 0);
}

static int
run(const char *what)
{
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execl("./copy.exe", "copy", what, NULL);
		_exit(99);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

int
main(int argc, char **argv)
{
	struct stat st;

	if (argc > 1 && strcmp(argv[1], "unlink") == 0)
		return unlink("copy.exe") == 0 ? 3 : errno;
	if (argc > 1)
		return rename("new", "copy.exe") == 0 ? 3 : errno;
	CHECK_INT(setenv("PATH", "/bin", 1), 0);	/* the DLL's folder */
	copy(argv[0], "copy.exe");
	CHECK_INT(run("unlink"), 3);
	CHECK_INT(stat("copy.exe", &st), -1);
	CHECK_INT(errno, ENOENT);
	copy(argv[0], "copy.exe");
	copy("copy.exe", "new");
	CHECK_INT(run("rename"), 3);
	CHECK_INT(stat("new", &st), -1);
	CHECK_INT(unlink("copy.exe"), 0);
	return (0);
}
