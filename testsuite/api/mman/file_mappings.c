/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSH mmap() of files: shared and private, at offsets of pages, beside
 * read() and write(), behind the end, and while the file grows and shrinks.
 */
#include "pages.h"

#include <fcntl.h>
#include <sys/stat.h>

#define SIZE	300000
#define NAME	"mapped.dat"

static char
byte(size_t at)
{
	return (char)(at * 31 + at / 4096);
}

static int
make_file(int flags)
{
	static char data[SIZE];
	int fd;

	for (size_t i = 0; i < SIZE; i++)
		data[i] = byte(i);
	CHECK_OK((fd = open(NAME, O_RDWR | O_CREAT | O_TRUNC, 0600)) >= 0);
	CHECK_INT(write(fd, data, SIZE), SIZE);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open(NAME, flags)) >= 0);
	return fd;
}

static void
map_is(const char *p, size_t offset, size_t n)
{
	for (size_t i = 0; i < n; i += 97)
		CHECK_INT(p[i], byte(offset + i));
}

static void
shared(void)
{
	int fd = make_file(O_RDWR);
	char *p, *q, c[4] = "";

	p = mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	q = mmap(NULL, 5 * page, PROT_READ, MAP_SHARED, fd, (off_t)page * 3);
	CHECK(q != MAP_FAILED);
	map_is(p, 0, SIZE);
	map_is(q, 3 * page, 5 * page);
	/* The rest of the last page is zero. */
	CHECK_INT(p[SIZE], 0);
	p[3 * page + 10] = 'x';
	CHECK_INT(q[10], 'x');
	CHECK_OK(msync(p, SIZE, MS_SYNC) == 0);
	CHECK_INT(pread(fd, c, 1, (off_t)page * 3 + 10), 1);
	CHECK_INT(c[0], 'x');
	CHECK_INT(pwrite(fd, "yz", 2, (off_t)page * 3 + 11), 2);
	CHECK_INT(q[11], 'y');
	CHECK_INT(p[3 * page + 12], 'z');
	/* The mapping needs no descriptor. */
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink(NAME) == 0);
	map_is(p + SIZE - page, SIZE - page, page);
	p[0] = 'a';
	CHECK_OK(munmap(p + page, 2 * page) == 0);
	CHECK_INT(p[0], 'a');
	CHECK_INT(p[3 * page + 10], 'x');
	CHECK_INT(touch(p + page, 0), SIGSEGV);
	CHECK_INT(fault_code, SEGV_MAPERR);
	CHECK_OK(munmap(p, SIZE) == 0);
	CHECK_INT(q[10], 'x');
	CHECK_OK(munmap(q, 5 * page) == 0);
}

static void
private(void)
{
	int fd = make_file(O_RDONLY);
	char *p, *q, c;

	p = mmap(NULL, SIZE, RW, MAP_PRIVATE, fd, 0);
	q = mmap(NULL, SIZE, PROT_READ, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED && q != MAP_FAILED);
	CHECK(mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0) == MAP_FAILED &&
	    errno == EACCES);
	p[100] = 'x';
	p[page * 20] = 'y';
	CHECK_INT(q[100], byte(100));
	CHECK_INT(pread(fd, &c, 1, 100), 1);
	CHECK_INT(c, byte(100));
	CHECK_OK(mprotect(q, page, RW) == 0);
	q[100] = 'z';
	CHECK_INT(p[100], 'x');
	CHECK_OK(munmap(q, SIZE) == 0);
	/* At another place of the file, over a part of it. */
	CHECK(mmap(p + 2 * page, 3 * page, PROT_READ, MAP_PRIVATE | MAP_FIXED,
	    fd, (off_t)page * 17) == p + 2 * page);
	map_is(p + 2 * page, 17 * page, 3 * page);
	map_is(p + 5 * page, 5 * page, 10 * page);
	CHECK_INT(p[100], 'x');
	CHECK_INT(p[page * 20], 'y');
	CHECK_OK(munmap(p, SIZE) == 0);
	q = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, 0);
	CHECK(q != MAP_FAILED);
	CHECK_ERR(mprotect(q, page, RW), EACCES);
	CHECK_OK(munmap(q, page) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open(NAME, O_WRONLY)) >= 0);
	CHECK(mmap(NULL, SIZE, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED &&
	    errno == EACCES);
	CHECK(mmap(NULL, SIZE, PROT_READ, MAP_PRIVATE, fd, 5) == MAP_FAILED &&
	    errno == EINVAL);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = open(".", O_RDONLY)) >= 0);
	CHECK(mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED &&
	    errno == ENODEV);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink(NAME) == 0);
}

