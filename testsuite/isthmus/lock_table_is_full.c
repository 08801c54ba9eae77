/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it fills the table of an installation's locks */
/* timeout: 180 */
/*
 * ENOLCK: what holds the table's places can still be let go, joined and taken
 * over, and what was refused changed nothing.
 */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "start/child.h"

#define MANY	10000			/* more than there are places */

static int
lock(int fd, int cmd, int type, off_t start, off_t len)
{
	struct flock l = { .l_type = (short)type, .l_whence = SEEK_SET,
	    .l_start = start, .l_len = len };

	return fcntl(fd, cmd, &l);
}

/* A child finds a lock for writing from start on, of that length. */
static void
check_held(int fd, off_t start, off_t len)
{
	struct flock l = { .l_type = F_RDLCK, .l_whence = SEEK_SET,
	    .l_start = start, .l_len = 1 };
	int status;
	pid_t pid = fork();

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		CHECK_OK(fcntl(fd, F_GETLK, &l) == 0);
		CHECK_INT(l.l_type, F_WRLCK);
		CHECK_INT(l.l_start, start);
		CHECK_INT(l.l_len, len);
		_exit(0);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

/* The number of locks of 10 bytes that there was room for. */
static int
fill(int fd)
{
	int n = 0;

	while (n < MANY && lock(fd, F_SETLK, F_WRLCK, n * 20, 10) == 0)
		n++;
	CHECK(n > 1000 && n < MANY);
	CHECK_ERR(lock(fd, F_SETLK, F_WRLCK, n * 20, 10), ENOLCK);
	return n;
}

static int
inside(void)
{
	int fd, other, n;

	CHECK_OK((fd = open("/f", O_RDWR | O_CREAT, 0666)) >= 0);
	CHECK_OK((other = open("/g", O_RDWR | O_CREAT, 0666)) >= 0);
	n = fill(fd);
	/* What takes one place more. */
	CHECK_ERR(lock(other, F_SETLK, F_RDLCK, 0, 1), ENOLCK);
	CHECK_ERR(lock(other, F_SETLKW, F_RDLCK, 0, 1), ENOLCK);
	CHECK_ERR(lock(other, F_OFD_SETLK, F_RDLCK, 0, 1), ENOLCK);
	CHECK_ERR(flock(other, LOCK_EX), ENOLCK);
	CHECK_ERR(lockf(other, F_LOCK, 1), ENOLCK);
	CHECK_ERR(lock(fd, F_SETLK, F_UNLCK, 22, 2), ENOLCK);
	CHECK_ERR(lock(fd, F_SETLK, F_RDLCK, 22, 2), ENOLCK);
	check_held(fd, 20, 10);
	/* What takes none. */
	CHECK_OK(lock(other, F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_OK(lock(fd, F_SETLK, F_WRLCK, 22, 2) == 0);
	CHECK_OK(lock(fd, F_SETLK, F_WRLCK, 20, 12) == 0);
	check_held(fd, 20, 12);
	CHECK_OK(lock(fd, F_SETLK, F_RDLCK, 20, 12) == 0);
	CHECK_OK(lock(fd, F_SETLK, F_UNLCK, 26, 6) == 0);
	CHECK_OK(lock(fd, F_SETLK, F_WRLCK, 20, 6) == 0);
	check_held(fd, 20, 6);
	/* What gives one back, which another file takes. */
	CHECK_OK(lock(fd, F_SETLK, F_WRLCK, 0, 20) == 0);
	check_held(fd, 0, 26);
	CHECK_OK(flock(other, LOCK_EX) == 0);
	CHECK_ERR(lock(fd, F_SETLK, F_WRLCK, n * 20, 10), ENOLCK);
	CHECK_OK(flock(other, LOCK_UN) == 0);
	/* And all of them. */
	CHECK_OK(lock(fd, F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_INT(fill(fd), n);
	CHECK_OK(close(fd) == 0);
	CHECK_OK(lock(other, F_SETLK, F_WRLCK, 0, 1) == 0);
	return 0;
}

int
main(int argc, char **argv)
{
	WCHAR dll[4096];

	if (argc > 1)
		return inside();
	CHECK_OK(mkdir("r", 0777) == 0 && mkdir("r/bin", 0777) == 0);
	CHECK(GetModuleFileNameW(GetModuleHandleW(L"isthmus1.dll"), dll,
	    4096) > 0);
	CHECK(CopyFileW(dll, L"r\\bin\\isthmus1.dll", FALSE));
	CHECK(CopyFileW(own_path(), L"r\\bin\\p.exe", FALSE));
	CHECK_INT(run_child(L"r\\bin\\p.exe", L"p inside", NULL), 0);
	return 0;
}
