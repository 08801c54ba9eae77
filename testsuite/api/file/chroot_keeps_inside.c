/* SPDX-License-Identifier: BSD-2-Clause */
/* chroot(): names begin at that folder, and ".." does not lead out of it. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
put(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	CHECK_OK(fd >= 0 && close(fd) == 0);
}

static void
is_at(const char *want)
{
	char b[PATH_MAX];

	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b, want);
}

static void
inside(int outside)
{
	char b[PATH_MAX];
	struct stat a, st;

	CHECK_OK(chdir("/") == 0);
	is_at("/");
	CHECK_OK(stat("/", &a) == 0 && stat("..", &st) == 0);
	CHECK(a.st_ino == st.st_ino);
	CHECK_OK(stat("/sub/../../../..", &st) == 0 && a.st_ino == st.st_ino);
	CHECK_OK(access("/in", F_OK) == 0 && access("in", F_OK) == 0);
	CHECK_OK(access("/../in", F_OK) == 0);
	CHECK_ERR(access("/out", F_OK), ENOENT);
	CHECK_ERR(access("../out", F_OK), ENOENT);
	/* Links: an absolute one begins at the new root, as ".." ends there. */
	CHECK_OK(access("/absolute", F_OK) == 0);
	CHECK_OK(access("/upward", F_OK) == 0);
	CHECK_ERR(access("/away", F_OK), ENOENT);
	CHECK_OK(realpath("/sub/../absolute", b) != NULL);
	CHECK_STR(b, "/in");
	CHECK_OK(chdir("sub") == 0);
	is_at("/sub");
	put("/sub/new");
	CHECK_OK(rename("new", "/newer") == 0 && unlink("/newer") == 0);
	/* An open folder outside still leads there. */
	CHECK_OK(faccessat(outside, "out", F_OK, 0) == 0);
	CHECK_ERR(faccessat(outside, "/out", F_OK, 0), ENOENT);
	/* Again, deeper. */
	CHECK_ERR(chroot("/in"), ENOTDIR);
	CHECK_ERR(chroot("/none"), ENOENT);
	CHECK_OK(chroot("/sub") == 0);
	is_at("/");
	CHECK_ERR(access("/in", F_OK), ENOENT);
	CHECK_ERR(access("../in", F_OK), ENOENT);
	/* The root stays, empty as it is. */
	CHECK_ERR(rmdir("/"), EBUSY);
	CHECK_ERR(rename("/", "/elsewhere"), EBUSY);
	CHECK_OK(mkdir("/d", 0700) == 0);
	CHECK_ERR(rename("/d", "/"), EBUSY);
	CHECK_OK(rmdir("/d") == 0 && access("/", F_OK) == 0);
}

int
main(void)
{
	int status, fd;
	pid_t pid;

	CHECK_OK(mkdir("jail", 0777) == 0 && mkdir("jail/sub", 0777) == 0);
	put("out");
	put("jail/in");
	CHECK_OK(symlink("/in", "jail/absolute") == 0);
	CHECK_OK(symlink("../../in", "jail/upward") == 0);
	CHECK_OK(symlink("/../out", "jail/away") == 0);
	CHECK_OK((fd = open(".", O_RDONLY | O_DIRECTORY)) >= 0);
	if ((pid = fork()) == 0) {
		if (chroot("jail") < 0 && errno == EPERM)
			_exit(TEST_UNSUPPORTED_EXIT);
		/* A child has it, too. */
		if ((pid = fork()) == 0) {
			inside(fd);
			_exit(0);
		}
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		_exit(WEXITSTATUS(status));
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (status >> 8 == TEST_UNSUPPORTED_EXIT)
		UNSUPPORTED("chroot() is not for this user");
	CHECK_INT(status, 0);
	/* This process has not. */
	CHECK_OK(access("out", F_OK) == 0 && access("/tmp", F_OK) == 0);
	return (0);
}
