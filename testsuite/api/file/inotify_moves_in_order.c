/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Moves between watched folders: IN_MOVED_FROM comes before its IN_MOVED_TO,
 * whichever is watched first, and each folder's events keep their order.
 */
#include "test.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define WANTED	(IN_CREATE | IN_DELETE | IN_MOVE)
#define MOST	16

static struct event {
	int wd;
	uint32_t mask, cookie;
	char name[8];
} seen[MOST];

static void
make(const char *name)
{
	int fd = open(name, O_CREAT | O_WRONLY, 0600);

	CHECK_OK(fd >= 0);
	close(fd);
}

static void
collect(int q, int n)
{
	char buf[4096] __attribute__((aligned(8)));
	struct pollfd p = { q, POLLIN, 0 };
	const struct inotify_event *e;
	int have = 0;
	long got;

	while (have < n) {
		CHECK_INT(poll(&p, 1, 30000), 1);
		CHECK_OK((got = read(q, buf, sizeof buf)) > 0);
		for (char *c = buf; c < buf + got; c += sizeof *e + e->len) {
			e = (void *)c;
			CHECK(have < MOST && e->len < sizeof seen[0].name * 4);
			seen[have] = (struct event){ e->wd, e->mask, e->cookie,
			    "" };
			strncpy(seen[have++].name, e->name, 7);
		}
	}
	CHECK_INT(have, n);
}

static int
place(int wd, uint32_t mask, const char *name)
{
	for (int i = 0; i < MOST; i++)
		if (seen[i].wd == wd && seen[i].mask == mask &&
		    strcmp(seen[i].name, name) == 0)
			return i;
	fprintf(stderr, "no event %x of %s\n", mask, name);
	exit(1);
}

static void
check_move(int from, const char *old, int to, const char *new)
{
	int f = place(from, IN_MOVED_FROM, old);
	int t = place(to, IN_MOVED_TO, new);

	CHECK(f < t);
	CHECK(seen[f].cookie != 0 && seen[f].cookie == seen[t].cookie);
}

static void
move_about(int q, int a, int b)
{
	memset(seen, 0, sizeof seen);
	make("a/m");
	CHECK_OK(rename("a/m", "b/n") == 0);
	make("b/x");
	CHECK_OK(rename("b/n", "a/o") == 0);
	CHECK_OK(rename("a/o", "b/p") == 0);
	CHECK_OK(unlink("b/p") == 0);
	CHECK_OK(unlink("b/x") == 0);
	collect(q, 10);
	check_move(a, "m", b, "n");
	check_move(b, "n", a, "o");
	check_move(a, "o", b, "p");
	CHECK(place(a, IN_CREATE, "m") < place(a, IN_MOVED_FROM, "m"));
	CHECK(place(b, IN_MOVED_TO, "n") < place(b, IN_CREATE, "x"));
	CHECK(place(b, IN_CREATE, "x") < place(b, IN_MOVED_FROM, "n"));
	CHECK(place(a, IN_MOVED_TO, "o") < place(a, IN_MOVED_FROM, "o"));
	CHECK(place(b, IN_MOVED_TO, "p") < place(b, IN_DELETE, "p"));
	CHECK(place(b, IN_DELETE, "p") < place(b, IN_DELETE, "x"));
}

int
main(void)
{
	int q, a, b;

	CHECK_OK(mkdir("a", 0700) == 0 && mkdir("b", 0700) == 0);
	CHECK_OK((q = inotify_init()) >= 0);
	CHECK_OK((a = inotify_add_watch(q, "a", WANTED)) > 0);
	CHECK_OK((b = inotify_add_watch(q, "b", WANTED)) > 0);
	move_about(q, a, b);
	close(q);
	CHECK_OK((q = inotify_init()) >= 0);
	CHECK_OK((b = inotify_add_watch(q, "b", WANTED)) > 0);
	CHECK_OK((a = inotify_add_watch(q, "a", WANTED)) > 0);
	move_about(q, a, b);
	return (0);
}
