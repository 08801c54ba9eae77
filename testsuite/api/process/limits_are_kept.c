/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS and RLIMIT_CPU: what goes beyond them
 * fails, with the signal that says so; children have them too.
 */
#include "process/children.h"
#include <sys/mman.h>
#include <sys/resource.h>

#define MB	((size_t)1 << 20)

static volatile sig_atomic_t got;

static void
take(int sig)
{
	got++;
}

static void
limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit r = { soft, hard }, now;

	CHECK_OK(setrlimit(resource, &r) == 0);
	CHECK_OK(getrlimit(resource, &now) == 0);
	CHECK(now.rlim_cur == soft && now.rlim_max == hard);
}

static int
file_size(void)
{
	struct rlimit r = { 1000, 2001 };
	char text[700] = "";
	struct stat st;
	int fd;

	CHECK_OK((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(ftruncate(fd, 5000) == 0);
	CHECK(signal(SIGXFSZ, take) == SIG_DFL);
	limit(RLIMIT_FSIZE, 1000, 2000);
	CHECK_ERR(setrlimit(RLIMIT_FSIZE, &r), EPERM);
	r = (struct rlimit){ 1001, 1000 };
	CHECK_ERR(setrlimit(RLIMIT_FSIZE, &r), EINVAL);

	CHECK_INT(write(fd, text, sizeof(text)), 700);
	CHECK_INT(write(fd, text, sizeof(text)), 300);
	CHECK_INT(got, 0);
	CHECK_ERR(write(fd, text, 1), EFBIG);
	CHECK_INT(got, 1);
	CHECK_ERR(pwrite(fd, text, 1, 1000), EFBIG);
	CHECK_INT(pwrite(fd, text, 2, 999), 1);
	CHECK_INT(got, 2);
	CHECK_OK(ftruncate(fd, 3000) == 0);
	CHECK_ERR(ftruncate(fd, 3001), EFBIG);
	CHECK_INT(got, 3);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 3000);
	CHECK_OK(fcntl(fd, F_SETFL, O_APPEND) == 0);
	CHECK_ERR(write(fd, text, 1), EFBIG);
	limit(RLIMIT_FSIZE, 2000, 2000);
	return 0;
}

static int
file_size_kills(void)
{
	int fd;

	limit(RLIMIT_FSIZE, 0, RLIM_INFINITY);
	CHECK_OK((fd = open("other", O_WRONLY | O_CREAT, 0600)) >= 0);
	write(fd, "x", 1);
	return 0;
}

static int
memory(void)
{
	void *p;

	limit(RLIMIT_DATA, 200 * MB, RLIM_INFINITY);
	errno = 0;
	CHECK(malloc(400 * MB) == NULL);
	CHECK_INT(errno, ENOMEM);
	CHECK((p = malloc(MB)) != NULL);
	free(p);
	p = mmap(NULL, 300 * MB, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK_OK(p != MAP_FAILED);
	CHECK_INT(munmap(p, 300 * MB), 0);

	limit(RLIMIT_DATA, RLIM_INFINITY, RLIM_INFINITY);
	limit(RLIMIT_AS, 1000 * MB, RLIM_INFINITY);
	CHECK_ERR((long)mmap(NULL, 2000 * MB, PROT_READ,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0), ENOMEM);
	CHECK(malloc(2000 * MB) == NULL);
	CHECK((p = malloc(50 * MB)) != NULL);
	memset(p, 1, 50 * MB);
	free(p);
	/* What is unmapped can be had again, also by malloc(). */
	p = mmap(NULL, 800 * MB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	    0);
	CHECK_OK(p != MAP_FAILED);
	CHECK(malloc(300 * MB) == NULL);
	CHECK_INT(munmap(p, 800 * MB), 0);
	CHECK((p = malloc(300 * MB)) != NULL);
	free(p);
	limit(RLIMIT_AS, RLIM_INFINITY, RLIM_INFINITY);
	p = mmap(NULL, 2000 * MB, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	    0);
	CHECK_OK(p != MAP_FAILED);
	return 0;
}

static int
cpu(void)
{
	volatile int on = 1;

	limit(RLIMIT_CPU, 1, 30);
	while (on)
		;
	return 0;
}

static int
of_the_parent(void)
{
	struct rlimit r;

	CHECK_OK(getrlimit(RLIMIT_CORE, &r) == 0);
	CHECK(r.rlim_cur == 0 && r.rlim_max == 12345);
	return 0;
}

int
main(void)
{
	struct rlimit r;
	pid_t computes;

	CHECK_OK(getrlimit(RLIMIT_CORE, &r) == 0);
	CHECK(r.rlim_max >= 12345);
	computes = begin(cpu);
	CHECK_INT(in_child(file_size), 0);
	CHECK_INT(end(begin(file_size_kills)) & 0x7f, SIGXFSZ);
	CHECK_INT(in_child(memory), 0);
	limit(RLIMIT_CORE, 0, 12345);
	CHECK_INT(in_child(of_the_parent), 0);
	CHECK_INT(end(computes) & 0x7f, SIGXCPU);
	return 0;
}
