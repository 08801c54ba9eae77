/* SPDX-License-Identifier: BSD-2-Clause */
/* mremap(), madvise(), posix_madvise(), mlock(), mincore(). */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define RW	(PROT_READ | PROT_WRITE)
#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)
#define NAME	"advised.dat"

static size_t page;

static void
moving(void)
{
	char *p = mmap(NULL, 4 * page, RW, ANON, -1, 0), *q, *r;

	CHECK(p != MAP_FAILED);
	memset(p, 1, 4 * page);
	q = mremap(p, 4 * page, 100 * page, MREMAP_MAYMOVE);
	CHECK(q != MAP_FAILED);
	CHECK_INT(q[4 * page - 1], 1);
	CHECK_INT(q[4 * page], 0);
	memset(q, 2, 100 * page);
	r = mremap(q, 100 * page, 2 * page, 0);
	CHECK(r == q);
	CHECK_INT(r[2 * page - 1], 2);
	CHECK_ERR(mprotect(r, 3 * page, RW), ENOMEM);
	p = mmap(NULL, 8 * 65536, PROT_NONE, ANON, -1, 0);
	CHECK(p != MAP_FAILED);
	q = mremap(r, 2 * page, 3 * page, MREMAP_MAYMOVE | MREMAP_FIXED,
	    p + 65536);
	CHECK(q == p + 65536);
	CHECK_INT(q[0], 2);
	CHECK_INT(q[2 * page], 0);
	CHECK(mremap(q + 1, page, page, 0) == MAP_FAILED && errno == EINVAL);
	CHECK(mremap(q, page, 0, 0) == MAP_FAILED && errno == EINVAL);
	CHECK_OK(munmap(q, 3 * page) == 0);
	CHECK(mremap(q, page, 2 * page, MREMAP_MAYMOVE) == MAP_FAILED &&
	    errno == EFAULT);
	CHECK_OK(munmap(p, 8 * 65536) == 0);
}

static void
moving_a_file(void)
{
	char *p, *q, *copy;
	int fd;

	CHECK_OK((fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600)) >= 0);
	CHECK_OK(ftruncate(fd, (off_t)page * 40) == 0);
	CHECK_INT(pwrite(fd, "end", 3, (off_t)page * 39), 3);
	p = mmap(NULL, page, RW, MAP_SHARED, fd, 0);
	copy = mmap(NULL, 2 * page, RW, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED && copy != MAP_FAILED);
	p[0] = 'p';
	copy[1] = 'c';
	q = mremap(p, page, 40 * page, MREMAP_MAYMOVE);
	CHECK(q != MAP_FAILED);
	CHECK_INT(q[0], 'p');
	CHECK_INT(q[39 * page], 'e');
	copy = mremap(copy, 2 * page, 40 * page, MREMAP_MAYMOVE);
	CHECK(copy != MAP_FAILED);
	CHECK_INT(copy[1], 'c');
	CHECK_INT(copy[39 * page], 'e');
	q[1] = 'q';
	CHECK_INT(copy[1], 'c');
	/* What is private is dropped, the file's is there again. */
	CHECK_OK(madvise(copy, 40 * page, MADV_DONTNEED) == 0);
	CHECK_INT(copy[1], 'q');
	CHECK_OK(munmap(copy, 40 * page) == 0);
	CHECK_OK(munmap(q, 40 * page) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink(NAME) == 0);
}

static void
advice(void)
{
	char *p = mmap(NULL, 8 * page, RW, ANON, -1, 0);
	unsigned char in[8];

	CHECK(p != MAP_FAILED);
	memset(p, 1, 8 * page);
	CHECK_OK(mincore(p, 8 * page, in) == 0);
	for (int i = 0; i < 8; i++)
		CHECK_INT(in[i] & 1, 1);
	CHECK_INT(posix_madvise(p, 8 * page, POSIX_MADV_WILLNEED), 0);
	CHECK_INT(posix_madvise(p, 8 * page, POSIX_MADV_DONTNEED), 0);
	CHECK_INT(p[0], 1);
	CHECK_INT(posix_madvise(p, page, 12345), EINVAL);
	CHECK_OK(madvise(p, 8 * page, MADV_SEQUENTIAL) == 0);
	CHECK_OK(madvise(p + page, page, MADV_DONTNEED) == 0);
	CHECK_INT(p[page], 0);
	CHECK_INT(p[0], 1);
	CHECK_INT(p[2 * page], 1);
	CHECK_ERR(madvise(p, page, 12345), EINVAL);
	CHECK_OK(mlock(p, page) == 0);
	CHECK_OK(munlock(p, page) == 0);
	CHECK_OK(munmap(p, 8 * page) == 0);
	CHECK_ERR(madvise(p, page, MADV_DONTNEED), ENOMEM);
	CHECK_INT(posix_madvise(p, page, POSIX_MADV_NORMAL), ENOMEM);
	CHECK_ERR(mlock(p, page), ENOMEM);
	CHECK_ERR(mincore(p, page, in), ENOMEM);
}

int
main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	moving();
	moving_a_file();
	advice();
	return 0;
}
