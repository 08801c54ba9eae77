/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such neighbours */
/* again: ISTHMUS_FORK=eager */
/*
 * F_LCK_MANDATORY: native programs heed the locks of such a description, it
 * heeds theirs, and ours heed each other's as ever.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <sys/cygwin.h>
#include <sys/file.h>
#include <wchar.h>

#include "process/children.h"

static HANDLE native;
static int fd;

/* Can a native program have that range?  It does not keep it. */
static int
is_free(DWORD start, DWORD n, int exclusive)
{
	OVERLAPPED o = { .Offset = start };

	if (!LockFileEx(native, LOCKFILE_FAIL_IMMEDIATELY | (exclusive ?
	    LOCKFILE_EXCLUSIVE_LOCK : 0), 0, n, 0, &o))
		return 0;
	CHECK(UnlockFileEx(native, 0, n, 0, &o));
	return 1;
}

static int
lock(int cmd, int type, off_t start, off_t n)
{
	struct flock l = { .l_type = (short)type, .l_whence = SEEK_SET,
	    .l_start = start, .l_len = n };

	return fcntl(fd, cmd, &l);
}

/* By another process of ours, which only asks. */
static int
is_locked(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_len = 10 };

	CHECK_OK(fcntl(fd, F_GETLK, &l) == 0);
	return l.l_type;
}

static void
ranges(void)
{
	CHECK_OK(lock(F_SETLK, F_WRLCK, 0, 10) == 0);
	CHECK(is_free(0, 10, 1));	/* nobody has asked for it */
	CHECK_OK(lock(F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK_OK(fcntl(fd, F_LCK_MANDATORY, 1) == 0);
	CHECK_OK(lock(F_SETLK, F_WRLCK, 0, 10) == 0);
	CHECK_OK(lock(F_SETLK, F_RDLCK, 20, 10) == 0);
	CHECK(!is_free(5, 1, 0));
	CHECK(is_free(10, 10, 1));
	CHECK(is_free(20, 5, 0));
	CHECK(!is_free(20, 5, 1));
	CHECK_INT(in_child(is_locked), F_WRLCK);
	CHECK_OK(lock(F_SETLK, F_WRLCK, 0, 10) == 0);	/* once more */
	CHECK_OK(lock(F_SETLK, F_RDLCK, 0, 10) == 0);
	CHECK(is_free(0, 10, 0));
	CHECK(!is_free(0, 10, 1));
	CHECK_ERR(lock(F_SETLK, F_WRLCK, 5, 10), ENOTSUP);
	CHECK_ERR(lock(F_SETLK, F_UNLCK, 5, 10), ENOTSUP);
	CHECK_OK(lock(F_SETLK, F_UNLCK, 0, 10) == 0);
	CHECK(is_free(0, 10, 1));
	CHECK(!is_free(20, 5, 1));
	CHECK_OK(lock(F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK(is_free(0, 100, 1));
	CHECK_INT(in_child(is_locked), F_UNLCK);
}

/* A native program has the range: at once, and until it lets go. */
static DWORD WINAPI
let_go(void *arg)
{
	OVERLAPPED o = { .Offset = 0 };

	Sleep(50);
	CHECK(UnlockFileEx(native, 0, 10, 0, &o));
	return 0;
}

static void
against(void)
{
	OVERLAPPED o = { .Offset = 0 };
	HANDLE h;

	CHECK(LockFileEx(native, LOCKFILE_FAIL_IMMEDIATELY |
	    LOCKFILE_EXCLUSIVE_LOCK, 0, 10, 0, &o));
	CHECK_ERR(lock(F_SETLK, F_WRLCK, 0, 5), EAGAIN);
	CHECK_INT(in_child(is_locked), F_UNLCK);
	CHECK_ERR(flock(fd, LOCK_EX | LOCK_NB), EAGAIN);
	CHECK((h = CreateThread(NULL, 0, let_go, NULL, 0, NULL)) != NULL);
	CHECK_OK(lock(F_SETLKW, F_WRLCK, 0, 5) == 0);
	WaitForSingleObject(h, INFINITE);
	CloseHandle(h);
	CHECK_INT(in_child(is_locked), F_WRLCK);
	CHECK_OK(lock(F_SETLK, F_UNLCK, 0, 0) == 0);
}

static int
locks_and_ends(void)
{
	int mine = open("f", O_RDWR);

	CHECK_OK(mine >= 0 && fcntl(mine, F_LCK_MANDATORY, 1) == 0);
	CHECK_OK(flock(mine, LOCK_EX | LOCK_NB) == 0);
	CHECK(!is_free(0, 1, 0));
	return 0;
}

int
main(void)
{
	WCHAR name[4096];

	put_file("f", "some text to be locked", 0600);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, "f", name,
	    sizeof name), 0);
	native = CreateFileW(name, GENERIC_READ | GENERIC_WRITE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
	    OPEN_EXISTING, 0, NULL);
	CHECK(native != INVALID_HANDLE_VALUE);
	CHECK_OK((fd = open("f", O_RDWR)) >= 0);
	ranges();
	against();
	CHECK_OK(flock(fd, LOCK_SH) == 0);
	CHECK(!is_free(0, 1, 1));
	CHECK_OK(close(fd) == 0);
	CHECK(is_free(0, 1, 1));
	CHECK_INT(in_child(locks_and_ends), 0);
	CHECK(is_free(0, 1, 1));
	CHECK_ERR(fcntl(0x7ffe, F_LCK_MANDATORY, 1), EBADF);
	return (0);
}
