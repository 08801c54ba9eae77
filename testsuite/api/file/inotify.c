/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 40 */
/*
 * inotify, as on Linux: what happens in a folder and to a file, both halves
 * of a rename, once only, further events, removal, poll(), and a child.
 */
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int fd;
static char buf[8192];
static size_t have, at;

/* The next event of those in mask, others are passed over; or fails. */
static struct inotify_event *
next(uint32_t mask)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct inotify_event *e;
	ssize_t n;

	for (;;) {
		if (at == have) {
			CHECK_INT(poll(&p, 1, -1), 1);
			CHECK_OK((n = read(fd, buf, sizeof buf)) > 0);
			have = (size_t)n;
			at = 0;
		}
		e = (struct inotify_event *)(buf + at);
		at += sizeof *e + e->len;
		if (e->mask & mask)
			return e;
	}
}

static void
expect(uint32_t mask, int wd, const char *name)
{
	struct inotify_event *e = next(mask);

	CHECK_INT(e->wd, wd);
	CHECK_STR(e->len > 0 ? e->name : "", name);
}

static void
write_file(const char *name, const char *text)
{
	int f = open(name, O_WRONLY | O_CREAT | O_APPEND, 0600);

	CHECK_OK(f >= 0);
	CHECK_OK(write(f, text, strlen(text)) == (ssize_t)strlen(text));
	CHECK_OK(close(f) == 0);
}

static void
in_a_folder(void)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct inotify_event *e;
	uint32_t cookie;
	int wd, n;

	CHECK_OK((wd = inotify_add_watch(fd, "d", IN_CREATE | IN_DELETE |
	    IN_MODIFY | IN_MOVE | IN_CLOSE_WRITE)) > 0);
	CHECK_ERR(read(fd, buf, sizeof buf), EAGAIN);
	write_file("d/one", "text");
	expect(IN_CREATE, wd, "one");
	expect(IN_MODIFY, wd, "one");
	expect(IN_CLOSE_WRITE, wd, "one");
	CHECK_OK(mkdir("d/sub", 0700) == 0);
	e = next(IN_CREATE);
	CHECK_STR(e->name, "sub");
	CHECK(e->mask & IN_ISDIR);
	CHECK_OK(rename("d/one", "d/two") == 0);
	e = next(IN_MOVED_FROM);
	cookie = e->cookie;
	CHECK(cookie != 0);
	CHECK_STR(e->name, "one");
	e = next(IN_MOVED_TO);
	CHECK_INT(e->cookie, cookie);
	CHECK_STR(e->name, "two");
	CHECK_OK(unlink("d/two") == 0);
	expect(IN_DELETE, wd, "two");
	CHECK_OK(rmdir("d/sub") == 0);
	expect(IN_DELETE, wd, "sub");
	/* One call for the same folder changes the watch. */
	CHECK_INT(inotify_add_watch(fd, "d/../d", IN_CREATE), wd);
	CHECK_ERR(inotify_add_watch(fd, "d", IN_CREATE | IN_MASK_CREATE),
	    EEXIST);
	write_file("d/three", "x");
	expect(~0u, wd, "three");
	CHECK_INT(inotify_add_watch(fd, "d", IN_DELETE | IN_MASK_ADD), wd);
	CHECK_OK(unlink("d/three") == 0);
	expect(~0u, wd, "three");
	write_file("d/four", "x");
	CHECK_INT(poll(&p, 1, -1), 1);
	CHECK_OK(ioctl(fd, FIONREAD, &n) == 0);
	CHECK_INT(n, sizeof *e + 16);
	CHECK_ERR(read(fd, buf, sizeof *e), EINVAL);	/* no room */
	expect(~0u, wd, "four");
	CHECK_OK(inotify_rm_watch(fd, wd) == 0);
	CHECK_INT(next(IN_IGNORED)->wd, wd);
	CHECK_ERR(inotify_rm_watch(fd, wd), EINVAL);
}

