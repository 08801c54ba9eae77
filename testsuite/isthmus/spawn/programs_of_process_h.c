/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, that header is Windows' and Cygwin's */
/* timeout: 30 */
/* Cygwin's <process.h>: programs by a list or an array, in five modes. */
#include <process.h>

#include "../../api/spawn/spawn.h"

static char self[4096], dir[4096];
static const char *const bare[] = { "X=1", NULL };

/* 3 if it has all arguments, and 4 more if it has that environment alone. */
static int
child(char **argv)
{
	const char *x = getenv("X");

	if (strcmp(argv[1], "leader") == 0)
		return (getsid(0) == getpid() ? 6 : 7);
	if (strcmp(argv[1], "one") != 0 || strcmp(argv[2], "t w o") != 0)
		return (1);
	return (x == NULL ? 3 : strcmp(x, "1") == 0 ? 7 : 2);
}

static void
waits(int status, int want)
{
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), want);
}

static void
overlays(void)
{
	const char *const argv[] = { "c", "one", "t w o", NULL };
	pid_t pid = fork();

	if (pid == 0) {
		spawnve(_P_OVERLAY, self, argv, bare);
		_exit(99);
	}
	CHECK_INT(exit_of(pid), 7);
	pid = fork();
	if (pid == 0) {
		spawnlp(_P_OVERLAY, "child-of-it", "c", "one", "t w o", NULL);
		_exit(99);
	}
	CHECK_INT(exit_of(pid), 3);
}

int
main(int argc, char **argv)
{
	const char *const args[] = { "c", "one", "t w o", NULL };
	const char *const leader[] = { "c", "leader", NULL };
	int status, pid;

	if (argc > 1)
		return (child(argv));
	CHECK_OK(realpath(argv[0], self) != NULL && getcwd(dir, 4000) != NULL);
	CHECK_OK(unsetenv("X") == 0);
	CHECK_OK(symlink(self, "child-of-it") == 0);
	CHECK_OK(setenv("PATH", dir, 1) == 0);
	waits(spawnv(_P_WAIT, self, args), 3);
	waits(spawnve(_P_WAIT, self, args, bare), 7);
	waits(spawnvp(_P_WAIT, "child-of-it", args), 3);
	waits(spawnvpe(_P_WAIT, "child-of-it", args, bare), 7);
	waits(spawnl(_P_WAIT, self, "c", "one", "t w o", NULL), 3);
	waits(spawnle(_P_WAIT, self, "c", "one", "t w o", NULL, bare), 7);
	waits(spawnlp(_P_WAIT, "child-of-it", "c", "one", "t w o", NULL), 3);
	waits(spawnlpe(_P_WAIT, "child-of-it", "c", "one", "t w o", NULL,
	    bare), 7);
	CHECK((pid = spawnv(_P_NOWAIT, self, args)) > 0);
	CHECK_INT(cwait(&status, pid, WAIT_CHILD), pid);
	waits(status, 3);
	CHECK((pid = spawnv(_P_NOWAITO, self, leader)) > 0);
	CHECK_INT(exit_of(pid), 7);
	CHECK((pid = spawnv(_P_DETACH, self, leader)) > 0);
	CHECK_INT(exit_of(pid), 6);
	overlays();
	CHECK_ERR(spawnv(0, self, args), EINVAL);
	CHECK_ERR(spawnv(6, self, args), EINVAL);
	CHECK_ERR(spawnv(_P_WAIT, "none", args), ENOENT);
	CHECK_ERR(spawnvp(_P_NOWAIT, "none", args), ENOENT);
	CHECK_ERR(cwait(&status, pid, WAIT_CHILD), ECHILD);
	return (0);
}
