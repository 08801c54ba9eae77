/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* Each failure is the call's result; no child, no descriptor is left. */
#include <sys/stat.h>

#include "spawn.h"

static char *self;
static char *const args[] = { "child", "x", NULL };

static int
try(const posix_spawn_file_actions_t *f, const char *path)
{
	pid_t pid = 4711;
	int e = posix_spawn(&pid, path, f, NULL, args, environ);

	if (e == 0)
		CHECK_INT(exit_of(pid), 0);
	return (e);
}

static int
try_open(const char *path, int flags)
{
	posix_spawn_file_actions_t f;
	int e;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 5, "ok", O_RDONLY, 0),
	    0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 6, path, flags, 0), 0);
	e = try(&f, self);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (e);
}

static int
try_dup2(int fd)
{
	posix_spawn_file_actions_t f;
	int e;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 5), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, fd, 6), 0);
	e = try(&f, self);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (e);
}

static int
try_chdir(const char *path)
{
	posix_spawn_file_actions_t f;
	int e;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir_np(&f, path), 0);
	e = try(&f, self);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (e);
}

static int
try_fchdir(int fd)
{
	posix_spawn_file_actions_t f;
	int e;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addfchdir_np(&f, fd), 0);
	e = try(&f, self);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	return (e);
}

static void
programs(void)
{
	write_file("empty", "");
	write_file("text", "echo this is no #! script\n");
	write_file("lost", "#!/no/such/interpreter\n");
	CHECK_INT(try(NULL, "missing"), ENOENT);
	CHECK_INT(try(NULL, ""), ENOENT);
	CHECK_INT(try(NULL, "missing/x"), ENOENT);
	CHECK_INT(try(NULL, "ok/x"), ENOTDIR);
	CHECK_INT(try(NULL, "d"), EACCES);
	CHECK_INT(try(NULL, "empty"), ENOEXEC);
	CHECK_INT(try(NULL, "text"), ENOEXEC);
	CHECK_INT(try(NULL, "lost"), ENOENT);
}

static void
bad_numbers(void)
{
	posix_spawn_file_actions_t f;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, -1), EBADF);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, -1, "ok", 0, 0), EBADF);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, -1, 3), EBADF);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 3, -1), EBADF);
#ifndef __GLIBC__	/* it notices later */
	CHECK_INT(posix_spawn_file_actions_addfchdir_np(&f, -1), EBADF);
#endif
	CHECK_INT(try(&f, self), 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
}

int
main(int argc, char **argv)
{
	char path[4096];
	int n, fd;

	if (argc > 1)
		return (0);
	CHECK_OK((self = realpath(argv[0], path)) != NULL);
	CHECK_OK(mkdir("d", 0755) == 0);
	write_file("ok", "ok");
	CHECK_OK((fd = open("ok", O_RDONLY)) >= 0);
	n = count_open();
	programs();
	CHECK_INT(try_open("missing", O_RDONLY), ENOENT);
	CHECK_INT(try_open("d", O_WRONLY), EISDIR);
	CHECK_INT(try_open("ok", O_WRONLY | O_CREAT | O_EXCL), EEXIST);
	CHECK_INT(try_open("ok/x", O_RDONLY), ENOTDIR);
	CHECK_INT(try_open("ok", O_RDONLY), 0);
	CHECK_INT(try_dup2(77), EBADF);
	CHECK_INT(try_dup2(5), EBADF);
	CHECK_INT(try_dup2(fd), 0);
	CHECK_INT(try_chdir("missing"), ENOENT);
	CHECK_INT(try_chdir("ok"), ENOTDIR);
	CHECK_INT(try_chdir("d"), 0);
	CHECK_INT(try_fchdir(77), EBADF);
	CHECK_INT(try_fchdir(fd), ENOTDIR);
	bad_numbers();
	CHECK_INT(count_open(), n);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
