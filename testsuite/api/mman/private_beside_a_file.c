/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Private pages beside those of a private mapping of a file, nearer than
 * 64 KiB: both keep what they have, whatever becomes of the file.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define PAGE	4096
#define PRIVATE	(MAP_PRIVATE | MAP_ANONYMOUS)

static int fd;
static char *arena;			/* of 64 pages */

static void *
put(int page, int n, int prot, int flags, int offset)
{
	char *p = mmap(arena + page * PAGE, (size_t)n * PAGE, prot,
	    flags | MAP_FIXED, flags & MAP_ANONYMOUS ? -1 : fd,
	    (off_t)offset * PAGE);

	CHECK_OK(p == arena + page * PAGE);
	return p;
}

/* A file of so many pages, each of which has its number + 1. */
static void
new_file(int pages)
{
	char page[PAGE];

	CHECK_OK(ftruncate(fd, 0) == 0);
	for (int i = 0; i < pages; i++) {
		memset(page, i + 1, sizeof page);
		CHECK_OK(pwrite(fd, page, PAGE, (off_t)i * PAGE) == PAGE);
	}
}

static int
in_child(int page)
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(arena[page * PAGE]);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Behind the file's last page, in the same 64 KiB. */
static void
behind(void)
{
	new_file(3);
	put(16, 3, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	arena[17 * PAGE] = 90;
	put(25, 20, PROT_READ | PROT_WRITE, PRIVATE, 0);
	CHECK_INT(arena[25 * PAGE], 0);
	arena[25 * PAGE] = 91;
	CHECK_INT(arena[16 * PAGE], 1);
	CHECK_INT(arena[17 * PAGE], 90);
	CHECK_INT(arena[18 * PAGE + 5], 3);
	CHECK_INT(in_child(25), 91);
	CHECK_INT(in_child(17), 90);
	CHECK_INT(in_child(18), 3);
}

static void
file_changes(void)
{
	CHECK_OK(ftruncate(fd, 2 * PAGE) == 0);
	CHECK_INT(arena[25 * PAGE], 91);
	CHECK_INT(arena[17 * PAGE], 90);
	CHECK_OK(ftruncate(fd, 40 * PAGE) == 0);
	CHECK_INT(arena[25 * PAGE], 91);
	CHECK_INT(arena[44 * PAGE], 0);
	CHECK_INT(arena[16 * PAGE], 1);
	CHECK_INT(arena[18 * PAGE], 0);
}

/* In the middle, with pages of the file on both sides. */
static void
between(void)
{
	new_file(40);
	put(0, 40, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	arena[39 * PAGE] = 80;
	arena[21 * PAGE] = 81;
	arena[2 * PAGE] = 82;
	CHECK_OK(mprotect(arena + 22 * PAGE, PAGE, PROT_NONE) == 0);
	put(20, 1, PROT_READ | PROT_WRITE, PRIVATE, 0);
	CHECK_INT(arena[20 * PAGE], 0);
	arena[20 * PAGE] = 83;
	CHECK_OK(ftruncate(fd, 10 * PAGE) == 0);
	CHECK_INT(arena[20 * PAGE], 83);
	CHECK_INT(arena[2 * PAGE], 82);
	CHECK_INT(arena[9 * PAGE], 10);
	CHECK_OK(ftruncate(fd, 50 * PAGE) == 0);
	CHECK_INT(arena[20 * PAGE], 83);
	CHECK_INT(arena[9 * PAGE], 10);
	CHECK_INT(arena[30 * PAGE], 0);
	CHECK_OK(mprotect(arena + 22 * PAGE, PAGE, PROT_READ) == 0);
	CHECK_INT(arena[22 * PAGE], 0);
}

/* What lies wholly behind the end of the file has no memory yet. */
static void
beside_a_hole(void)
{
	new_file(2);
	CHECK_OK(munmap(arena, 48 * PAGE) == 0);
	put(0, 40, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	put(36, 2, PROT_READ | PROT_WRITE, PRIVATE, 0);
	put(20, 1, PROT_READ | PROT_WRITE, PRIVATE, 0);
	arena[36 * PAGE] = 70;
	arena[20 * PAGE] = 71;
	CHECK_OK(ftruncate(fd, 1) == 0);
	CHECK_INT(arena[36 * PAGE], 70);
	CHECK_INT(arena[20 * PAGE], 71);
	CHECK_OK(ftruncate(fd, 40 * PAGE) == 0);
	CHECK_OK(pwrite(fd, "x", 1, 39 * PAGE) == 1);
	CHECK_INT(arena[36 * PAGE], 70);
	CHECK_INT(arena[20 * PAGE], 71);
	CHECK_INT(arena[35 * PAGE], 0);
	CHECK_INT(arena[0], 1);
	CHECK_INT(in_child(36), 70);
}

int
main(void)
{
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	arena = mmap(NULL, 64 * PAGE, PROT_NONE, PRIVATE, -1, 0);
	CHECK_OK(arena != MAP_FAILED);
	CHECK_OK(munmap(arena + 16 * PAGE, 16 * PAGE) == 0);
	behind();
	file_changes();
	between();
	beside_a_hole();
	return 0;
}