static void
of_a_file(void)
{
	int wd, once;

	write_file("f", "one");
	CHECK_OK((wd = inotify_add_watch(fd, "f", IN_MODIFY | IN_MOVE_SELF |
	    IN_DELETE_SELF)) > 0);
	write_file("g", "another");
	write_file("f", "two");
	expect(~0u, wd, "");
	CHECK_OK(rename("f", "f2") == 0);
	expect(IN_MOVE_SELF, wd, "");
	write_file("f2", "three");
	expect(IN_MODIFY, wd, "");
	CHECK_OK(unlink("f2") == 0);
	expect(IN_DELETE_SELF, wd, "");
	expect(IN_IGNORED, wd, "");
	CHECK_OK((once = inotify_add_watch(fd, "g", IN_MODIFY |
	    IN_ONESHOT)) > wd);
	write_file("g", "text");
	expect(IN_MODIFY, once, "");
	expect(IN_IGNORED, once, "");
}

static void
folder_goes(void)
{
	int wd;

	CHECK_OK(mkdir("gone", 0700) == 0);
	CHECK_OK((wd = inotify_add_watch(fd, "gone", IN_DELETE_SELF)) > 0);
	CHECK_OK(rmdir("gone") == 0);
	CHECK_ERR(access("gone", F_OK), ENOENT);
	expect(IN_DELETE_SELF, wd, "");
	expect(IN_IGNORED, wd, "");
}

/* The name's next event is of that mask; its cookie. */
static uint32_t
expect_exactly(uint32_t mask, int wd, const char *name)
{
	struct inotify_event *e = next(~0u);

	CHECK_INT(e->wd, wd);
	CHECK_INT(e->mask, mask);
	CHECK_STR(e->len > 0 ? e->name : "", name);
	return e->cookie;
}

/* What comes from another folder is no new file, and the other way round. */
static void
between_folders(void)
{
	int a, b, f;
	uint32_t cookie;

	CHECK_OK(mkdir("a", 0700) == 0 && mkdir("b", 0700) == 0);
	write_file("out", "x");
	CHECK_OK((a = inotify_add_watch(fd, "a", IN_MOVE | IN_CREATE |
	    IN_DELETE)) > 0);
	CHECK_OK(rename("out", "a/in") == 0);
	CHECK(expect_exactly(IN_MOVED_TO, a, "in") != 0);
	CHECK_ERR(rename("a/none", "out"), ENOENT);
	CHECK_OK(rename("a/in", "out") == 0);
	CHECK(expect_exactly(IN_MOVED_FROM, a, "in") != 0);
	write_file("a/in", "x");
	CHECK_INT(expect_exactly(IN_CREATE, a, "in"), 0);
	CHECK_OK(unlink("a/in") == 0);
	CHECK_INT(expect_exactly(IN_DELETE, a, "in"), 0);
	CHECK_OK(mkdir("a/sub", 0700) == 0);
	expect_exactly(IN_CREATE | IN_ISDIR, a, "sub");
	CHECK_OK(rename("a/sub", "sub") == 0);
	expect_exactly(IN_MOVED_FROM | IN_ISDIR, a, "sub");
	CHECK_OK(rename("sub", "a/sub") == 0);
	expect_exactly(IN_MOVED_TO | IN_ISDIR, a, "sub");
	CHECK_OK(rmdir("a/sub") == 0);
	expect_exactly(IN_DELETE | IN_ISDIR, a, "sub");

	/* Who waits for whole files is told of none before its end. */
	CHECK_INT(inotify_add_watch(fd, "a", IN_CLOSE_WRITE | IN_MOVED_TO), a);
	CHECK_OK((b = inotify_add_watch(fd, "b", IN_MOVED_FROM)) > 0);
	CHECK_OK((f = open("a/whole", O_WRONLY | O_CREAT, 0600)) >= 0);
	CHECK_ERR(read(fd, buf, sizeof buf), EAGAIN);
	CHECK_OK(close(f) == 0);
	expect_exactly(IN_CLOSE_WRITE, a, "whole");
	CHECK_OK(rename("out", "b/out") == 0 && rename("b/out", "a/out") == 0);
	cookie = next(IN_MOVED_FROM | IN_MOVED_TO)->cookie;
	CHECK_INT(next(IN_MOVED_FROM | IN_MOVED_TO)->cookie, cookie);
	CHECK_OK(inotify_rm_watch(fd, a) == 0);
	CHECK_OK(inotify_rm_watch(fd, b) == 0);
	expect_exactly(IN_IGNORED, a, "");
	expect_exactly(IN_IGNORED, b, "");
}

