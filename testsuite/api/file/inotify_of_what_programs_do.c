/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * inotify tells who opens, reads and closes: this process, a child, another
 * program, one that ends without closing; once for a description that several
 * have; and never a name that is none of theirs.
 */
#include "process/children.h"

#include <dirent.h>
#include <poll.h>
#include <sys/inotify.h>

static int fd;
static char buf[16384];
static size_t have, at;

static struct inotify_event *
next(void)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct inotify_event *e;
	ssize_t n;

	if (at == have) {
		CHECK_INT(poll(&p, 1, 20000), 1);
		CHECK_OK((n = read(fd, buf, sizeof buf)) > 0);
		have = (size_t)n;
		at = 0;
	}
	e = (struct inotify_event *)(buf + at);
	at += sizeof *e + e->len;
	CHECK(e->len == 0 || strncmp(e->name, ".isthmus-", 9) != 0);
	return e;
}

static void
expect(int wd, uint32_t mask, const char *name)
{
	struct inotify_event *e = next();

	CHECK_INT(e->wd, wd);
	CHECK_INT(e->mask, mask);
	CHECK_STR(e->len > 0 ? e->name : "", name);
}

static void
expect_nothing(void)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct inotify_event *e;

	CHECK(at == have);
	if (poll(&p, 1, 0) == 0)
		return;
	e = next();
	fprintf(stderr, "watch %d: %#x \"%s\"\n", e->wd, e->mask,
	    e->len > 0 ? e->name : "");
	CHECK(!"nothing more");
}

static void
of_this_process(int wd)
{
	char c;
	int f, g;

	CHECK_OK((f = open("d/f", O_RDONLY)) >= 0);
	CHECK_INT(read(f, &c, 1), 1);
	CHECK_OK((g = dup(f)) >= 0);
	CHECK_OK(close(f) == 0);
	expect(wd, IN_OPEN, "f");
	expect(wd, IN_ACCESS, "f");
	expect_nothing();
	CHECK_OK(close(g) == 0);
	expect(wd, IN_CLOSE_NOWRITE, "f");
	CHECK_OK((f = open("d/f", O_RDWR)) >= 0);
	CHECK_OK(close(f) == 0);
	expect(wd, IN_OPEN, "f");
	expect(wd, IN_CLOSE_WRITE, "f");
	/* Others are nobody's business, however many, nor is a name. */
	for (int i = 0; i < 700; i++) {
		CHECK_OK((f = open("other/f", O_RDONLY)) >= 0);
		CHECK_OK(close(f) == 0);
	}
	CHECK_OK((f = open("d/f", O_PATH)) >= 0);
	CHECK_OK(close(f) == 0);
	expect_nothing();
}

static void
of_a_folder(int wd)
{
	DIR *d;

	CHECK_OK((d = opendir("d")) != NULL);
	CHECK_OK(readdir(d) != NULL);
	expect(wd, IN_OPEN | IN_ISDIR, "");
	expect(wd, IN_ACCESS | IN_ISDIR, "");
	CHECK_OK(closedir(d) == 0);
	expect(wd, IN_CLOSE_NOWRITE | IN_ISDIR, "");
}

static int
opens_only(void)
{
	CHECK_OK(open("d/f", O_WRONLY) >= 0);
	return 0;
}

static int shared;

static int
closes_shared(void)
{
	CHECK_OK(close(shared) == 0);
	return 0;
}

static void
of_others(const char *self, int wd)
{
	pid_t pid;

	CHECK_INT(in_child(opens_only), 0);
	expect(wd, IN_OPEN, "f");
	expect(wd, IN_CLOSE_WRITE, "f");
	CHECK_OK((shared = open("d/f", O_RDONLY)) >= 0);
	expect(wd, IN_OPEN, "f");
	CHECK_INT(in_child(closes_shared), 0);
	expect_nothing();
	CHECK_OK(close(shared) == 0);
	expect(wd, IN_CLOSE_NOWRITE, "f");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execl(self, self, "child", (char *)NULL);
		_exit(9);
	}
	CHECK_INT(end(pid), 0);
	expect(wd, IN_OPEN, "f");
	expect(wd, IN_ACCESS, "f");
	expect(wd, IN_CLOSE_NOWRITE, "f");
}

