/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/*
 * Memory, and other files, where a private mapping of a file has its last
 * pages or is behind the file's end, as loaders of programs map their zeros;
 * how both follow a file that gets longer and shorter.
 */
#include "pages.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/wait.h>

#define P	4096
#define UNIT	65536
#define ANON_AT	(MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED)

static char *room;
static int fd;

/* What is there, or minus the signal. */
static int
at(char *p)
{
	int sig = touch(p, 0);

	return sig == 0 ? *p : -sig;
}

/* Three pages of 1, 2, 3, the last one short; mapped with five behind it. */
static char *
mapped(int prot)
{
	char data[P], *p;

	CHECK_OK(ftruncate(fd, 0) == 0);
	for (int i = 0; i < 3; i++) {
		memset(data, i + 1, P);
		CHECK_OK(pwrite(fd, data, i < 2 ? P : 100, i * P) > 0);
	}
	p = mmap(room, 8 * P, prot, MAP_PRIVATE | MAP_FIXED, fd, 0);
	CHECK_OK(p == room);
	return p;
}

static void
memory_at(char *p, int pages)
{
	CHECK_OK(mmap(p, (size_t)pages * P, RW, ANON_AT, -1, 0) == p);
	for (int i = 0; i < pages; i++) {
		CHECK_INT(at(p + i * P), 0);
		CHECK_INT(at(p + i * P + P - 1), 0);
		p[i * P] = 'm';
	}
}

static void
in_a_child(char *p)
{
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		CHECK_INT(at(p), 'w');
		CHECK_INT(at(p + P), 2);
		CHECK_INT(at(p + 3 * P), 'm');
		p[0] = p[3 * P] = 'c';
		_exit(0);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(at(p), 'w');
	CHECK_INT(at(p + 3 * P), 'm');
}

/* All behind the file is memory. */
static void
zeros(void)
{
	char *p = mapped(RW);

	p[0] = 'w';
	memory_at(p + 3 * P, 5);
	CHECK_INT(at(p), 'w');
	CHECK_INT(at(p + 2 * P), 3);
	CHECK_INT(at(p + 2 * P + 99), 3);
	CHECK_INT(at(p + 2 * P + 100), 0);
	in_a_child(p);
	CHECK_OK(madvise(p, P, MADV_DONTNEED) == 0);
	CHECK_INT(at(p), 1);
	/* The last page of the file, too; what is in front stays as it is. */
	CHECK_OK(mprotect(p, 2 * P, PROT_READ) == 0);
	memory_at(p + 2 * P, 1);
	CHECK_INT(at(p + P), 2);
	CHECK_INT(touch(p + P, 1), SIGSEGV);
	CHECK_OK(munmap(p, 8 * P) == 0);
	CHECK_INT(at(p + 3 * P), -SIGSEGV);
}

/* A hole stays between the file and the memory: the file grows into it. */
static void
a_hole_between(void)
{
	char *p = mapped(PROT_READ);

	memory_at(p + 5 * P, 1);
	CHECK_INT(at(p + 2 * P), 3);
	CHECK_INT(at(p + 3 * P), -SIGBUS);
	CHECK_INT(at(p + 6 * P), -SIGBUS);
	CHECK_INT(pwrite(fd, "grown", 5, 4 * P), 5);
	CHECK_INT(at(p + 3 * P), 0);
	CHECK_INT(at(p + 4 * P), 'g');
	CHECK_INT(at(p + 5 * P), 'm');
	CHECK_INT(at(p + 6 * P), -SIGBUS);
	CHECK_OK(ftruncate(fd, P) == 0);
	CHECK_INT(at(p), 1);
	CHECK_INT(at(p + P), -SIGBUS);
	CHECK_INT(at(p + 5 * P), 'm');
	CHECK_OK(munmap(p, 8 * P) == 0);
}

/* Pages of a file behind those of one. */
static void
another_file(void)
{
	char *p = mapped(RW), *q = p + 3 * P;

	p[P] = 'w';
	CHECK_OK(mmap(q, 3 * P, RW, MAP_PRIVATE | MAP_FIXED, fd, P) == q);
	CHECK_INT(at(q), 2);
	CHECK_INT(at(q + P), 3);
	CHECK_INT(at(q + 2 * P), -SIGBUS);
	q[0] = 'q';
	CHECK_INT(at(p + P), 'w');
	CHECK_INT(at(p + 6 * P), -SIGBUS);
	CHECK_OK(munmap(p, 8 * P) == 0);
}

