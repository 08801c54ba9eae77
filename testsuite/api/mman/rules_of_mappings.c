/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What is refused, and what the edges are: of msync(), madvise(), mlock() and
 * its limit, mremap(), mincore(); access that is split and joined again.
 */
#include "process/children.h"
#include "pages.h"

#include <stdint.h>
#include <sys/resource.h>

static void
is(char *p, const char *want)
{
	for (size_t i = 0; want[i] != '\0'; i++) {
		CHECK_INT(touch(p + i * page, 0) == 0, want[i] != '-');
		CHECK_INT(touch(p + i * page, 1) == 0, want[i] == 'w');
	}
}

/* Of memory and of a file, private and shared. */
static void
splits(char *p)
{
	is(p, "wwwwwwww");
	CHECK_OK(mprotect(p + 2 * page, 3 * page, PROT_READ) == 0);
	is(p, "wwrrrwww");
	CHECK_OK(mprotect(p + 3 * page, page, PROT_NONE) == 0);
	is(p, "wwr-rwww");
	CHECK_OK(mprotect(p, 4 * page, RW) == 0);
	is(p, "wwwwrwww");
	CHECK_OK(mprotect(p + page, 1, PROT_READ) == 0);	/* its page */
	is(p, "wrwwrwww");
	CHECK_OK(munmap(p + 6 * page, page) == 0);
	is(p, "wrwwrw-w");
	CHECK_ERR(mprotect(p + 5 * page, 3 * page, PROT_READ), ENOMEM);
	CHECK_OK(mprotect(p, 6 * page, RW) == 0);
	is(p, "wwwwww-w");
	CHECK_OK(mprotect(p, 0, PROT_NONE) == 0);
	is(p, "w");
	CHECK_OK(munmap(p, 8 * page) == 0);
	is(p, "--------");
}

static void
synchronised(int fd)
{
	char *p = map(4, RW, MAP_SHARED, fd);

	CHECK_OK(msync(p, 4 * page, MS_ASYNC) == 0);
	CHECK_OK(msync(p, 0, MS_SYNC) == 0);
	CHECK_OK(msync(p, 4 * page, MS_SYNC | MS_INVALIDATE) == 0);
	CHECK_ERR(msync(p, page, MS_SYNC | MS_ASYNC), EINVAL);
	CHECK_ERR(msync(p, page, 0x100), EINVAL);
	CHECK_ERR(msync(p + 1, page, MS_SYNC), EINVAL);
	CHECK_OK(mlock(p + page, page) == 0);
	CHECK_ERR(msync(p, 4 * page, MS_SYNC | MS_INVALIDATE), EBUSY);
	CHECK_OK(msync(p, page, MS_SYNC | MS_INVALIDATE) == 0);
	CHECK_OK(munlock(p, 4 * page) == 0);
	CHECK_OK(msync(p, 4 * page, MS_SYNC | MS_INVALIDATE) == 0);
	CHECK_OK(munmap(p + 3 * page, page) == 0);
	CHECK_ERR(msync(p, 4 * page, MS_SYNC), ENOMEM);
	CHECK_OK(munmap(p, 3 * page) == 0);
}

static void
advised(void)
{
	char *p = map(4, RW, ANON, -1);

	CHECK_ERR(madvise(p + 1, page, MADV_NORMAL), EINVAL);
	CHECK_OK(madvise(p, 0, MADV_DONTNEED) == 0);
	memset(p, 1, 4 * page);
	CHECK_OK(mlock(p, page) == 0);
	CHECK_ERR(madvise(p, 2 * page, MADV_DONTNEED), EINVAL);
	CHECK_INT(p[0], 1);
	CHECK_OK(madvise(p + page, page, MADV_DONTNEED) == 0);
	CHECK_INT(p[page], 0);
	CHECK_OK(munlock(p, page) == 0);
	CHECK_OK(madvise(p, page, MADV_DONTNEED) == 0);
	CHECK_INT(p[0], 0);
	CHECK_INT(posix_madvise(p, page, -1), EINVAL);
	CHECK_OK(munmap(p, 4 * page) == 0);
	CHECK_ERR(mlock(p, page), ENOMEM);
	CHECK_ERR(munlock(p, page), ENOMEM);
}

