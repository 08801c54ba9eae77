/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mremap() of what was mapped, or protected, in pieces; what is only made
 * shorter; MREMAP_DONTUNMAP; locks that move along; lengths that are none.
 */
#include "test.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define RW	(PROT_READ | PROT_WRITE)
#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)
#define MOVE	MREMAP_MAYMOVE

static size_t page;

static char *
map(size_t pages)
{
	char *p = mmap(NULL, pages * page, RW, ANON, -1, 0);

	CHECK_OK(p != MAP_FAILED);
	for (size_t i = 0; i < pages; i++)
		memset(p + i * page, 'a' + (int)i, page);
	return p;
}

static void
has(const char *p, const char *want)
{
	for (size_t i = 0; want[i] != '\0'; i++)
		CHECK_INT(p[i * page], want[i] == '0' ? 0 : want[i]);
}

static void
joined(void)
{
	char *p = map(4), *q;

	CHECK_OK(mprotect(p + page, page, PROT_READ) == 0);
	CHECK_OK(mprotect(p + page, page, RW) == 0);
	CHECK_OK((q = mremap(p, 4 * page, 6 * page, MOVE)) != MAP_FAILED);
	has(q, "abcd00");
	CHECK_OK(munmap(q, 6 * page) == 0);
	/* As much as is wanted of what was reserved. */
	p = mmap(NULL, 64 * page, PROT_NONE, ANON, -1, 0);
	CHECK_OK(p != MAP_FAILED);
	for (size_t i = 0; i < 4; i++) {
		CHECK_OK(mprotect(p + i * page, page, RW) == 0);
		p[i * page] = (char)('a' + i);
	}
	CHECK_OK((q = mremap(p, 4 * page, 8 * page, MOVE)) != MAP_FAILED);
	has(q, "abcd0000");
	CHECK_OK(munmap(q, 8 * page) == 0);
	CHECK_OK(munmap(p, 64 * page) == 0);
}

static void
shortened(void)
{
	char *p = map(5);
	unsigned char in[5];

	CHECK_OK(mprotect(p + page, page, PROT_READ) == 0);
	CHECK_OK(munmap(p + 3 * page, page) == 0);
	CHECK(mremap(p, 5 * page, 2 * page, 0) == p);
	has(p, "ab");
	CHECK_ERR(mincore(p + 2 * page, page, in), ENOMEM);
	CHECK_ERR(mincore(p + 4 * page, page, in), ENOMEM);
	CHECK(mremap(p + 2 * page, 2 * page, page, 0) == MAP_FAILED &&
	    errno == EFAULT);
	CHECK(mremap(p, page, (size_t)-1, MOVE) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK_OK(munmap(p, 2 * page) == 0);
	CHECK_ERR(munmap((void *)((uintptr_t)1 << 60), page), EINVAL);
}

static void
left_mapped(void)
{
	char *p = map(2), *q;

	q = mremap(p, 2 * page, 2 * page, MOVE | MREMAP_DONTUNMAP, NULL);
	CHECK_OK(q != MAP_FAILED);
	CHECK(q != p);
	has(q, "ab");
	has(p, "00");
	memset(p, 'p', 2 * page);
	has(q, "ab");
	CHECK(mremap(p, page, page, MREMAP_DONTUNMAP, NULL) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mremap(p, page, 2 * page, MOVE | MREMAP_DONTUNMAP, NULL) ==
	    MAP_FAILED && errno == EINVAL);
	CHECK_OK(munmap(p, 2 * page) == 0 && munmap(q, 2 * page) == 0);
}

static void
still_locked(void)
{
	char *p = map(2), *q;

	CHECK_OK(mlock(p, 2 * page) == 0);
	CHECK_OK((q = mremap(p, 2 * page, 40 * page, MOVE)) != MAP_FAILED);
	CHECK_ERR(madvise(q, page, MADV_DONTNEED), EINVAL);
	CHECK_ERR(madvise(q + 39 * page, page, MADV_DONTNEED), EINVAL);
	CHECK_OK(munlock(q + page, page) == 0);
	CHECK_OK(madvise(q + page, page, MADV_DONTNEED) == 0);
	has(q, "a0");
	CHECK_OK(munmap(q, 40 * page) == 0);
}

int
main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	joined();
	shortened();
	left_mapped();
	still_locked();
	return 0;
}
