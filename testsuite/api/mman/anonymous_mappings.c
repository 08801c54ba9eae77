/* SPDX-License-Identifier: BSD-2-Clause */
/* XSH mmap(), munmap(), mprotect(): memory without a file. */
#include "pages.h"

#include <stdint.h>

#define K64	((size_t)65536)

static int
is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return 0;
	return 1;
}

static void
errors(void)
{
	char *p = mmap(NULL, page, RW, ANON, -1, 0);

	CHECK(p != MAP_FAILED);
	CHECK(mmap(NULL, 0, RW, ANON, -1, 0) == MAP_FAILED && errno == EINVAL);
	CHECK(mmap(NULL, page, RW, MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mmap(p + 1, page, RW, ANON | MAP_FIXED, -1, 0) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mmap(NULL, SIZE_MAX / 2, RW, ANON, -1, 0) == MAP_FAILED &&
	    errno == ENOMEM);
	CHECK(mmap(NULL, page, RW, MAP_PRIVATE, -1, 0) == MAP_FAILED &&
	    errno == EBADF);
	CHECK_ERR(munmap(p + 1, page), EINVAL);
	CHECK_ERR(munmap(p, 0), EINVAL);
	CHECK_ERR(mprotect(p + 1, page, PROT_READ), EINVAL);
	CHECK_OK(munmap(p, page) == 0);
	CHECK_OK(munmap(p, page) == 0);
	CHECK_ERR(mprotect(p, page, PROT_READ), ENOMEM);
	CHECK_ERR(msync(p, page, MS_SYNC), ENOMEM);
	CHECK_ERR(msync(p + 1, page, MS_SYNC), EINVAL);
	CHECK_ERR(msync(p, page, MS_SYNC | MS_ASYNC), EINVAL);
}

static void
access_rights(void)
{
	char *p = mmap(NULL, 8 * page, PROT_READ, ANON, -1, 0);

	CHECK(p != MAP_FAILED);
	CHECK(is_zero(p, 8 * page));
	CHECK_INT(touch(p, 1), SIGSEGV);
	CHECK_INT(fault_code, SEGV_ACCERR);
	CHECK_OK(mprotect(p + page, page, RW) == 0);
	CHECK_INT(touch(p + page, 1), 0);
	CHECK_INT(touch(p, 1), SIGSEGV);
	CHECK_INT(touch(p + 2 * page, 1), SIGSEGV);
	memset(p + page, 7, page);
	CHECK_OK(mprotect(p + page, page, PROT_NONE) == 0);
	CHECK_INT(touch(p + page, 0), SIGSEGV);
	CHECK_INT(fault_code, SEGV_ACCERR);
	CHECK_OK(mprotect(p, 3 * page, PROT_READ) == 0);
	CHECK_INT(p[page + 5], 7);
	CHECK_OK(munmap(p + page, page) == 0);
	CHECK_INT(touch(p + page, 0), SIGSEGV);
	CHECK_INT(fault_code, SEGV_MAPERR);
	CHECK_INT(touch(p, 0), 0);
	CHECK_INT(touch(p + 2 * page, 0), 0);
	CHECK_ERR(mprotect(p, 3 * page, RW), ENOMEM);
	/* The hole filled again: it is zero. */
	CHECK(mmap(p + page, page, RW, ANON | MAP_FIXED, -1, 0) == p + page);
	CHECK(is_zero(p + page, page));
	CHECK_INT(touch(p + page, 1), 0);
	CHECK_OK(munmap(p, 8 * page) == 0);
	CHECK_INT(touch(p, 0), SIGSEGV);
	CHECK_INT(touch(p + 7 * page, 0), SIGSEGV);
}

/* A reservation that is filled piece by piece, as allocators do. */
static void
reservations(void)
{
	size_t size = (size_t)1 << 36;
	char *p, *q;

	p = mmap(NULL, size, PROT_NONE, ANON | MAP_NORESERVE, -1, 0);
	CHECK(p != MAP_FAILED);
	CHECK_INT(touch(p + size / 2, 0), SIGSEGV);
	CHECK_OK(mprotect(p + size / 2, 16 * page, RW) == 0);
	memset(p + size / 2, 1, 16 * page);
	q = mmap(p + size / 2 + 4 * page, 2 * page, RW, ANON | MAP_FIXED,
	    -1, 0);
	CHECK(q == p + size / 2 + 4 * page);
	CHECK(is_zero(q, 2 * page));
	CHECK_INT(q[-1], 1);
	CHECK_INT(q[2 * page], 1);
	/* Shared memory in the middle of it. */
	q = mmap(p + 4 * K64, 2 * K64, RW, MAP_SHARED | MAP_ANONYMOUS |
	    MAP_FIXED, -1, 0);
	CHECK(q == p + 4 * K64);
	memset(q, 5, 2 * K64);
	CHECK_INT(p[size / 2 + 4 * page - 1], 1);
	CHECK(is_zero(p + size / 2 + 4 * page, 2 * page));
	CHECK_INT(touch(q - 1, 0), SIGSEGV);
	CHECK_INT(touch(q + 2 * K64, 0), SIGSEGV);
	CHECK_OK(munmap(p, size) == 0);
	CHECK_INT(touch(q, 0), SIGSEGV);
}

static void
places(void)
{
	char *p = mmap(NULL, 4 * K64, RW, ANON, -1, 0), *q;

	CHECK(p != MAP_FAILED);
	memset(p, 3, 4 * K64);
	CHECK(mmap(p + page, page, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
	    MAP_FAILED && errno == EEXIST);
	CHECK_INT(p[page], 3);
	CHECK_OK(munmap(p + K64, K64) == 0);
	q = mmap(p + K64, K64, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0);
	CHECK(q == p + K64 && is_zero(q, K64));
	/* A wish is no order: what lies there stays. */
	q = mmap(p, K64, RW, ANON, -1, 0);
	CHECK(q != MAP_FAILED && (q >= p + 4 * K64 || q + K64 <= p));
	CHECK_INT(p[0], 3);
	CHECK_OK(munmap(q, K64) == 0);
	CHECK_INT(p[3 * K64], 3);
	CHECK_OK(munmap(p, 4 * K64) == 0);
	q = mmap(p, 4 * K64, RW, ANON, -1, 0);
	CHECK(q != MAP_FAILED && is_zero(q, 4 * K64));
	CHECK_OK(munmap(q, 4 * K64) == 0);
}

static void
many(void)
{
	static char *p[300];

	for (int i = 0; i < 300; i++) {
		p[i] = mmap(NULL, (size_t)(i % 40 + 1) * page, RW, ANON,
		    -1, 0);
		CHECK(p[i] != MAP_FAILED);
		memset(p[i], i, page);
	}
	for (int i = 0; i < 300; i += 2)
		CHECK_OK(munmap(p[i], (size_t)(i % 40 + 1) * page) == 0);
	for (int i = 1; i < 300; i += 2) {
		CHECK_INT(*p[i], (char)i);
		CHECK_OK(munmap(p[i], (size_t)(i % 40 + 1) * page) == 0);
	}
}

int
main(void)
{
	unsigned char *code_page;

	catch_faults();
	errors();
	access_rights();
	reservations();
	places();
	many();
	code_page = mmap(NULL, page, RW, ANON, -1, 0);
	memcpy(code_page, "\xb8\x2a\x00\x00\x00\xc3", 6);
	CHECK_OK(mprotect(code_page, page, PROT_READ | PROT_EXEC) == 0);
	CHECK_INT(((int (*)(void))(uintptr_t)code_page)(), 42);
	return 0;
}
