/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc/PID/fd/N, /dev/fd/N and /dev/stdin as links: what lstat() says of
 * them, a slash behind them, realpath(), and O_PATH of a link itself.
 */
#include "process/children.h"

#include <limits.h>

static char name[64], folder[PATH_MAX];

static const char *
of(const char *place, int fd)
{
	snprintf(name, sizeof name, "%s/%d", place, fd);
	return name;
}

static mode_t
link_mode(const char *path)
{
	struct stat st;

	CHECK_OK(lstat(path, &st) == 0);
	return st.st_mode;
}

/* Of a descriptor: how it is open. */
static void
modes(const char *place)
{
	static const struct {
		const char *file;
		int flags;
		mode_t mode;
	} of_flags[] = {
		{ "f", O_RDONLY, 0500 }, { "f", O_WRONLY, 0300 },
		{ "f", O_RDWR, 0700 }, { "f", O_PATH, 0 },
		{ ".", O_RDONLY, 0500 }, { "/dev/null", O_WRONLY, 0300 },
	};
	struct stat st;
	int fd;

	for (size_t i = 0; i < sizeof of_flags / sizeof of_flags[0]; i++) {
		fd = open(of_flags[i].file, of_flags[i].flags);
		CHECK_OK(fd >= 0);
		CHECK_INT(link_mode(of(place, fd)), S_IFLNK |
		    of_flags[i].mode);
		CHECK_OK(lstat(of(place, fd), &st) == 0);
		CHECK_INT(st.st_size, 64);
		CHECK_OK(close(fd) == 0);
		CHECK_ERR(lstat(of(place, fd), &st), ENOENT);
	}
}

static void
says(int fd, const char *want)
{
	char text[PATH_MAX];
	ssize_t n = readlink(of("/proc/self/fd", fd), text, sizeof text - 1);

	CHECK_OK(n > 0);
	text[n] = '\0';
	CHECK_STR(text, want);
}

/* What was removed is said to be. */
static void
of_what_is_gone(void)
{
	char want[PATH_MAX + 32];
	int fd, dir;

	CHECK_OK((fd = creat("gone", 0600)) >= 0);
	CHECK_OK(mkdir("gone.d", 0700) == 0);
	CHECK_OK((dir = open("gone.d", O_RDONLY)) >= 0);
	snprintf(want, sizeof want, "%s/gone", folder);
	says(fd, want);
	CHECK_OK(unlink("gone") == 0 && rmdir("gone.d") == 0);
	strcat(want, " (deleted)");
	says(fd, want);
	snprintf(want, sizeof want, "%s/gone.d (deleted)", folder);
	says(dir, want);
	CHECK_OK(close(fd) == 0 && close(dir) == 0);
}

static int to[2];

static int
looks_at_its_parent(void)
{
	char place[40];

	snprintf(place, sizeof place, "/proc/%d/fd", (int)getppid());
	CHECK_INT(link_mode(of(place, to[0])), S_IFLNK | 0500);
	CHECK_INT(link_mode(of(place, to[1])), S_IFLNK | 0300);
	snprintf(name + strlen(name), 2, "/");
	CHECK_ERR(open(name, O_WRONLY), ENOTDIR);
	return 0;
}

/* They say that it leads to a folder. */
static void
slashes(const char *place)
{
	int f = open("f", O_RDONLY), o = open("f", O_PATH), d = open(".",
	    O_RDONLY), fds[] = { f, o, to[0], d }, fd;
	char with[72], to_text[PATH_MAX];
	struct stat st;

	for (int i = 0; i < 4; i++) {
		int want = fds[i] == d ? 0 : ENOTDIR;

		CHECK_OK(fds[i] >= 0);
		snprintf(with, sizeof with, "%s/", of(place, fds[i]));
		CHECK_INT(stat(with, &st) == 0 ? 0 : errno, want);
		CHECK_INT(lstat(with, &st) == 0 ? 0 : errno, want);
		CHECK_ERR(readlink(with, to_text, sizeof to_text),
		    want != 0 ? ENOTDIR : EINVAL);
		fd = open(with, O_RDONLY);
		CHECK_INT(fd >= 0 ? 0 : errno, want);
		close(fd);
		fd = open(name, O_RDONLY | O_DIRECTORY);
		CHECK_INT(fd >= 0 ? 0 : errno, want);
		close(fd);
	}
	CHECK_ERR(readlink("/proc/self/", to_text, sizeof to_text), EINVAL);
	CHECK_ERR(readlink("/proc/self/cwd/", to_text, sizeof to_text),
	    EINVAL);
	close(f);
	close(o);
	close(d);
}

