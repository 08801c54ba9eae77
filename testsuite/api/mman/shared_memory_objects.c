/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* XSH shm_open(), shm_unlink(). */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RW	(PROT_READ | PROT_WRITE)
#define SIZE	100000

static char name[40];

int
main(void)
{
	struct stat st;
	char *p, *q;
	int fd, other, status;
	pid_t pid;

	snprintf(name, sizeof name, "/isthmus-test-%d", (int)getpid());
	shm_unlink(name);	/* of a run that failed */
	CHECK_ERR(shm_open(name, O_RDWR, 0), ENOENT);
	CHECK_OK((fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600)) >= 0);
	CHECK_ERR(shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 0);
	CHECK_OK(ftruncate(fd, SIZE) == 0);
	p = mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	CHECK_INT(p[SIZE - 1], 0);
	strcpy(p, "parent");
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_OK((other = shm_open(name, O_RDWR, 0)) >= 0);
		CHECK_OK(fstat(other, &st) == 0);
		CHECK_INT(st.st_size, SIZE);
		q = mmap(NULL, SIZE, RW, MAP_SHARED, other, 0);
		CHECK(q != MAP_FAILED && q != p);
		CHECK_STR(q, "parent");
		strcpy(q + 50000, "child");
		CHECK_STR(p + 50000, "child");
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_STR(p + 50000, "child");
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = shm_open(name, O_RDONLY, 0)) >= 0);
	CHECK(mmap(NULL, SIZE, RW, MAP_SHARED, fd, 0) == MAP_FAILED &&
	    errno == EACCES);
	q = mmap(NULL, SIZE, PROT_READ, MAP_SHARED, fd, 0);
	CHECK(q != MAP_FAILED);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(shm_unlink(name) == 0);
	CHECK_ERR(shm_unlink(name), ENOENT);
	CHECK_ERR(shm_open(name, O_RDWR, 0), ENOENT);
	/* It lives on for those that have it. */
	strcpy(p, "gone");
	CHECK_STR(q, "gone");
	CHECK_OK((fd = shm_open(name, O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK_INT(st.st_size, 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK((fd = shm_open(name, O_RDWR | O_TRUNC, 0600)) >= 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(shm_unlink(name) == 0);
	CHECK_ERR(shm_open("/a/b", O_RDWR, 0), EINVAL);
	CHECK_OK(munmap(p, SIZE) == 0);
	CHECK_OK(munmap(q, SIZE) == 0);
	return 0;
}
