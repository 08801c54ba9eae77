/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, there is no typed memory */
/* timeout: 60 */
/*
 * The pool "/ram": memory is allocated by mmap(), found by other processes at
 * its offset, and free again when nobody has it mapped, however that came.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define POOL	((size_t)256 << 20)
#define UNIT	((size_t)64 << 10)
#define RW	(PROT_READ | PROT_WRITE)

static int any, contig, fixed, loose;	/* the ways to open it */

static size_t
left(int fd)
{
	struct posix_typed_mem_info info;

	CHECK_OK(posix_typed_mem_get_info(fd, &info) == 0);
	return info.posix_tmi_length;
}

static char *
map(int fd, size_t n, off_t at)
{
	char *p = mmap(NULL, n, RW, MAP_SHARED, fd, at);

	CHECK_OK(p != MAP_FAILED);
	return p;
}

/* Where it lies in the pool; all n bytes in one piece. */
static off_t
offset_of(const void *p, size_t n, int want_fd)
{
	size_t contig_len;
	off_t off;
	int fd;

	CHECK_OK(posix_mem_offset(p, n, &off, &contig_len, &fd) == 0);
	CHECK_INT(contig_len, n);
	CHECK_INT(fd, want_fd);
	return off;
}

static void
ended(pid_t pid, int want)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, want);
}

static void
opening(void)
{
	struct posix_typed_mem_info info;
	char longest[300] = "/";
	struct stat st;
	int fd;

	CHECK_INT(sysconf(_SC_TYPED_MEMORY_OBJECTS),
	    _POSIX_TYPED_MEMORY_OBJECTS);
	CHECK_ERR(posix_typed_mem_open("/rom", O_RDWR, 0), ENOENT);
	CHECK_ERR(posix_typed_mem_open("", O_RDWR, 0), ENOENT);
	memset(longest + 1, 'x', 298);
	CHECK_ERR(posix_typed_mem_open(longest, O_RDWR, 0), ENAMETOOLONG);
	CHECK_ERR(posix_typed_mem_open("/ram", O_RDWR,
	    POSIX_TYPED_MEM_ALLOCATE | POSIX_TYPED_MEM_ALLOCATE_CONTIG),
	    EINVAL);
	CHECK_ERR(posix_typed_mem_open("/ram", O_RDWR, 64), EINVAL);
	CHECK_ERR(posix_typed_mem_open("/ram", O_RDWR | O_TRUNC, 0), EINVAL);
	any = posix_typed_mem_open("/ram", O_RDWR, POSIX_TYPED_MEM_ALLOCATE);
	contig = posix_typed_mem_open("/ram", O_RDWR,
	    POSIX_TYPED_MEM_ALLOCATE_CONTIG);
	fixed = posix_typed_mem_open("/ram", O_RDWR, 0);
	loose = posix_typed_mem_open("/ram", O_RDWR,
	    POSIX_TYPED_MEM_MAP_ALLOCATABLE);
	CHECK_OK(any >= 0 && contig > any && fixed > contig && loose > fixed);
	CHECK_INT(fcntl(any, F_GETFD), 0);
	CHECK_INT(fcntl(any, F_GETFL), O_RDWR);
	CHECK_OK(fstat(any, &st) == 0);
	CHECK_INT(st.st_size, POOL);
	CHECK_ERR(posix_typed_mem_get_info(-1, &info), EBADF);
	CHECK_OK((fd = open("/dev/null", O_RDWR)) >= 0);
	CHECK_ERR(posix_typed_mem_get_info(fd, &info), ENODEV);
	close(fd);
	fd = posix_typed_mem_open("/ram", O_RDONLY | O_CLOEXEC,
	    POSIX_TYPED_MEM_ALLOCATE);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK(mmap(NULL, UNIT, RW, MAP_SHARED, fd, 0) == MAP_FAILED);
	CHECK_INT(errno, EACCES);
	close(fd);
	CHECK_INT(left(any), POOL);
	CHECK_INT(left(contig), POOL);
}

static void
allocating(void)
{
	char *b = map(contig, 100, 0), *a = map(any, 3 * UNIT, 0), *c;
	off_t at = offset_of(a, 3 * UNIT, any);
	off_t at_b = offset_of(b, 100, contig);
	size_t contig_len;
	int fd;

	CHECK(at_b + (off_t)UNIT <= at || at_b >= at + 3 * (off_t)UNIT);
	CHECK_INT(left(any), POOL - 4 * UNIT);
	CHECK_INT(offset_of(a + UNIT + 5, 10, any), at + (off_t)UNIT + 5);
	CHECK_OK(posix_mem_offset(a + UNIT, 9 * UNIT, &at_b, &contig_len,
	    &fd) == 0);
	CHECK_INT(contig_len, 2 * UNIT);
	CHECK_ERR(posix_mem_offset((void *)16, 1, &at_b, &contig_len, &fd),
	    EACCES);
	/* The same memory by its offset; that alone keeps it as well. */
	strcpy(a + UNIT, "here");
	c = map(fixed, UNIT, at + (off_t)UNIT);
	CHECK_STR(c, "here");
	strcpy(c, "there");
	CHECK_STR(a + UNIT, "there");
	CHECK_OK(munmap(a, 3 * UNIT) == 0);
	CHECK_INT(left(any), POOL - 2 * UNIT);
	CHECK_STR(c, "there");
	/* What may be allocated meanwhile keeps nothing. */
	a = map(loose, UNIT, at + (off_t)UNIT);
	CHECK_STR(a, "there");
	CHECK_OK(munmap(c, UNIT) == 0);
	CHECK_INT(left(any), POOL - UNIT);
	CHECK_OK(munmap(a, UNIT) == 0);
	CHECK(mmap(NULL, UNIT, RW, MAP_SHARED, fixed, POOL) == MAP_FAILED);
	CHECK_INT(errno, ENXIO);
	CHECK(mremap(b, 4096, 2 * UNIT, MREMAP_MAYMOVE) == MAP_FAILED);
	CHECK_INT(errno, EINVAL);
	/* A part of a mapping goes by itself, or is mapped over. */
	a = map(any, 4 * UNIT, 0);
	CHECK_OK(munmap(a + UNIT, UNIT) == 0);
	CHECK_INT(left(any), POOL - 4 * UNIT);
	CHECK_OK(mmap(a, UNIT, RW, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
	    -1, 0) == a);
	CHECK_INT(left(any), POOL - 3 * UNIT);
	CHECK_OK(munmap(a, 4 * UNIT) == 0 && munmap(b, 100) == 0);
	CHECK_INT(left(any), POOL);
}