/* Memory in the midst of the file, which gets shorter than that. */
static void
file_goes(void)
{
	char *p = mapped(RW);

	memory_at(p + P, 1);
	p[0] = 'w';
	CHECK_OK(ftruncate(fd, 10) == 0);
	CHECK_INT(at(p), 'w');
	CHECK_INT(at(p + P), 'm');
	CHECK_INT(at(p + 2 * P), -SIGBUS);
	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_INT(at(p), -SIGBUS);
	CHECK_INT(at(p + P), 'm');
	CHECK_INT(at(p + P + P - 1), 0);
	p[P] = 'n';
	CHECK_INT(at(p + 2 * P), -SIGBUS);
	CHECK_INT(pwrite(fd, "back", 4, 2 * P), 4);
	CHECK_INT(at(p), 0);
	CHECK_INT(at(p + P), 'n');
	CHECK_INT(at(p + 2 * P), 'b');
	CHECK_OK(munmap(p, 8 * P) == 0);
}

/* Far behind the end of a file that changes its size. */
static void
among_holes(int how)
{
	char *p = mapped(RW), *q = p + 20 * P, c;

	CHECK_OK(munmap(p, 8 * P) == 0);
	CHECK_OK(mmap(p, 40 * P, RW, how | MAP_FIXED, fd, 0) == p);
	memory_at(q, 2);
	q[P + 7] = 'n';
	CHECK_INT(at(q - P), -SIGBUS);
	CHECK_OK(ftruncate(fd, 2 * P) == 0);
	CHECK_INT(at(p + P), 2);
	CHECK_INT(at(q), 'm');
	CHECK_INT(at(q + P + 7), 'n');
	CHECK_INT(at(q + 2 * P), -SIGBUS);
	q[0] = 'k';
	CHECK_INT(pwrite(fd, "grown", 5, 38 * P), 5);
	CHECK_INT(at(p + 38 * P), 'g');
	CHECK_INT(at(p + 10 * P), 0);
	CHECK_INT(at(q), 'k');
	CHECK_INT(at(q + P + 7), 'n');
	CHECK_INT(pread(fd, &c, 1, 20 * P), 1);
	CHECK_INT(c, 0);
	if (how == MAP_PRIVATE)
		CHECK_INT(at(q - P), 0);
	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_INT(at(p), -SIGBUS);
	CHECK_INT(at(p + 38 * P), -SIGBUS);
	CHECK_INT(at(q), 'k');
	CHECK_INT(at(q + P + 7), 'n');
	CHECK_OK(munmap(p, 40 * P) == 0);
}

/* Mappings of one file, the later ones over the ends of the first. */
static void
crowded(int pages)
{
	static const struct {
		int at, pages, from;
	} parts[] = { { 0, 38, 0 }, { 36, 27, 17 }, { 32, 13, 47 } };
	char *p;

	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_OK(ftruncate(fd, pages * P) == 0);
	for (int i = 0; i < 3; i++) {
		p = room + parts[i].at * P;
		CHECK_OK(mmap(p, (size_t)parts[i].pages * P, PROT_READ,
		    MAP_PRIVATE | MAP_FIXED, fd, parts[i].from * P) == p);
	}
	CHECK_OK(ftruncate(fd, 31 * P) == 0);
	CHECK_INT(at(room), 0);
	CHECK_INT(at(room + 16 * P), 0);
	CHECK_INT(at(room + 30 * P), 0);
	CHECK_INT(at(room + 31 * P), -SIGBUS);
	CHECK_INT(at(room + 32 * P), -SIGBUS);
	CHECK_INT(at(room + 45 * P), 0);
	CHECK_INT(at(room + 50 * P), -SIGBUS);
	CHECK_OK(munmap(room, 63 * P) == 0);
}

int
main(void)
{
	catch_faults();
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	room = mmap(NULL, 7 * UNIT, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
	    -1, 0);
	CHECK_OK(room != MAP_FAILED);
	CHECK_OK(munmap(room, 7 * UNIT) == 0);
	room = (char *)(((uintptr_t)room + UNIT - 1) & ~(uintptr_t)(UNIT - 1));
	for (int i = 0; i < 2; i++) {
		zeros();
		a_hole_between();
		another_file();
		file_goes();
		among_holes(MAP_PRIVATE);
		if (i == 0)
			among_holes(MAP_SHARED);
		crowded(50);
		crowded(9);
		room += UNIT - 8 * P;	/* the last pages of a granule */
	}
	return 0;
}
