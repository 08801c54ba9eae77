/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSH mlockall(), munlockall(); Linux' MAP_POPULATE, MAP_LOCKED and
 * memfd_create(): memory that is a file without a name, over fork.
 */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
locked(void)
{
	unsigned char in[16];
	char *p;
	int e;

	CHECK_ERR(mlockall(0), EINVAL);
	CHECK_ERR(mlockall(0x8000), EINVAL);
	e = mlockall(MCL_CURRENT | MCL_FUTURE);
	CHECK(e == 0 || errno == EAGAIN || errno == ENOMEM || errno == EPERM);
	CHECK_OK((p = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE |
	    MAP_ANONYMOUS | MAP_POPULATE | MAP_LOCKED, -1, 0)) != MAP_FAILED);
	CHECK_OK(mincore(p, 65536, in) == 0);
	for (int i = 0; i < 16; i++)
		CHECK(in[i] & 1);
	p[5] = 1;
	CHECK_OK(munlockall() == 0);
	CHECK_OK(munmap(p, 65536) == 0);
}

static void
without_a_name(void)
{
	int fd = memfd_create("a name for nobody", MFD_CLOEXEC), status, plain;
	struct stat st;
	char *p;
	pid_t pid;

	CHECK_OK(fd >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	CHECK_OK(fstat(fd, &st) == 0);
	CHECK(S_ISREG(st.st_mode));
	CHECK_INT(st.st_size, 0);
	CHECK_OK(ftruncate(fd, 10000) == 0);
	CHECK_OK((p = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0)) != MAP_FAILED);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		strcpy(p + 9000, "of the child");
		_exit(pwrite(fd, "x", 1, 9999) != 1);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_STR(p + 9000, "of the child");
	CHECK_INT(p[9999], 'x');
	CHECK_OK((plain = memfd_create("", 0)) >= 0);
	CHECK_INT(fcntl(plain, F_GETFD), 0);
	CHECK_ERR(memfd_create("x", 0xf000), EINVAL);
	CHECK_OK(close(plain) == 0 && close(fd) == 0);
	CHECK_OK(munmap(p, 10000) == 0);
}

int
main(void)
{
	locked();
	without_a_name();
	return 0;
}
