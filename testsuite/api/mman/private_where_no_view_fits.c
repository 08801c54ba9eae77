/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Private mappings of files at any page and from any page of the file, beside
 * others: what is behind the file's end, what MADV_DONTNEED brings back, how
 * they follow a file that grows and gets shorter, move, and are inherited.
 */
#include "pages.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/wait.h>

#define P	4096
#define PAGES	40
#define UNIT	65536

/* What is there, or minus the signal. */
static int
at(char *p)
{
	int sig = touch(p, 0);

	return sig == 0 ? *p : -sig;
}

static char *
map_at(char *where, int pages, int prot, int fd, int from)
{
	char *p = mmap(where, (size_t)pages * P, prot, MAP_PRIVATE | MAP_FIXED,
	    fd, (off_t)from * P);

	CHECK_OK(p == where);
	return p;
}

static void
advise(char *p, int pages)
{
	CHECK_OK(madvise(p, (size_t)pages * P, MADV_DONTNEED) == 0);
}

/* In a child, whatever kind of fork: ends with 0 if all is there. */
static void
inherited(char *p)
{
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		CHECK_INT(at(p), 39);
		CHECK_INT(at(p + P), 'w');
		CHECK_INT(at(p + 2 * P), -SIGBUS);
		advise(p + P, 1);
		CHECK_INT(at(p + P), 40);
		_exit(0);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

/* At the second page, from the 39th: there are two. */
static char *
at_an_odd_page(int fd, char *room)
{
	char *p = map_at(room + P, 4, RW, fd, 38);

	CHECK_INT(at(p), 39);
	CHECK_INT(at(p + 2 * P - 1), 40);
	CHECK_INT(at(p + 2 * P), -SIGBUS);
	CHECK_INT(at(p + 4 * P - 1), -SIGBUS);
	CHECK_INT(at(p + 4 * P), 0);
	CHECK_INT(room[0], 'a');
	p[0] = p[P] = 'w';
	advise(p, 1);
	CHECK_INT(at(p), 39);
	CHECK_INT(at(p + P), 'w');
	inherited(p);
	CHECK_INT(at(p + P), 'w');
	/* All of it, with access taken and given. */
	CHECK_OK(mprotect(p, 4 * P, PROT_READ) == 0);
	CHECK_INT(at(p + 2 * P), -SIGBUS);
	advise(p, 4);
	CHECK_INT(at(p + P), 40);
	CHECK_OK(mprotect(p, 4 * P, RW) == 0);
	CHECK_INT(at(p + 3 * P), -SIGBUS);
	/* It grows, and gets shorter. */
	CHECK_INT(pwrite(fd, "grown", 5, (off_t)(PAGES + 1) * P), 5);
	CHECK_INT(at(p + 2 * P), 0);
	CHECK_INT(at(p + 3 * P), 'g');
	p[2 * P] = 'w';
	CHECK_OK(ftruncate(fd, (off_t)39 * P) == 0);
	CHECK_INT(at(p), 39);
	CHECK_INT(at(p + P), -SIGBUS);
	CHECK_INT(at(p + 2 * P), -SIGBUS);
	advise(p, 2);
	CHECK_INT(at(p), 39);
	CHECK_OK(ftruncate(fd, (off_t)PAGES * P) == 0);
	CHECK_INT(at(p + P), 0);
	return p;
}

/* p is what at_an_odd_page() left. */
static void
among_others(int fd, char *room, char *p)
{
	char *q;

	/* Others beside it, and in its midst. */
	q = map_at(room + 3 * P, 1, RW, fd, 6);
	CHECK_INT(at(q), 7);
	CHECK_INT(at(p + P), 0);
	CHECK_INT(at(p + 3 * P), -SIGBUS);
	advise(p, 4);
	CHECK_INT(at(q), 7);
	/* Moved, and longer. */
	p[0] = 'm';
	q = mremap(p, P, 3 * P, MREMAP_MAYMOVE);
	CHECK_OK(q != MAP_FAILED);
	CHECK_INT(at(q), 'm');
	CHECK_INT(at(q + P), 0);
	CHECK_INT(at(q + 2 * P), -SIGBUS);
	advise(q, 1);
	CHECK_INT(at(q), 39);
	/* Memory that has nothing to do with a file, where there was one. */
	p = map_at(room + UNIT, 16, RW, fd, 0);
	CHECK_OK(mmap(p + P, P, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
	    -1, 0) == p + P);
	CHECK_INT(at(p + P), 0);
	p[P] = 'x';
	advise(p, 3);
	CHECK_INT(at(p), 1);
	CHECK_INT(at(p + P), 0);
	CHECK_INT(at(p + 2 * P), 3);
}

int
main(void)
{
	int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char data[P], *room;

	catch_faults();
	for (int i = 0; i < PAGES; i++) {
		memset(data, i + 1, P);
		CHECK_INT(pwrite(fd, data, P, (off_t)i * P), P);
	}
	room = mmap(NULL, 5 * UNIT, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(room != MAP_FAILED);
	room = (char *)(((uintptr_t)room + UNIT - 1) & ~(uintptr_t)(UNIT - 1));
	room[0] = 'a';
	among_others(fd, room, at_an_odd_page(fd, room));
	return 0;
}
