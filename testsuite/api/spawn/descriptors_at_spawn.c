/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Descriptors that are closed, go with exec or are out of range when a
 * program is spawned; a program's and an interpreter's relative names count
 * from where the actions have led; a session's leader changes no group.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "spawn.h"

#define STD	7			/* 0, 1, 2 */

static char self[4096], seen[4096];

/* Which descriptors it has, and whether what cannot be blocked is. */
static int
child(char **argv)
{
	char text[20];
	sigset_t set;
	int mask = 0;

	for (int fd = 0; fd < 16; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			mask |= 1 << fd;
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &set), 0);
	if (sigismember(&set, SIGKILL) || sigismember(&set, SIGSTOP))
		mask = -1;
	snprintf(text, sizeof(text), "%d %s", mask, argv[2]);
	write_file(argv[1], text);
	return (0);
}

/* Runs it: the descriptors it has. */
static int
runs(const char *path, posix_spawn_file_actions_t *f, posix_spawnattr_t *a)
{
	char *args[] = { "child", seen, "word", NULL };
	char word[10];
	int mask;
	pid_t pid;

	unlink(seen);
	CHECK_INT(posix_spawn(&pid, path, f, a, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	CHECK_INT(sscanf(read_file(seen), "%d %9s", &mask, word), 2);
	CHECK_STR(word, "word");
	if (f != NULL)
		CHECK_INT(posix_spawn_file_actions_destroy(f), 0);
	return (mask);
}

static void
closed(void)
{
	posix_spawn_file_actions_t f;
	int keep[3];

	CHECK_INT(runs(self, NULL, NULL), STD);
	CHECK_INT(dup2(2, 10), 10);
	CHECK_INT(fcntl(10, F_SETFD, FD_CLOEXEC), 0);
	CHECK_INT(dup2(2, 11), 11);
	CHECK_INT(runs(self, NULL, NULL), STD | 1 << 11);
#ifdef FD_CLOFORK
	CHECK_INT(fcntl(11, F_SETFD, FD_CLOFORK), 0);
	CHECK_INT(runs(self, NULL, NULL), STD);
#endif
	/* To what another action has opened, and over what goes with exec. */
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 11), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 10, "/dev/null",
	    O_RDWR, 0), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 10, 12), 0);
	CHECK_INT(runs(self, &f, NULL), STD | 1 << 10 | 1 << 12);
	/* All from one on, but what is made later. */
	CHECK_INT(dup2(2, 9), 9);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addclosefrom_np(&f, -1), EBADF);
	CHECK_INT(posix_spawn_file_actions_addclosefrom_np(&f, 2), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 1, 13), 0);
	CHECK_INT(runs(self, &f, NULL), 3 | 1 << 13);
	close(9);
	close(10);
	close(11);
	for (int fd = 0; fd < 3; fd++) {
		keep[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 100);
		close(fd);
	}
	CHECK_INT(runs(self, NULL, NULL), 0);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 0), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 1, "/dev/null",
	    O_WRONLY, 0), 0);
	CHECK_INT(runs(self, &f, NULL), 2);
	for (int fd = 0; fd < 3; fd++) {
		CHECK_INT(dup2(keep[fd], fd), fd);
		close(keep[fd]);
	}
}

static void
out_of_range(void)
{
	posix_spawn_file_actions_t f;
	struct rlimit r, low;
	char *args[] = { "child", "x", "y", NULL };
	pid_t pid;

	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addopen(&f, 1 << 30, "x", 0, 0),
	    EBADF);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 1, 1 << 30), EBADF);
	CHECK_INT(posix_spawn_file_actions_addclose(&f, 1 << 30), EBADF);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, 2, 40), 0);
	CHECK_OK(getrlimit(RLIMIT_NOFILE, &r) == 0);
	low = r;
	low.rlim_cur = 30;
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &low) == 0);
	CHECK_INT(posix_spawn(&pid, self, &f, NULL, args, environ), EBADF);
	CHECK_OK(setrlimit(RLIMIT_NOFILE, &r) == 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
}

static void
relative_names(void)
{
	posix_spawn_file_actions_t f;
	char text[5000], *args[] = { "script", NULL };
	pid_t pid;

	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK(symlink(self, "program") == 0);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir_np(&f, "d"), 0);
	CHECK_INT(runs("../program", &f, NULL), STD);
	/* The interpreter's name is looked up there, too. */
	snprintf(text, sizeof(text), "#!../program %s\n", seen);
	write_file("d/script", text);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_addchdir_np(&f, "d"), 0);
	CHECK_INT(posix_spawn(&pid, "./script", &f, NULL, args, environ), 0);
	CHECK_INT(exit_of(pid), 0);
	CHECK_INT(posix_spawn(&pid, "./script", NULL, NULL, args, environ),
	    ENOENT);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	CHECK_STR(read_file(seen), "7 ./script");
}

static void
attributes(void)
{
	char *args[] = { "child", "x", "y", NULL };
	posix_spawnattr_t a;
	sigset_t all;
	pid_t pid;

	CHECK_INT(posix_spawnattr_init(&a), 0);
	sigfillset(&all);
	CHECK_INT(posix_spawnattr_setsigmask(&a, &all), 0);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSIGMASK), 0);
	CHECK_INT(runs(self, NULL, &a), STD);
	CHECK_INT(posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSID |
	    POSIX_SPAWN_SETPGROUP), 0);
	CHECK_INT(posix_spawn(&pid, self, NULL, &a, args, environ), EPERM);
	CHECK_INT(posix_spawnattr_destroy(&a), 0);
}

int
main(int argc, char **argv)
{
	if (argc > 2)
		return (child(argv));
	CHECK_OK(realpath(argv[0], self) != NULL);
	CHECK_OK(getcwd(seen, sizeof(seen) - 10) != NULL);
	strcat(seen, "/seen");
	closed();
	out_of_range();
	relative_names();
	attributes();
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
