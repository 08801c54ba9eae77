/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* execveat(): relative to a directory, of a descriptor itself; its errors. */
#include <sys/stat.h>

#include "spawn.h"

int execveat(int, const char *, char *const *, char *const *, int);

static int
run(int dfd, const char *name, int flags)
{
	char *args[] = { "name", "child", NULL };
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execveat(dfd, name, args, environ, flags);
		_exit(errno);
	}
	return (exit_of(pid));
}

int
main(int argc, char **argv)
{
	static char self[4096];
	char *base;
	int dir, file;

	if (argc > 1)
		return (200);
	CHECK_OK(realpath(argv[0], self) != NULL);
	CHECK_OK((file = open(self, O_RDONLY)) >= 0);
	base = strrchr(self, '/');
	*base++ = '\0';
	CHECK_OK((dir = open(self, O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_INT(run(dir, base, 0), 200);
	CHECK_INT(run(dir, base, AT_SYMLINK_NOFOLLOW), 200);
	CHECK_INT(run(file, "", AT_EMPTY_PATH), 200);
	base[-1] = '/';
	CHECK_INT(run(-1, self, 0), 200);
	CHECK_INT(run(AT_FDCWD, self, 0), 200);
	CHECK_INT(run(dir, "no-such-program", 0), ENOENT);
	CHECK_INT(run(dir, "", 0), ENOENT);
	CHECK_INT(run(-1, base, 0), EBADF);
	CHECK_INT(run(file, base, 0), ENOTDIR);
	CHECK_INT(run(dir, base, 0x8000000), EINVAL);
	CHECK_OK(symlink(self, "link") == 0);
	CHECK_INT(run(AT_FDCWD, "link", 0), 200);
	CHECK_INT(run(AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW), ELOOP);
	CHECK_INT(run(dir, "", AT_EMPTY_PATH), EACCES);
	return (0);
}
