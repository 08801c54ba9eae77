/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its C library does not have them */
/* timeout: 30 */
/* XSH open(): O_SEARCH and O_EXEC, which let nothing be read. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
nothing_is_read(int fd)
{
	struct flock l = { .l_type = F_RDLCK };
	char c;

	CHECK_INT(fcntl(fd, F_GETFL) & (O_ACCMODE | O_EXEC), O_EXEC);
	CHECK_ERR(pread(fd, &c, 1, 0), EBADF);
	CHECK_ERR(write(fd, "x", 1), EBADF);
	CHECK(mmap(NULL, 1, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED);
	CHECK_INT(errno, EACCES);
	CHECK_ERR(fcntl(fd, F_SETLK, &l), EBADF);
}

static void
a_folder(void)
{
	_Alignas(8) char buf[4096];
	struct stat st;
	int dir, fd;

	CHECK_OK(mkdir("d", 0755) == 0);
	CHECK_OK((dir = open("d", O_SEARCH)) >= 0);
	CHECK_OK((fd = openat(dir, "f", O_WRONLY | O_CREAT, 0644)) >= 0);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(fstatat(dir, "f", &st, 0) == 0 && S_ISREG(st.st_mode));
	CHECK_OK(fstat(dir, &st) == 0 && S_ISDIR(st.st_mode));
	CHECK_OK(fchmod(dir, 0711) == 0 && fstat(dir, &st) == 0);
	CHECK_INT(st.st_mode & 0777, 0711);
	CHECK(fdopendir(dir) == NULL);
	CHECK_INT(errno, EBADF);
	CHECK_ERR(posix_getdents(dir, buf, sizeof buf, 0), EBADF);
	CHECK(read(dir, buf, 1) < 0);
	CHECK_OK(fchdir(dir) == 0 && access("f", F_OK) == 0);
	CHECK_OK(chdir("..") == 0 && close(dir) == 0);
	CHECK_OK((dir = open("d", O_SEARCH | O_DIRECTORY | O_NOFOLLOW)) >= 0);
	CHECK_OK(unlinkat(dir, "f", 0) == 0);
	CHECK_OK(close(dir) == 0);
	CHECK_ERR(open("d/f", O_SEARCH | O_DIRECTORY), ENOENT);
}

static void
a_program(const char *self)
{
	char *argv[] = { "self", "again", NULL }, *none[] = { NULL };
	int fd, status;
	pid_t pid;

	CHECK_OK((fd = open(self, O_EXEC)) >= 0);
	nothing_is_read(fd);
	if ((pid = fork()) == 0) {
		fexecve(fd, argv, none);
		_exit(99);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 7 << 8);
	CHECK_OK(close(fd) == 0);
	CHECK_ERR(open(self, O_EXEC | O_WRONLY), EINVAL);
	CHECK_ERR(open("none", O_EXEC), ENOENT);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return 7;
	a_folder();
	a_program(argv[0]);
	return 0;
}