static void
of_one_file(void)
{
	int wd, f;

	CHECK_OK((wd = inotify_add_watch(fd, "d/f", IN_OPEN |
	    IN_CLOSE_NOWRITE)) > 0);
	CHECK_OK((f = open("other/link", O_RDONLY)) >= 0);
	expect(wd, IN_OPEN, "");
	CHECK_OK(close(f) == 0);
	expect(wd, IN_CLOSE_NOWRITE, "");
	CHECK_OK(inotify_rm_watch(fd, wd) == 0);
	expect(wd, IN_IGNORED, "");
	CHECK_OK((f = open("d/f", O_RDONLY)) >= 0);
	CHECK_OK(close(f) == 0);
	expect_nothing();
}

/* What is written comes before what it is closed by. */
static void
in_order(void)
{
	struct inotify_event *e;
	int wd, f, modified = 0;

	CHECK_OK((wd = inotify_add_watch(fd, "d", IN_MODIFY |
	    IN_CLOSE_WRITE)) > 0);
	CHECK_OK((f = open("d/f", O_WRONLY)) >= 0);
	CHECK_INT(write(f, "text", 4), 4);
	CHECK_OK(close(f) == 0);
	while (e = next(), e->mask != IN_CLOSE_WRITE) {
		CHECK_INT(e->mask, IN_MODIFY);
		modified = 1;
	}
	CHECK(modified);
	CHECK_OK(inotify_rm_watch(fd, wd) == 0);
	expect(wd, IN_IGNORED, "");
}

/* Both names move, each under one cookie, and no third is seen. */
static void
exchanged(void)
{
	uint32_t from[2] = { 0, 0 }, to[2] = { 0, 0 };
	struct inotify_event *e;
	int wd, self, n = 0;

	CHECK_OK((wd = inotify_add_watch(fd, "d", IN_CREATE | IN_DELETE |
	    IN_MOVE)) > 0);
	CHECK_OK((self = inotify_add_watch(fd, "d/f", IN_MOVE_SELF |
	    IN_DELETE_SELF)) > 0);
	put_file("d/g", "g", 0600);
	expect(wd, IN_CREATE, "g");
	CHECK_OK(renameat2(AT_FDCWD, "d/f", AT_FDCWD, "d/g",
	    RENAME_EXCHANGE) == 0);
	while (n < 5) {
		e = next();
		n++;
		if (e->wd == self) {
			CHECK_INT(e->mask, IN_MOVE_SELF);
			continue;
		}
		CHECK(e->mask == IN_MOVED_FROM || e->mask == IN_MOVED_TO);
		CHECK(e->name[0] == 'f' || e->name[0] == 'g');
		(e->mask == IN_MOVED_FROM ? from : to)[e->name[0] - 'f'] =
		    e->cookie;
	}
	CHECK(from[0] != 0 && from[0] == to[1]);
	CHECK(from[1] != 0 && from[1] == to[0]);
	CHECK_OK(unlink("d/g") == 0);		/* once f */
	e = next();
	CHECK_INT(e->mask, e->wd == wd ? IN_DELETE : IN_DELETE_SELF);
}

int
main(int argc, char **argv)
{
	char c;
	int wd, f;

	if (argc > 1) {
		CHECK_OK((f = open("d/f", O_RDONLY)) >= 0);
		CHECK_INT(read(f, &c, 1), 1);
		return (0);		/* not closed */
	}
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir("other", 0700) == 0);
	put_file("d/f", "text", 0600);
	put_file("other/f", "text", 0600);
	CHECK_OK(link("d/f", "other/link") == 0);
	CHECK_OK((fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) >= 0);
	CHECK_OK((wd = inotify_add_watch(fd, "d", IN_OPEN | IN_ACCESS |
	    IN_CLOSE)) > 0);
	of_this_process(wd);
	of_a_folder(wd);
	of_others(argv[0], wd);
	CHECK_OK(inotify_rm_watch(fd, wd) == 0);
	expect(wd, IN_IGNORED, "");
	of_one_file();
	in_order();
	exchanged();
	return (0);
}
