/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The current directory and open ones follow what another process makes of
 * them: another name, another place, nothing.
 */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static char here[PATH_MAX], self[PATH_MAX];

/* In a program of its own, which begins in the current directory. */
static void
other(const char *what, const char *from, const char *to)
{
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execl(self, "other", what, from, to, (char *)NULL);
		_exit(9);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (status != 0)
		fprintf(stderr, "%s %s %s:\n", what, from, to);
	CHECK_INT(status, 0);
}

static int
act(char **argv)
{
	char b[PATH_MAX];

	switch (argv[1][0]) {
	case 'r':
		CHECK_OK(rename(argv[2], argv[3]) == 0);
		return 0;
	case 'x':
		CHECK_OK(renameat2(AT_FDCWD, argv[2], AT_FDCWD, argv[3],
		    RENAME_EXCHANGE) == 0);
		return 0;
	case 'd':
		CHECK_OK(rmdir(argv[2]) == 0);
		return 0;
	case 'm':
		CHECK_OK(mkdir(argv[2], 0777) == 0);
		return 0;
	case 'n':
		CHECK_NULL_ERR(getcwd(b, sizeof b), ENOENT);
		return 0;
	}
	return getcwd(b, sizeof b) == NULL ||
	    strcmp(b + strlen(b) - strlen(argv[2]), argv[2]) != 0;
}

static void
is_here(const char *where)
{
	char b[PATH_MAX], want[PATH_MAX + 64];

	snprintf(want, sizeof want, "%s/%s", here, where);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b, want);
	other("is", where, "");
}

static void
put(int dfd, const char *name, const char *text)
{
	int fd = openat(dfd, name, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	CHECK_OK(close(fd) == 0);
}

static void
reads(int dfd, const char *name, const char *text)
{
	char b[64];
	ssize_t n;
	int fd = openat(dfd, name, O_RDONLY);

	CHECK_OK(fd >= 0);
	CHECK_OK((n = read(fd, b, sizeof b - 1)) >= 0);
	b[n] = '\0';
	CHECK_STR(b, text);
	close(fd);
}

static void
renamed(void)
{
	struct stat st, now;
	int d, sub;

	CHECK_OK(mkdir("a", 0777) == 0 && mkdir("a/sub", 0777) == 0 &&
	    mkdir("place", 0777) == 0);
	CHECK_OK((d = open("a", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK((sub = open("a/sub", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_OK(chdir("a/sub") == 0);
	put(AT_FDCWD, "f", "first");
	CHECK_OK(stat(".", &st) == 0);
	other("rename", "../../a", "../../b");
	is_here("b/sub");
	reads(AT_FDCWD, "f", "first");
	reads(sub, "f", "first");
	reads(d, "sub/f", "first");
	CHECK_OK(stat(".", &now) == 0 && now.st_ino == st.st_ino);
	/* Somebody else in the old place is not looked at. */
	other("mkdir", "../../a", "");
	other("mkdir", "../../a/sub", "");
	put(AT_FDCWD, "../../a/sub/f", "another");
	reads(AT_FDCWD, "f", "first");
	reads(sub, "f", "first");
	reads(d, "sub/f", "first");
	/* Twice, and to another folder. */
	other("rename", "../../b", "../../place/c");
	other("rename", "../sub", "../deep");
	is_here("place/c/deep");
	reads(AT_FDCWD, "../deep/f", "first");
	reads(d, "deep/f", "first");
	put(sub, "g", "new");
	reads(AT_FDCWD, "g", "new");
	CHECK_OK(fstatat(d, ".", &now, 0) == 0);
	CHECK_OK(renameat(sub, "g", d, "h") == 0);
	reads(AT_FDCWD, "../h", "new");
	CHECK_OK(unlinkat(d, "h", 0) == 0 && unlinkat(sub, "f", 0) == 0);
	CHECK_OK(fchdir(d) == 0);
	is_here("place/c");
	CHECK_OK(fchdir(sub) == 0);
	is_here("place/c/deep");
	other("xchange", "../../../a", "../../c");
	is_here("a/deep");
	CHECK_OK(fchdir(d) == 0);
	is_here("a");
	CHECK_OK(chdir(here) == 0);
	close(d);
	close(sub);
}

static void
removed(void)
{
	char b[PATH_MAX];

	CHECK_OK(mkdir("gone", 0777) == 0 && chdir("gone") == 0);
	other("dir", "../gone", "");
	CHECK_NULL_ERR(getcwd(b, sizeof b), ENOENT);
	CHECK_ERR(open("f", O_RDWR | O_CREAT, 0666), ENOENT);
	other("nowhere", "", "");
	CHECK_OK(chdir("..") == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_STR(b, here);
	/* By itself; and what comes after it is another one. */
	CHECK_OK(mkdir("gone", 0777) == 0 && chdir("gone") == 0);
	CHECK_OK(rmdir("../gone") == 0);
	other("nowhere", "", "");
	CHECK_NULL_ERR(getcwd(b, sizeof b), ENOENT);
	CHECK_OK(mkdir("../gone", 0777) == 0);
	CHECK_NULL_ERR(getcwd(b, sizeof b), ENOENT);
	CHECK_ERR(open("f", O_RDWR | O_CREAT, 0666), ENOENT);
	CHECK_OK(chdir("../gone") == 0);
	CHECK_OK(getcwd(b, sizeof b) != NULL);
	CHECK_OK(chdir("..") == 0);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return act(argv);
	CHECK_OK(realpath(argv[0], self) != NULL);
	CHECK_OK(getcwd(here, sizeof here) != NULL);
	renamed();
	removed();
	return (0);
}