/* All of the pool but every second unit of its first ten. */
static void
in_pieces(void)
{
	char *first = map(contig, 10 * UNIT, 0), *rest, *p;
	off_t at = offset_of(first, 10 * UNIT, contig);

	CHECK_INT(at, 0);
	rest = map(fixed, POOL - 10 * UNIT, 10 * UNIT);
	for (int i = 1; i < 10; i += 2)
		CHECK_OK(munmap(first + i * UNIT, UNIT) == 0);
	CHECK_INT(left(any), 5 * UNIT);
	CHECK_INT(left(contig), UNIT);
	CHECK(mmap(NULL, 2 * UNIT, RW, MAP_SHARED, contig, 0) == MAP_FAILED);
	CHECK_INT(errno, ENOMEM);
	CHECK(mmap(NULL, 6 * UNIT, RW, MAP_SHARED, any, 0) == MAP_FAILED);
	CHECK_INT(errno, ENOMEM);
	p = map(any, 5 * UNIT - 100, 0);
	for (int i = 0; i < 5; i++) {
		p[i * UNIT] = (char)('a' + i);
		CHECK_INT(offset_of(p + i * UNIT, UNIT - 4096, any),
		    (2 * i + 1) * (off_t)UNIT);
	}
	CHECK_INT(left(any), 0);
	CHECK_OK(munmap(first, 10 * UNIT) == 0);
	first = map(fixed, 10 * UNIT, 0);
	for (int i = 0; i < 5; i++)
		CHECK_INT(first[(2 * i + 1) * UNIT], 'a' + i);
	CHECK_OK(munmap(p, 5 * UNIT) == 0);
	CHECK_OK(munmap(first, 10 * UNIT) == 0);
	CHECK_OK(munmap(rest, POOL - 10 * UNIT) == 0);
	CHECK_INT(left(any), POOL);
}

static void
descriptors(void)
{
	int fd = dup(any), other;
	char *p = map(fd, UNIT, 0);
	size_t n;
	off_t at;

	offset_of(p, UNIT, fd);
	close(fd);
	offset_of(p, UNIT, -1);
	/* The number is another's now. */
	CHECK_INT(dup2(fixed, fd), fd);
	CHECK_OK(posix_mem_offset(p, 1, &at, &n, &other) == 0);
	CHECK_INT(other, -1);
	close(fd);
	CHECK_OK(munmap(p, UNIT) == 0);
}

/* A child has what its parent has, until it ends; also if it is killed. */
static void
processes(const char *self)
{
	char *p = map(any, 2 * UNIT, 0), number[2][24];
	int ready[2], go[2];
	char byte;
	pid_t pid;

	strcpy(p, "parent");
	CHECK_OK(pipe(ready) == 0 && pipe(go) == 0);
	if ((pid = fork()) == 0) {
		map(any, 3 * UNIT, 0);
		strcpy(p, "child");
		if (write(ready[1], "x", 1) == 1)
			read(go[0], &byte, 1);
		_exit(1);
	}
	CHECK_INT(read(ready[0], &byte, 1), 1);
	CHECK_STR(p, "child");
	CHECK_OK(munmap(p, 2 * UNIT) == 0);
	CHECK_INT(left(any), POOL - 5 * UNIT);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	ended(pid, SIGKILL);
	CHECK_INT(left(any), POOL);
	if ((pid = fork()) == 0) {
		map(any, UNIT, 0);
		_exit(left(any) == POOL - UNIT ? 0 : 1);
	}
	ended(pid, 0);
	CHECK_INT(left(any), POOL);
	/* Another program, by the descriptor that it was given. */
	p = map(contig, UNIT, 0);
	strcpy(p, "to be read");
	snprintf(number[0], sizeof number[0], "%d", fixed);
	snprintf(number[1], sizeof number[1], "%lld",
	    (long long)offset_of(p, UNIT, contig));
	if ((pid = fork()) == 0) {
		map(any, 7 * UNIT, 0);
		execl(self, self, number[0], number[1], NULL);
		_exit(99);
	}
	ended(pid, 0);
	CHECK_STR(p, "was read");
	CHECK_OK(munmap(p, UNIT) == 0);
	CHECK_INT(left(any), POOL);
}

static int
program(int fd, off_t at)
{
	char *p = map(fd, UNIT, at);

	CHECK_STR(p, "to be read");
	strcpy(p, "was read");
	/* What was mapped before the exec is not any more. */
	CHECK_INT(left(fd), POOL - UNIT);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 2)
		return program(atoi(argv[1]), atoll(argv[2]));
	opening();
	allocating();
	in_pieces();
	descriptors();
	processes(argv[0]);
	return 0;
}