static void
check_real(const char *path, const char *want)
{
	char *real;

	CHECK_OK((real = realpath(path, NULL)) != NULL);
	CHECK_STR(real, want);
	free(real);
}

static void
real_paths(const char *place)
{
	int f = open("f", O_WRONLY), o = open("f", O_PATH), d = open(".",
	    O_RDONLY), null = open("/dev/null", O_RDWR);
	char want[PATH_MAX + 8];

	CHECK_OK(f >= 0 && o >= 0 && d >= 0 && null >= 0);
	snprintf(want, sizeof want, "%s/f", folder);
	check_real(of(place, f), want);
	check_real(of(place, o), want);
	check_real(of(place, d), folder);
	check_real(of(place, null), "/dev/null");
	CHECK_ERR(realpath(of(place, to[0]), NULL) == NULL ? -1 : 0, ENOENT);
	close(f);
	close(o);
	close(d);
	close(null);
	CHECK_ERR(realpath(of(place, f), NULL) == NULL ? -1 : 0, ENOENT);
}

/* A link that is opened itself says what readlink() says. */
static void
itself(const char *path, const char *want)
{
	char by_name[PATH_MAX], by_fd[PATH_MAX];
	struct stat st, same;
	ssize_t n;
	int fd;

	CHECK_ERR(open(path, O_RDONLY | O_NOFOLLOW), ELOOP);
	CHECK_ERR(open(path, O_PATH | O_NOFOLLOW | O_DIRECTORY), ENOTDIR);
	CHECK_OK((fd = open(path, O_PATH | O_NOFOLLOW)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0 && lstat(path, &same) == 0);
	CHECK(S_ISLNK(st.st_mode));
	CHECK_INT(st.st_mode, same.st_mode);
	CHECK_INT(st.st_ino, same.st_ino);
	CHECK_OK(fstatat(fd, "", &st, AT_EMPTY_PATH) == 0);
	CHECK(S_ISLNK(st.st_mode));
	CHECK_OK((n = readlink(path, by_name, sizeof by_name - 1)) > 0);
	by_name[n] = '\0';
	CHECK_OK((n = readlinkat(fd, "", by_fd, sizeof by_fd - 1)) > 0);
	by_fd[n] = '\0';
	CHECK_STR(by_fd, by_name);
	if (want != NULL)
		CHECK_STR(by_name, want);
	CHECK_ERR(read(fd, by_fd, 1), EBADF);
	CHECK_ERR(fchmod(fd, 0600), EBADF);
	CHECK_OK(close(fd) == 0);
}

/* stat() of it is the descriptor's. */
static void
standard_links(void)
{
	struct stat st, same;

	itself("/dev/stdin", "/proc/self/fd/0");
	itself("/dev/stderr", "/proc/self/fd/2");
	itself("/dev/fd", "/proc/self/fd");
	CHECK_INT(link_mode("/dev/stdout"), S_IFLNK | 0777);
	CHECK_OK(lstat("/dev/fd", &st) == 0);
	CHECK_INT(st.st_size, 13);
	CHECK_OK(stat("/dev/stdin", &st) == 0 && fstat(0, &same) == 0);
	CHECK_INT(st.st_mode, same.st_mode);
	CHECK_OK(stat("/dev/fd", &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(lstat("/dev/fd/", &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(dup2(open("f", O_RDONLY), 0) == 0);
	snprintf(name, sizeof name, "/dev/stdin");
	char want[PATH_MAX + 8];
	snprintf(want, sizeof want, "%s/f", folder);
	check_real(name, want);
}

int
main(void)
{
	static const char *const places[] = { "/proc/self/fd", "/dev/fd" };
	int fd;

	CHECK_OK(getcwd(folder, sizeof folder) != NULL);
	put_file("f", "text", 0600);
	CHECK_OK(pipe(to) == 0 && (fd = open("f", O_RDWR)) >= 0);
	for (int i = 0; i < 2; i++) {
		modes(places[i]);
		slashes(places[i]);
		real_paths(places[i]);
		itself(of(places[i], fd), NULL);
		itself(of(places[i], to[1]), NULL);
		CHECK_ERR(open(of(places[i], 99), O_PATH | O_NOFOLLOW),
		    ENOENT);
	}
	itself("/proc/self", NULL);
	itself("/proc/self/cwd", folder);
	itself("/proc/self/exe", NULL);
	of_what_is_gone();
	CHECK_INT(in_child(looks_at_its_parent), 0);
	standard_links();
	return 0;
}