/* Root may lock what it likes, on Linux. */
static int
limited(void)
{
	struct rlimit l = { 4 * page, 4 * page };
	char *p = map(8, RW, ANON, -1);

	CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &l) == 0);
	if (mlock(p, 8 * page) == 0) {
		CHECK_INT(geteuid(), 0);
		return 0;
	}
	CHECK_INT(errno, ENOMEM);
	CHECK_OK(mlock(p, 4 * page) == 0);
	CHECK_OK(mlock(p + 2 * page, 2 * page) == 0);
	CHECK_ERR(mlock(p + 4 * page, page), ENOMEM);
	CHECK_OK(munlock(p, page) == 0);
	CHECK_OK(mlock(p + 4 * page, page) == 0);
	CHECK_OK(munmap(p, 8 * page) == 0);
	p = map(4, RW, ANON, -1);
	CHECK_OK(mlock(p, 4 * page) == 0);
	CHECK_OK(munlock(p, 4 * page) == 0);
	l.rlim_cur = 0;
	CHECK_OK(setrlimit(RLIMIT_MEMLOCK, &l) == 0);
	CHECK_ERR(mlock(p, page), EPERM);
	return 0;
}

static void
moved(int fd)
{
	char *p = map(2, RW, MAP_SHARED, fd), *q, *a = map(2, RW, ANON, -1);

	p[5] = 'p';
	/* What is shared can be mapped once more. */
	CHECK_OK((q = mremap(p, 0, 2 * page, MREMAP_MAYMOVE)) != MAP_FAILED);
	CHECK(q != p);
	CHECK_INT(q[5], 'p');
	q[page] = 'q';
	CHECK_INT(p[page], 'q');
	CHECK(mremap(a, 0, page, MREMAP_MAYMOVE) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mremap(a, page, page, 0x80) == MAP_FAILED && errno == EINVAL);
	CHECK(mremap(a, page, page, MREMAP_FIXED, q) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mremap(a, 2 * page, 2 * page, MREMAP_MAYMOVE | MREMAP_FIXED,
	    a + page) == MAP_FAILED && errno == EINVAL);
	CHECK(mremap(a, 2 * page, 2 * page, 0) == a);
	CHECK_OK(munmap(p, 2 * page) == 0 && munmap(q, 2 * page) == 0 &&
	    munmap(a, 2 * page) == 0);
}

static void
made(int fd)
{
	char *p = map(4, RW, MAP_SHARED_VALIDATE, fd);

	CHECK(mmap(NULL, page, RW, MAP_SHARED_VALIDATE | (1 << 23), fd, 0) ==
	    MAP_FAILED && errno == EOPNOTSUPP);
	CHECK(mmap(NULL, page, RW, MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1,
	    0) == MAP_FAILED && errno == EINVAL);
	CHECK(mmap(p + page, page, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
	    MAP_FAILED && errno == EEXIST);
	CHECK_OK(munmap(p + page, page) == 0);
	CHECK(mmap(p, 2 * page, RW, ANON | MAP_FIXED_NOREPLACE, -1, 0) ==
	    MAP_FAILED && errno == EEXIST);
	CHECK(mmap(NULL, page, RW, MAP_SHARED, fd, 1) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK(mmap(NULL, page, RW, MAP_SHARED, fd, (off_t)-(off_t)page) ==
	    MAP_FAILED && (errno == EOVERFLOW || errno == EINVAL));
	CHECK(mmap(NULL, page, RW, MAP_SHARED, fd, INT64_MAX - (off_t)page +
	    1) == MAP_FAILED && errno == EOVERFLOW);
	CHECK_OK(munmap(p, 4 * page) == 0);
}

/* What is in front of a gap is done, or all that is mapped. */
static void
gaps(void)
{
	char *p = map(4, RW, ANON, -1);

	for (int i = 0; i < 4; i++)
		p[(size_t)i * page] = 'x';
	CHECK_OK(munmap(p + page, page) == 0);
	CHECK_ERR(madvise(p, 3 * page, MADV_DONTNEED), ENOMEM);
	CHECK_INT(p[0], 0);
	CHECK_INT(p[2 * page], 0);
	CHECK_INT(p[3 * page], 'x');
	CHECK_ERR(mprotect(p + page, page, PROT_NONE), ENOMEM);
	CHECK_ERR(mprotect(p, 3 * page, PROT_NONE), ENOMEM);
	is(p, "-");
	is(p + 2 * page, "ww");
	CHECK_OK(munmap(p, 4 * page) == 0);
}

int
main(void)
{
	int fd;

	catch_faults();
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(ftruncate(fd, 8 * (off_t)page) == 0);
	splits(map(8, RW, ANON, -1));
	splits(map(8, RW, MAP_SHARED | MAP_ANONYMOUS, -1));
	splits(map(8, RW, MAP_SHARED, fd));
	splits(map(8, RW, MAP_PRIVATE, fd));
	synchronised(fd);
	advised();
	moved(fd);
	made(fd);
	gaps();
	CHECK_INT(in_child(limited), 0);
	return (0);
}