static void
behind_the_end(void)
{
	int fd = make_file(O_RDWR);
	size_t last = (SIZE + page - 1) / page * page;
	char *p, *q;

	p = mmap(NULL, 4 * SIZE, RW, MAP_SHARED, fd, 0);
	q = mmap(NULL, 4 * SIZE, RW, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED && q != MAP_FAILED);
	q[5] = 'q';
	CHECK_INT(touch(p + last, 0), SIGBUS);
	CHECK_INT(fault_code, BUS_ADRERR);
	CHECK_INT(touch(p + 3 * SIZE, 0), SIGBUS);
	CHECK_INT(touch(q + last, 0), SIGBUS);
	CHECK_INT(touch(p + last - 1, 0), 0);
	/* It grows. */
	CHECK_INT(pwrite(fd, "end", 4, 2 * SIZE), 4);
	CHECK_INT(touch(p + last, 0), 0);
	CHECK_STR(p + 2 * SIZE, "end");
	CHECK_STR(q + 2 * SIZE, "end");
	CHECK_INT(q[5], 'q');
	CHECK_INT(p[5], byte(5));
	p[2 * SIZE] = 'E';
	CHECK_INT(touch(p + 3 * SIZE, 0), SIGBUS);
	/* It shrinks. */
	CHECK_OK(ftruncate(fd, (off_t)page * 2) == 0);
	CHECK_INT(touch(p + page, 0), 0);
	CHECK_INT(touch(p + 2 * page, 0), SIGBUS);
	CHECK_INT(fault_code, BUS_ADRERR);
	CHECK_INT(touch(p + 2 * SIZE, 0), SIGBUS);
	CHECK_INT(q[5], 'q');
	CHECK_OK(ftruncate(fd, SIZE) == 0);
	CHECK_INT(p[2 * page], 0);
	CHECK_INT(p[100], byte(100));
	/* Nothing is left of it, of what was written to neither. */
	memset(q, 'q', SIZE);
	CHECK_OK(ftruncate(fd, 0) == 0);
	CHECK_INT(touch(q, 0), SIGBUS);
	CHECK_OK(ftruncate(fd, SIZE) == 0);
	CHECK_INT(q[5], 0);
	/* What may not be written to is not, wherever the file ends. */
	CHECK_OK(mprotect(p, 4 * SIZE, PROT_READ) == 0);
	CHECK_INT(touch(p + 3 * SIZE, 0), SIGBUS);
	CHECK_INT(touch(p + 3 * SIZE, 1), SIGSEGV);
	CHECK_INT(fault_code, SEGV_ACCERR);
	CHECK_OK(munmap(p, 4 * SIZE) == 0);
	CHECK_OK(munmap(q, 4 * SIZE) == 0);
	/* An empty file. */
	CHECK_OK(ftruncate(fd, 0) == 0);
	p = mmap(NULL, page, RW, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	CHECK_INT(touch(p, 0), SIGBUS);
	CHECK_OK(ftruncate(fd, 10) == 0);
	p[0] = '!';
	CHECK_INT(touch(p, 0), 0);
	CHECK_OK(munmap(p, page) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink(NAME) == 0);
}

/* A ring buffer that is mapped twice, one after the other. */
static void
ring(void)
{
	size_t size = 65536;
	int fd = make_file(O_RDWR);
	char *p;

	p = mmap(NULL, 2 * size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
	    -1, 0);
	CHECK(p != MAP_FAILED);
	CHECK(mmap(p, size, RW, MAP_SHARED | MAP_FIXED, fd, 0) == p);
	CHECK(mmap(p + size, size, RW, MAP_SHARED | MAP_FIXED, fd, 0) ==
	    p + size);
	memcpy(p + size - 3, "across", 7);
	CHECK_STR(p, "oss");
	CHECK_OK(munmap(p, 2 * size) == 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(unlink(NAME) == 0);
}

int
main(void)
{
	catch_faults();
	shared();
	private();
	behind_the_end();
	ring();
	return 0;
}