static int
renames_it(void)
{
	return rename("moved/in", "in") == 0 && rename("in", "back") == 0 ? 0 :
	    1;
}

/* A watch stays with its folder, whoever renames that or what is above it. */
static void
folder_moves(void)
{
	int wd, status;
	pid_t pid;

	CHECK_OK(mkdir("above", 0700) == 0 && mkdir("above/in", 0700) == 0);
	CHECK_OK((wd = inotify_add_watch(fd, "above/in", IN_CREATE |
	    IN_MOVE_SELF | IN_DELETE_SELF | IN_ATTRIB)) > 0);
	CHECK_OK(chmod("above/in", 0750) == 0);
	CHECK_INT(next(~0u)->mask, IN_ATTRIB | IN_ISDIR);
	CHECK_OK(rename("above", "moved") == 0);
	write_file("moved/in/one", "x");
	expect(~0u, wd, "one");
	CHECK_OK(chmod("moved/in/one", 0640) == 0);
	CHECK_INT(next(~0u)->mask, IN_ATTRIB);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(renames_it());
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(next(~0u)->mask & IN_ALL_EVENTS, IN_MOVE_SELF);
	write_file("back/two", "x");
	CHECK_STR(next(IN_CREATE)->name, "two");
	CHECK_OK(unlink("back/one") == 0 && unlink("back/two") == 0 &&
	    rmdir("back") == 0);
	expect(IN_DELETE_SELF, wd, "");
	expect(IN_IGNORED, wd, "");
	CHECK_OK(rmdir("moved") == 0);
}

/* Another process changes; then a child is the one that reads. */
static void
with_a_child(void)
{
	int wd, status;
	pid_t pid;

	CHECK_OK((wd = inotify_add_watch(fd, "d", IN_CREATE)) > 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		write_file("d/of a child", "x");
		_exit(0);
	}
	expect(IN_CREATE, wd, "of a child");
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		poll(&p, 1, 0);
		write_file("d/seen by itself", "x");
		expect(IN_CREATE, wd, "seen by itself");
		_exit(0);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	write_file("d/and here", "x");
}

static void
errors(void)
{
	int p[2];

	CHECK_ERR(inotify_init1(0x7), EINVAL);
	CHECK_ERR(inotify_add_watch(fd, "none", IN_CREATE), ENOENT);
	CHECK_ERR(inotify_add_watch(fd, "g", IN_CREATE | IN_ONLYDIR), ENOTDIR);
	CHECK_ERR(inotify_add_watch(fd, "g", 0), EINVAL);
	CHECK_ERR(inotify_add_watch(-1, "g", IN_CREATE), EBADF);
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(inotify_add_watch(p[0], "g", IN_CREATE), EINVAL);
	CHECK_ERR(inotify_rm_watch(p[0], 1), EINVAL);
	CHECK_ERR(inotify_rm_watch(fd, 12345), EINVAL);
}

int
main(void)
{
	CHECK_OK(mkdir("d", 0700) == 0);
	CHECK_OK((fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	in_a_folder();
	of_a_file();
	folder_goes();
	folder_moves();
	between_folders();
	errors();
	with_a_child();
	CHECK_OK(close(fd) == 0);
	return 0;
}
