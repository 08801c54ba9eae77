/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Descriptors and directory of a process that changes them all the time: what
 * is read of them is always one of those that it had.
 */
#include "process/children.h"
#include <dirent.h>

#define ROUNDS	10
#define FIRST	64			/* descriptors that change */
#define FDS	60

static int ready[2];

static int
changes(void)
{
	int fd;

	for (unsigned i = 0;; i++) {
		CHECK_OK((fd = open(i % 2 ? "../one" : "../two", O_RDONLY)) >=
		    0);
		CHECK_OK(dup2(fd, FIRST + (int)(i % FDS)) >= 0);
		close(fd);
		if (i == 0)
			CHECK_INT(write(ready[1], "r", 1), 1);
		close(FIRST + (int)((i + FDS / 2) % FDS));
		CHECK_OK(chdir(i % 2 ? "../d" : "../a_longer_name") == 0);
	}
	return 0;
}

static int
is_one_of(const char *s, const char *a, const char *b)
{
	const char *base = strrchr(s, '/');

	return base != NULL && (strcmp(base, a) == 0 || strcmp(base, b) == 0);
}

/* 1: it was read, 0: it is gone meanwhile. */
static int
read_link(const char *name, char *dst, size_t size)
{
	ssize_t n;

	errno = 0;
	if ((n = readlink(name, dst, size - 1)) < 0) {
		CHECK_INT(errno, ENOENT);
		return 0;
	}
	dst[n] = '\0';
	return 1;
}

static int
look(pid_t pid)
{
	char name[300], link[4096];
	struct dirent *e;
	int seen = 0;
	DIR *d;

	snprintf(name, sizeof name, "/proc/%d/fd", (int)pid);
	CHECK_OK((d = opendir(name)) != NULL);
	while ((e = readdir(d)) != NULL) {
		if (atoi(e->d_name) < FIRST ||
		    atoi(e->d_name) > FIRST + FDS)
			continue;
		snprintf(name, sizeof name, "/proc/%d/fd/%s", (int)pid,
		    e->d_name);
		if (read_link(name, link, sizeof link)) {
			CHECK(is_one_of(link, "/one", "/two"));
			seen++;
		}
	}
	closedir(d);
	snprintf(name, sizeof name, "/proc/%d/cwd", (int)pid);
	CHECK_INT(read_link(name, link, sizeof link), 1);
	CHECK(is_one_of(link, "/d", "/a_longer_name"));
	return seen;
}

int
main(void)
{
	int seen = 0, fd;
	pid_t pid;
	char c;

	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("a_longer_name", 0777) == 0);
	put_file("one", "1", 0600);
	put_file("two", "2", 0600);
	CHECK_OK(chdir("d") == 0);
	for (fd = FIRST; fd < FIRST + FDS; fd++)
		close(fd);		/* what was inherited */
	/* One that stays. */
	CHECK_OK((fd = open("../one", O_RDONLY)) >= 0);
	CHECK_INT(dup2(fd, FIRST + FDS), FIRST + FDS);
	close(fd);
	CHECK_OK(pipe(ready) == 0);
	pid = begin(changes);
	CHECK_INT(read(ready[0], &c, 1), 1);
	for (int i = 0; i < ROUNDS; i++)
		seen += look(pid);
	CHECK(seen >= ROUNDS);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
	return 0;
}
