/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its C library does not have them yet */
/* What POSIX.1-2024 has new for files: posix_getdents(), FD_CLOFORK. */
#include <dirent.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

#define FILES	50

static _Alignas(8) char buf[65536];
static char seen[FILES];

static void
put(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT, 0666);

	CHECK_OK(fd >= 0 && close(fd) == 0);
}

/* Takes what n bytes of buf hold; how many entries. */
static int
take(ssize_t n, int forced)
{
	int count = 0, number;

	for (char *p = buf; p < buf + n; count++) {
		struct posix_dent *d = (struct posix_dent *)p;

		CHECK(d->d_reclen > offsetof(struct posix_dent, d_name) +
		    strlen(d->d_name) && d->d_reclen % _Alignof(
		    struct posix_dent) == 0);
		CHECK(d->d_ino != 0);
		if (sscanf(d->d_name, "file-%d", &number) == 1) {
			CHECK(number >= 0 && number < FILES);
			CHECK_INT(seen[number]++, 0);
			CHECK(d->d_type == DT_REG ||
			    (!forced && d->d_type == DT_UNKNOWN));
		} else if (strcmp(d->d_name, "link") == 0)
			CHECK(d->d_type == DT_LNK ||
			    (!forced && d->d_type == DT_UNKNOWN));
		else if (strcmp(d->d_name, "fifo") == 0)
			CHECK(d->d_type == DT_FIFO ||
			    (!forced && d->d_type == DT_UNKNOWN));
		else
			CHECK_INT(d->d_type, DT_DIR);
		p += d->d_reclen;
		CHECK(p <= buf + n);
	}
	return count;
}

static int
all(int fd, size_t size, int flags)
{
	ssize_t n;
	int count = 0;

	memset(seen, 0, sizeof seen);
	while ((n = posix_getdents(fd, buf, size, flags)) > 0)
		count += take(n, flags);
	CHECK_OK(n == 0);
	for (int i = 0; i < FILES; i++)
		CHECK_INT(seen[i], 1);
	return count;
}

static void
listing(void)
{
	char name[32];
	int fd, two;

	CHECK_OK(mkdir("d", 0777) == 0 && mkdir("d/sub", 0777) == 0);
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof name, "d/file-%d", i);
		put(name);
	}
	CHECK_OK(symlink("file-0", "d/link") == 0);
	CHECK_OK(mkfifo("d/fifo", 0666) == 0);
	CHECK_OK((fd = open("d", O_RDONLY | O_DIRECTORY)) >= 0);
	CHECK_INT(all(fd, sizeof buf, 0), FILES + 5);
	CHECK_INT(posix_getdents(fd, buf, sizeof buf, 0), 0);
	/* Again from the start, in small pieces; the place is shared. */
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK_INT(all(fd, 100, DT_FORCE_TYPE), FILES + 5);
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK_OK((two = dup(fd)) >= 0);
	CHECK_OK(posix_getdents(two, buf, sizeof buf, 0) > 0);
	while (posix_getdents(two, buf, sizeof buf, 0) > 0)
		continue;
	CHECK_INT(posix_getdents(fd, buf, sizeof buf, 0), 0);
	CHECK_OK(lseek(fd, 0, SEEK_SET) == 0);
	CHECK_ERR(posix_getdents(fd, buf, 3, 0), EINVAL);
	CHECK_ERR(posix_getdents(fd, buf, sizeof buf, 0x100), EINVAL);
	CHECK_INT(all(fd, sizeof buf, DT_FORCE_TYPE), FILES + 5);
	CHECK_ERR(posix_getdents(99, buf, sizeof buf, 0), EBADF);
	CHECK_OK((two = open("d/file-0", O_RDONLY)) >= 0);
	CHECK_ERR(posix_getdents(two, buf, sizeof buf, 0), ENOTDIR);
	close(two);
	close(fd);
}

/* Descriptors that a child does not get. */
static void
closed_on_fork(void)
{
	int fd = open("d/file-1", O_RDONLY | O_CLOFORK), two, kept, status;
	pid_t pid;

	CHECK_OK(fd >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOFORK);
	CHECK_OK((kept = dup(fd)) >= 0);
	CHECK_INT(fcntl(kept, F_GETFD), 0);
	CHECK_OK((two = fcntl(kept, F_DUPFD_CLOFORK, 20)) >= 20);
	CHECK_INT(fcntl(two, F_GETFD), FD_CLOFORK);
	CHECK_ERR(fcntl(kept, F_DUPFD_CLOFORK, -1), EINVAL);
	CHECK_ERR(fcntl(99, F_DUPFD_CLOFORK, 0), EBADF);
	CHECK_OK(fcntl(fd, F_SETFD, FD_CLOFORK | FD_CLOEXEC) == 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOFORK | FD_CLOEXEC);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit((fcntl(fd, F_GETFD) < 0) + 2 * (fcntl(two, F_GETFD) < 0) +
		    4 * (fcntl(kept, F_GETFD) == 0));
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status >> 8, 7);
	CHECK_INT(fcntl(two, F_GETFD), FD_CLOFORK);
}

int
main(void)
{
	listing();
	closed_on_fork();
	return (0);
}
