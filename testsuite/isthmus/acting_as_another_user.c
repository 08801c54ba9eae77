/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, tokens are Windows' */
/* cflags: -ladvapi32 */
/* env: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * A token that was handed over is shown by all threads after seteuid(), by
 * forked children, and what is executed has it; then the process is itself
 * again.  The token is the process' own without its privileges.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int
privileges(HANDLE token)
{
	union {
		TOKEN_PRIVILEGES p;
		char room[4096];
	} u;
	DWORD n;

	CHECK(GetTokenInformation(token, TokenPrivileges, &u, sizeof u, &n));
	CloseHandle(token);
	return (int)u.p.PrivilegeCount;
}

/* Of the process; what it shows; -1: its own. */
static int
own(void)
{
	HANDLE token;

	CHECK(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token));
	return privileges(token);
}

static int
shown(void)
{
	HANDLE token;

	return OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token) ?
	    privileges(token) : -1;
}

static int go[2], come[2];

static void *
other(void *arg)
{
	char c;

	while (read(go[0], &c, 1) == 1) {
		c = (char)shown();
		CHECK_INT(write(come[1], &c, 1), 1);
	}
	return NULL;
}

static int
other_shows(void)
{
	char c = 0;

	CHECK_INT(write(go[1], &c, 1), 1);
	CHECK_INT(read(come[0], &c, 1), 1);
	return c;
}

static void *
new_thread(void *arg)
{
	return (void *)(intptr_t)shown();
}

static int
status_of(pid_t pid)
{
	int status;

	CHECK_OK(pid > 0 && waitpid(pid, &status, 0) == pid);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static HANDLE
lesser(void)
{
	union {
		TOKEN_PRIVILEGES p;
		char room[4096];
	} u;
	HANDLE all, less;
	DWORD n;

	CHECK(OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &all));
	CHECK(GetTokenInformation(all, TokenPrivileges, &u, sizeof u, &n));
	CHECK(CreateRestrictedToken(all, 0, 0, NULL, u.p.PrivilegeCount - 1,
	    u.p.Privileges + 1, 0, NULL, &less));
	CloseHandle(all);
	return less;
}

static void
acts(char *self, int want)
{
	char *args[] = { self, "tell", NULL };
	pthread_t t;
	void *r;
	pid_t pid;
	int fd;

	CHECK_INT(shown(), want);
	CHECK_INT(other_shows(), want);
	CHECK_INT(pthread_create(&t, NULL, new_thread, NULL), 0);
	CHECK_INT(pthread_join(t, &r), 0);
	CHECK_INT((intptr_t)r, want);
	if ((pid = fork()) == 0)
		_exit(shown());
	CHECK_INT(status_of(pid), want);
	if ((pid = fork()) == 0) {
		execv(self, args);
		_exit(99);
	}
	CHECK_INT(status_of(pid), want);
	CHECK_OK((fd = open("f", O_WRONLY | O_CREAT, 0600)) >= 0);
	CHECK_OK(close(fd) == 0 && unlink("f") == 0);
}

/* What is no token is none. */
static void
no_token(uid_t uid)
{
	cygwin_set_impersonation_token((HANDLE)(intptr_t)0x7ffc);
	CHECK_OK(seteuid(uid) == 0);
	CHECK_INT(shown(), -1);
	CHECK_INT((intptr_t)cygwin_internal(CW_SET_EXTERNAL_TOKEN,
	    (HANDLE)(intptr_t)0x7ffc, CW_TOKEN_IMPERSONATION), -1);
	CHECK_INT(errno, EBADF);
}

/* Restricted for a while, as cygdrop does. */
static void
restricted(char *self, uid_t uid, int less)
{
	HANDLE token = lesser();

	CHECK_INT((intptr_t)cygwin_internal(CW_SET_EXTERNAL_TOKEN, token,
	    CW_TOKEN_RESTRICTED), 0);
	CloseHandle(token);
	CHECK_OK(setuid(uid) == 0);
	acts(self, less);
	CHECK_INT((intptr_t)cygwin_internal(CW_SET_EXTERNAL_TOKEN,
	    INVALID_HANDLE_VALUE, CW_TOKEN_RESTRICTED), 0);
	CHECK_OK(setuid(uid) == 0);
	CHECK_INT(shown(), -1);
	CHECK_INT(other_shows(), -1);
}

/* For good, in a child that was forked after it was handed over. */
static void
for_good(uid_t uid, int less)
{
	HANDLE token = lesser();
	pid_t pid;

	CHECK_INT((intptr_t)cygwin_internal(CW_SET_EXTERNAL_TOKEN, token,
	    CW_TOKEN_IMPERSONATION), 0);
	CloseHandle(token);
	if ((pid = fork()) == 0) {
		CHECK_OK(setuid(uid) == 0);
		CHECK_INT(shown(), less);
		CHECK_OK(seteuid(uid) == 0 && setuid(uid) == 0);
		CHECK_INT(shown(), less);
		_exit(0);
	}
	CHECK_INT(status_of(pid), 0);
	CHECK_INT(shown(), -1);
}

int
main(int argc, char **argv)
{
	static char self[4096];
	uid_t uid = getuid(), none = (uid_t)-1, r, e, s;
	gid_t gid = getgid(), alien = 0x31234;
	int less, all = own();
	HANDLE token;
	pthread_t t;

	if (argc > 1)
		return own();
	CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
	CHECK_OK(pipe(go) == 0 && pipe(come) == 0);
	CHECK_INT(pthread_create(&t, NULL, other, NULL), 0);
	token = lesser();
	CHECK_INT(shown(), -1);
	cygwin_set_impersonation_token(token);
	CloseHandle(token);
	CHECK_ERR(seteuid(uid + 1), EPERM);
	CHECK_ERR(setgid(alien), EPERM);
	CHECK_OK(setgid(gid) == 0 && setgroups(1, &gid) == 0);
	CHECK_INT(shown(), -1);
	CHECK_OK(seteuid(uid) == 0);
	less = shown();
	CHECK(less >= 0 && less < all);
	acts(self, less);
	CHECK_OK(getresuid(&r, &e, &s) == 0 && r == uid && e == uid &&
	    s == uid);
	CHECK_OK(setresuid(none, none, none) == 0);
	CHECK_ERR(setreuid(uid + 1, none), EPERM);
	CHECK_INT(shown(), less);
	/* Itself again. */
	CHECK_OK(seteuid(uid) == 0);
	CHECK_INT(shown(), -1);
	CHECK_INT(other_shows(), -1);
	CHECK_INT(own(), all);
	no_token(uid);
	restricted(self, uid, less);
	for_good(uid, less);
	return (0);
}
