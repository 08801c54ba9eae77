/* SPDX-License-Identifier: BSD-2-Clause */
/* env: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * A process exchanges names, another looks: both names are there at any time,
 * and where the first is killed amid it, too.  What is renamed onto one of them
 * meanwhile has one of them.
 */
#include "process/children.h"

#define KILLS		4
#define LOOKS		60
#define RENAMES		300

static const char *one, *two;
static int links;

static int
exchanges(void)
{
	for (;;)
		CHECK_OK(renameat2(AT_FDCWD, one, AT_FDCWD, two,
		    RENAME_EXCHANGE) == 0);
}

/* The two are there, in whatever order. */
static void
both_there(const char *below, ino_t a, ino_t b)
{
	char name[20];
	struct stat st, other;

	snprintf(name, sizeof name, "%s%s", one, below);
	CHECK_OK(stat(name, &st) == 0);
	snprintf(name, sizeof name, "%s%s", two, below);
	CHECK_OK(stat(name, &other) == 0);
	CHECK(st.st_ino == a || st.st_ino == b);
	CHECK(other.st_ino == a || other.st_ino == b);
	if (links) {
		CHECK_INT(readlink(one, name, sizeof name), 3);
		CHECK_INT(readlink(two, name, sizeof name), 3);
	}
}

static void
try(const char *a, const char *b, const char *below)
{
	char name[20];
	struct stat sa, sb;
	int status;
	pid_t pid;

	one = a;
	two = b;
	snprintf(name, sizeof name, "%s%s", a, below);
	CHECK_OK(stat(name, &sa) == 0);
	snprintf(name, sizeof name, "%s%s", b, below);
	CHECK_OK(stat(name, &sb) == 0);
	for (int i = 0; i < KILLS; i++) {
		pid = begin(exchanges);
		for (int n = 0; n < LOOKS; n++)
			both_there(below, sa.st_ino, sb.st_ino);
		CHECK_OK(kill(pid, SIGKILL) == 0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
		CHECK_INT(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
		    1);
		both_there(below, sa.st_ino, sb.st_ino);
		CHECK_OK(stat(name, &sb) == 0);
		snprintf(name, sizeof name, "%s%s", a, below);
		CHECK_OK(stat(name, &sa) == 0);
		CHECK(sa.st_ino != sb.st_ino);
		snprintf(name, sizeof name, "%s%s", b, below);
	}
}

static int
has(const char *name, ino_t ino)
{
	struct stat st;

	CHECK_OK(stat(name, &st) == 0);
	return st.st_ino == ino;
}

static void
renamed_onto(void)
{
	struct stat st;
	int status, looks;
	pid_t pid;

	one = "a";
	two = "b";
	pid = begin(exchanges);
	for (int i = 0; i < RENAMES; i++) {
		put_file("x", "x", 0600);
		CHECK_OK(stat("x", &st) == 0);
		CHECK_OK(rename("x", i & 1 ? one : two) == 0);
		for (looks = 0; looks < 5000; looks++)
			if (has(one, st.st_ino) || has(two, st.st_ino))
				break;
		CHECK(looks < 5000);
	}
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, 1);
}

int
main(void)
{
	put_file("a", "a", 0600);
	put_file("b", "b", 0600);
	renamed_onto();
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir("e", 0700) == 0);
	put_file("d/f", "d", 0600);
	put_file("e/f", "e", 0600);
	try("a", "b", "");
	try("d", "e", "/f");
	CHECK_OK(symlink("d/f", "l") == 0 && symlink("e/f", "m") == 0);
	links = 1;
	try("l", "m", "");
	CHECK_OK(link("a", "c") == 0);
	CHECK_OK(renameat2(AT_FDCWD, "a", AT_FDCWD, "c", RENAME_EXCHANGE)
	    == 0);
	CHECK_OK(access("a", F_OK) == 0 && access("c", F_OK) == 0);
	CHECK_OK(unlink("a") == 0 && unlink("b") == 0 && unlink("c") == 0);
	CHECK_OK(unlink("l") == 0 && unlink("m") == 0);
	CHECK_OK(unlink("d/f") == 0 && unlink("e/f") == 0);
	CHECK_OK(rmdir("d") == 0 && rmdir("e") == 0);
	return (0);
}
