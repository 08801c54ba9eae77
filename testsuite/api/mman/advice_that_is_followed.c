/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Linux' madvise(): what a child of fork shall not have, pages that are
 * brought in or emptied, and what each is refused for; mlock2().
 */
#include "process/children.h"
#include "pages.h"

static char *p;

static int
value(char *at)
{
	return touch(at, 0) != 0 ? -1 : *at;
}

static int
has(const char *want)
{
	for (size_t i = 0; want[i] != '\0'; i++)
		CHECK_INT(value(p + i * page), want[i] == '-' ? -1 :
		    want[i] == '0' ? 0 : want[i]);
	return 0;
}

static int
child_has_less(void)
{
	return has("x0-0x");
}

static int
child_has_all(void)
{
	return has("xyxxx");
}

static int
grandchild_has_less(void)
{
	p[page] = 'c';
	return has("xc-0x") != 0 ? 1 : in_child(child_has_less);
}

static void
forked(void)
{
	p = map(5, RW, ANON, -1);
	memset(p, 'x', 5 * page);
	CHECK_OK(madvise(p + page, page, MADV_WIPEONFORK) == 0);
	CHECK_OK(madvise(p + 2 * page, page, MADV_DONTFORK) == 0);
	CHECK_OK(madvise(p + 3 * page, page, MADV_WIPEONFORK) == 0);
	CHECK_INT(in_child(child_has_less), 0);
	has("xxxxx");
	CHECK_INT(in_child(grandchild_has_less), 0);
	p[page] = 'y';
	CHECK_OK(madvise(p, 5 * page, MADV_KEEPONFORK) == 0);
	CHECK_OK(madvise(p, 5 * page, MADV_DOFORK) == 0);
	CHECK_INT(in_child(child_has_all), 0);
	CHECK_OK(munmap(p, 5 * page) == 0);
}

static void
brought_in(int fd)
{
	unsigned char in[4];

	p = map(4, RW, ANON, -1);
	CHECK_OK(madvise(p, 2 * page, MADV_POPULATE_WRITE) == 0);
	CHECK_OK(madvise(p + 2 * page, 2 * page, MADV_POPULATE_READ) == 0);
	CHECK_OK(mincore(p, 2 * page, in) == 0);
	CHECK(in[0] & in[1] & 1);
	has("0000");
	CHECK_OK(mprotect(p, page, PROT_READ) == 0);
	CHECK_ERR(madvise(p, page, MADV_POPULATE_WRITE), EINVAL);
	CHECK_OK(munmap(p + page, page) == 0);
	CHECK_ERR(madvise(p, 4 * page, MADV_POPULATE_READ), ENOMEM);
	CHECK_OK(mlock2(p + 2 * page, page, 0) == 0);
	CHECK_OK(mlock2(p + 2 * page, page, MLOCK_ONFAULT) == 0);
	CHECK_ERR(mlock2(p + 2 * page, page, 8), EINVAL);
	CHECK_OK(munmap(p, 4 * page) == 0);
	/* Four pages of a file that has two. */
	p = map(4, RW, MAP_SHARED, fd);
	CHECK_OK(madvise(p, 2 * page, MADV_POPULATE_WRITE) == 0);
	CHECK_ERR(madvise(p, 4 * page, MADV_POPULATE_READ), EFAULT);
	CHECK_OK(munmap(p, 4 * page) == 0);
}

static void
emptied(int fd)
{
	char c = 1;

	p = map(2, RW, MAP_SHARED, fd);
	memset(p, 'x', 2 * page);
	CHECK_OK(madvise(p, page, MADV_REMOVE) == 0);
	has("0x");
	CHECK_INT(pread(fd, &c, 1, 0), 1);
	CHECK_INT(c, 0);
	CHECK_ERR(madvise(p, page, MADV_FREE), EINVAL);
	CHECK_ERR(madvise(p, page, MADV_WIPEONFORK), EINVAL);
	CHECK_OK(munmap(p, 2 * page) == 0);
	p = map(2, RW, MAP_PRIVATE, fd);
	CHECK_ERR(madvise(p, page, MADV_REMOVE), EACCES);
	CHECK_OK(munmap(p, 2 * page) == 0);
	p = map(2, RW, ANON, -1);
	CHECK_ERR(madvise(p, page, MADV_REMOVE), EINVAL);
	memset(p, 'x', 2 * page);
	CHECK_OK(madvise(p, page, MADV_FREE) == 0);
	CHECK_OK(madvise(p, 2 * page, MADV_COLD) == 0);
	CHECK_INT(p[page], 'x');
	CHECK_OK(munmap(p, 2 * page) == 0);
}

int
main(void)
{
	int fd;

	catch_faults();
	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(ftruncate(fd, 2 * (off_t)page) == 0);
	forked();
	brought_in(fd);
	emptied(fd);
	return 0;
}
