/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * XSH fork(), mmap(): what is shared stays shared between parent, child and
 * grandchild; what is private is a copy.
 */
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define RW	(PROT_READ | PROT_WRITE)
#define SIZE	200000
#define NAME	"forked.dat"

static size_t page;
static char *shared, *private, *file, *copy, *none;

static void
reap(pid_t pid)
{
	int status;

	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static void
map_all(void)
{
	static char data[SIZE];
	int fd;

	memset(data, 'd', SIZE);
	CHECK_OK((fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600)) >= 0);
	CHECK_INT(write(fd, data, SIZE), SIZE);
	shared = mmap(NULL, SIZE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	private = mmap(NULL, SIZE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	file = mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0);
	copy = mmap(NULL, SIZE - page, RW, MAP_PRIVATE, fd, (off_t)page);
	none = mmap(NULL, 4 * page, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(shared != MAP_FAILED && private != MAP_FAILED &&
	    file != MAP_FAILED && copy != MAP_FAILED && none != MAP_FAILED);
	CHECK_OK(close(fd) == 0);
	memset(private, 'p', page);
	private[SIZE - 1] = 'e';
	copy[10] = 'c';
	none[page] = 'n';
	CHECK_OK(mprotect(none, 2 * page, PROT_NONE) == 0);
	CHECK_OK(munmap(none + 3 * page, page) == 0);
	CHECK_OK(mprotect(copy + 3 * page, page, PROT_READ) == 0);
}

static void
unmap_all(void)
{
	CHECK_OK(munmap(shared, SIZE) == 0);
	CHECK_OK(munmap(private, SIZE) == 0);
	CHECK_OK(munmap(file, SIZE) == 0);
	CHECK_OK(munmap(copy, SIZE - page) == 0);
	CHECK_OK(unlink(NAME) == 0);
}

/* The child's: n counts generations. */
static void
child(int n)
{
	char *more;
	pid_t pid;

	CHECK_INT(shared[n - 1], 's');
	CHECK_INT(file[n - 1], 'f');
	CHECK_INT(private[n - 1], n == 1 ? 'p' : 'x');
	CHECK_INT(private[page - 1], 'p');
	CHECK_INT(private[page + 10], 0);
	CHECK_INT(private[SIZE - 1], 'e');
	CHECK_INT(copy[10], 'c');
	CHECK_INT(copy[11], 'd');
	CHECK_INT(copy[3 * page], 'd');
	private[n] = 'x';
	copy[20 + n] = 'y';
	shared[n] = 's';
	file[n] = 'f';
	if (n == 2) {
		/* A new mapping in the child; the first of its pages. */
		more = mmap(NULL, SIZE, RW, MAP_PRIVATE | MAP_ANONYMOUS,
		    -1, 0);
		CHECK(more != MAP_FAILED);
		memset(more, 1, SIZE);
		CHECK_OK(mprotect(none, 2 * page, RW) == 0);
		CHECK_INT(none[page], 'n');
		CHECK_INT(none[0], 0);
		CHECK_OK(munmap(private, page) == 0);
		CHECK_OK(munmap(more, SIZE) == 0);
		CHECK_INT(private[SIZE - 1], 'e');
		return;
	}
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		child(n + 1);
		_exit(0);
	}
	reap(pid);
	CHECK_INT(shared[n + 1], 's');
	CHECK_INT(file[n + 1], 'f');
	CHECK_INT(private[n], 'x');
	CHECK_INT(private[n + 1], 'p');
	CHECK_INT(copy[20 + n + 1], 'd');
}

/* Both write and wait for the other's word. */
static void
ping_pong(void)
{
	volatile int *word = (volatile int *)(shared + page * 20);
	pid_t pid;

	*word = 0;
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		for (int i = 1; i < 20; i += 2) {
			while (*word != i)
				usleep(100);
			*word = i + 1;
		}
		_exit(0);
	}
	for (int i = 0; i < 20; i += 2) {
		while (*word != i)
			usleep(100);
		*word = i + 1;
	}
	reap(pid);
	CHECK_INT(*word, 20);
}

int
main(void)
{
	int status;
	pid_t pid;

	page = (size_t)sysconf(_SC_PAGESIZE);
	map_all();
	shared[0] = 's';
	file[0] = 'f';
	for (int i = 0; i < 2; i++) {
		CHECK_OK((pid = fork()) >= 0);
		if (pid == 0) {
			child(1);
			_exit(0);
		}
		reap(pid);
		CHECK_INT(shared[2], 's');
		CHECK_INT(file[2], 'f');
		CHECK_INT(private[1], 'p');
		CHECK_INT(copy[21], 'd');
		shared[1] = shared[2] = file[1] = file[2] = 0;
	}
	ping_pong();
	/* The access goes with the pages. */
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		none[0] = 1;
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		copy[3 * page] = 1;
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	CHECK_OK(munmap(none, 4 * page) == 0);
	/* Much private memory. */
	none = mmap(NULL, (size_t)16 << 20, RW, MAP_PRIVATE | MAP_ANONYMOUS,
	    -1, 0);
	CHECK(none != MAP_FAILED);
	none[5 << 20] = 5;
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_INT(none[5 << 20], 5);
		CHECK_INT(none[6 << 20], 0);
		none[5 << 20] = none[6 << 20] = 6;
		_exit(0);
	}
	reap(pid);
	CHECK_INT(none[5 << 20], 5);
	CHECK_INT(none[6 << 20], 0);
	CHECK_OK(munmap(none, (size_t)16 << 20) == 0);
	unmap_all();
	return 0;
}
