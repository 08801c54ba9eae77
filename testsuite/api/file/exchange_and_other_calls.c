/* SPDX-License-Identifier: BSD-2-Clause */
/* env: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * While a process exchanges names all the time, no call of another finds one
 * missing: names that are there cannot be made, and what is there can be
 * opened, changed, linked and replaced.
 */
#include "process/children.h"

#include <dirent.h>
#include <sys/statvfs.h>

#define ROUNDS	40

static const char *one, *two;

/* A name that another has just removed is no reason to stop. */
static int
exchanges(void)
{
	for (;;)
		CHECK_OK(renameat2(AT_FDCWD, one, AT_FDCWD, two,
		    RENAME_EXCHANGE) == 0 || errno == ENOENT);
}

static pid_t
begin_exchanging(const char *a, const char *b)
{
	one = a;
	two = b;
	return begin(exchanges);
}

/* It may have been killed amid it: who asks for the names has them. */
static void
end_exchanging(pid_t pid)
{
	int status;

	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFSIGNALED(status));
	CHECK_OK(access(one, F_OK) == 0 && access(two, F_OK) == 0);
}

static void
cannot_be_made(void)
{
	CHECK_ERR(open("a", O_WRONLY | O_CREAT | O_EXCL, 0600), EEXIST);
	CHECK_ERR(mkdir("b", 0700), EEXIST);
	CHECK_ERR(symlink("x", "a"), EEXIST);
	CHECK_ERR(link("c", "b"), EEXIST);
	CHECK_ERR(mkfifo("a", 0600), EEXIST);
	CHECK_ERR(renameat2(AT_FDCWD, "c", AT_FDCWD, "b", RENAME_NOREPLACE),
	    EEXIST);
}

/*
 * Where a name that was removed stays until nobody looks at its file any more
 * (Wine 8), as the other process does, it is tried again.
 */
static int
try_again(int result)
{
	if (result < 0)
		CHECK_INT(errno, EEXIST);
	return result < 0;
}

static void
can_be_changed(ino_t a, ino_t b)
{
	struct statvfs v;
	struct stat st;
	int fd;

	CHECK_OK((fd = open("a", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(st.st_ino == a || st.st_ino == b);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(chmod("b", 0644) == 0);
	CHECK_OK(chown("a", getuid(), getgid()) == 0);
	CHECK_OK(truncate("b", 3) == 0);
	CHECK_OK(utimensat(AT_FDCWD, "a", NULL, 0) == 0);
	CHECK_OK(access("b", R_OK | W_OK) == 0);
	CHECK_OK(statvfs("a", &v) == 0);
	while (try_again(link("b", "l")))
		continue;
	CHECK_OK(unlink("l") == 0);
	CHECK_ERR(rmdir("a"), ENOTDIR);
	CHECK_ERR(readlink("b", (char[4]){ 0 }, 4), EINVAL);
}

static void
folders(void)
{
	DIR *d;

	CHECK_ERR(mkdir("d", 0700), EEXIST);
	CHECK_ERR(rmdir("e"), ENOTEMPTY);
	CHECK_OK((d = opendir("d")) != NULL);
	CHECK_OK(closedir(d) == 0);
	CHECK_OK(access("e/f", F_OK) == 0);
	CHECK_ERR(unlink("d"), EISDIR);
	put_file("d/f", "again", 0600);
	CHECK_OK(chmod("e", 0755) == 0);
}

/* Of who replaces one of them. */
static void
replaced(void)
{
	struct stat st;

	put_file("n", "new", 0600);
	CHECK_OK(rename("n", "b") == 0);
	CHECK_OK(stat("a", &st) == 0 && stat("b", &st) == 0);
	CHECK_ERR(stat("n", &st), ENOENT);
}

/* Nothing else is left there. */
static void
check_names(const char *want)
{
	char got[64] = "";
	struct dirent *e;
	DIR *d;

	CHECK_OK((d = opendir(".")) != NULL);
	for (const char *c = want; *c != '\0'; c++) {
		rewinddir(d);
		while ((e = readdir(d)) != NULL)
			if (e->d_name[0] == *c && e->d_name[1] == '\0')
				strcat(got, e->d_name);
	}
	CHECK_STR(got, want);
	rewinddir(d);
	for (size_t n = 0; (e = readdir(d)) != NULL; n++)
		CHECK(n < strlen(want) + 2);
	closedir(d);
}

int
main(void)
{
	struct stat a, b;
	pid_t pid;

	CHECK_OK(mkdir("w", 0700) == 0 && chdir("w") == 0);
	put_file("a", "first", 0600);
	put_file("b", "second", 0600);
	put_file("c", "third", 0600);
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir("e", 0700) == 0);
	put_file("d/f", "f", 0600);
	put_file("e/f", "f", 0600);
	CHECK_OK(stat("a", &a) == 0 && stat("b", &b) == 0);
	pid = begin_exchanging("a", "b");
	for (int i = 0; i < ROUNDS; i++) {
		cannot_be_made();
		can_be_changed(a.st_ino, b.st_ino);
	}
	for (int i = 0; i < ROUNDS; i++)
		replaced();
	end_exchanging(pid);
	pid = begin_exchanging("d", "e");
	for (int i = 0; i < ROUNDS; i++)
		folders();
	end_exchanging(pid);
	check_names("abcde");
	CHECK_STR(get_file("c"), "third");
	return (0);
}
