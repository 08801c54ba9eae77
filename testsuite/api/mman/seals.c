/* SPDX-License-Identifier: BSD-2-Clause */
/* Linux' seals of memfd_create(): what they forbid, to all who have it. */
#include "test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int
sealable(const char *text)
{
	int fd = memfd_create("seals", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, text, strlen(text)), strlen(text));
	CHECK_INT(fcntl(fd, F_GET_SEALS), 0);
	return fd;
}

static void
sizes(void)
{
	int fd = sealable("0123456789");

	CHECK_OK(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK) == 0);
	CHECK_ERR(ftruncate(fd, 9), EPERM);
	CHECK_OK(ftruncate(fd, 20) == 0);
	CHECK_OK(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) == 0);
	CHECK_INT(fcntl(fd, F_GET_SEALS), F_SEAL_SHRINK | F_SEAL_GROW);
	CHECK_ERR(ftruncate(fd, 21), EPERM);
	CHECK_OK(ftruncate(fd, 20) == 0);
	CHECK_ERR(fallocate(fd, 0, 0, 21), EPERM);
	CHECK_INT(pwrite(fd, "ab", 2, 18), 2);
	CHECK_ERR(pwrite(fd, "c", 1, 20), EPERM);
	CHECK_INT(lseek(fd, 0, SEEK_END), 20);
	CHECK_ERR(write(fd, "c", 1), EPERM);
	close(fd);
}

static void
contents(void)
{
	int fd = sealable("sealed"), other;
	char *p, text[8];

	CHECK_OK((p = mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0)) != MAP_FAILED);
	CHECK_ERR(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE), EBUSY);
	p[0] = 'S';
	CHECK_OK(munmap(p, 6) == 0);
	CHECK_OK(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) == 0);
	CHECK_ERR(pwrite(fd, "x", 1, 0), EPERM);
	CHECK_ERR(fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
	    0, 2), EPERM);
	CHECK(mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) ==
	    MAP_FAILED);
	CHECK_INT(errno, EPERM);
	CHECK_OK((p = mmap(NULL, 6, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd,
	    0)) != MAP_FAILED);
	p[1] = 'E';
	CHECK_INT(pread(fd, text, sizeof text, 0), 6);
	CHECK(memcmp(text, "Sealed", 6) == 0);
	CHECK_OK(munmap(p, 6) == 0);
	CHECK_OK((other = dup(fd)) >= 0);
	CHECK_OK(fcntl(other, F_ADD_SEALS, F_SEAL_SEAL) == 0);
	CHECK_ERR(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM);
	CHECK_INT(fcntl(fd, F_GET_SEALS), F_SEAL_WRITE | F_SEAL_SEAL);
	close(other);
	close(fd);
}

/* A child seals what its parent has, too. */
static void
others(void)
{
	int fd = sealable("of two"), status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0)
		_exit(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) == 0 ? 0 : 1);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	CHECK_INT(fcntl(fd, F_GET_SEALS), F_SEAL_WRITE);
	CHECK_ERR(pwrite(fd, "x", 1, 0), EPERM);
	close(fd);
}

static void
wrong(void)
{
	int fd;

	CHECK_OK((fd = memfd_create("plain", 0)) >= 0);
	CHECK_INT(fcntl(fd, F_GET_SEALS), F_SEAL_SEAL);
	CHECK_ERR(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EPERM);
	CHECK_ERR(fcntl(fd, F_ADD_SEALS, 0x10000), EINVAL);
	close(fd);
	CHECK_ERR(fcntl(fd, F_GET_SEALS), EBADF);
	CHECK_OK((fd = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_ERR(fcntl(fd, F_GET_SEALS), EINVAL);
	CHECK_ERR(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW), EINVAL);
	close(fd);
}

int
main(void)
{
	sizes();
	contents();
	others();
	wrong();
	return 0;
}
