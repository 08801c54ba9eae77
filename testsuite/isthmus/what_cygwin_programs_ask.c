/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, calls of Cygwin */
/* cflags: -ladvapi32 */
/* cygwin_internal() and what else sys/cygwin.h has besides paths. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <fcntl.h>
#include <grp.h>
#include <io.h>
#include <limits.h>
#include <pwd.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wchar.h>

#include "test.h"

static void
processes(const char *self)
{
	struct external_pinfo *x;
	char posix[PATH_MAX], *line;
	int status, seen = 0, seen_child = 0;
	pid_t pid = fork(), at;

	CHECK_OK(pid >= 0);
	if (pid == 0) {
		execl(self, "ask", "wait", (char *)NULL);
		_exit(9);
	}
	cygwin_internal(CW_LOCK_PINFO, 1000);
	for (at = 0; (x = (void *)cygwin_internal(CW_GETPINFO,
	    at | CW_NEXTPID)) != NULL; at = x->pid) {
		CHECK(x->pid > at);
		seen += x->pid == getpid();
		seen_child += x->pid == pid;
	}
	cygwin_internal(CW_UNLOCK_PINFO);
	CHECK(seen == 1 && seen_child == 1);
	x = (void *)cygwin_internal(CW_GETPINFO_FULL, getpid());
	CHECK(x != NULL && x->pid == getpid() && x->ppid == getppid());
	CHECK_INT(x->dwProcessId, GetCurrentProcessId());
	CHECK(x->version >= EXTERNAL_PINFO_VERSION_32_BIT);
	CHECK_INT(x->uid32, getuid());
	CHECK((x->process_state & PID_IN_USE) != 0);
	CHECK(x->start_time > 1500000000 && x->start_time <= time(NULL) + 1);
	CHECK_INT(cygwin_conv_path(CCP_WIN_A_TO_POSIX, x->progname_long,
	    posix, sizeof posix), 0);
	CHECK_OK(access(posix, F_OK) == 0);
	CHECK_INT(cygwin_internal(CW_CYGWIN_PID_TO_WINPID, getpid()),
	    GetCurrentProcessId());
	CHECK_INT(cygwin_winpid_to_pid((int)GetCurrentProcessId()), getpid());
	CHECK_INT(cygwin_winpid_to_pid((int)cygwin_internal(
	    CW_CYGWIN_PID_TO_WINPID, pid)), pid);
	line = (char *)cygwin_internal(CW_CMDLINE, pid);
	CHECK(line != NULL && strstr(line, "wait") != NULL);
	free(line);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(cygwin_internal(CW_CYGWIN_PID_TO_WINPID, pid), 0);
	CHECK_INT(cygwin_internal(CW_GETPINFO, pid), 0);
	CHECK_ERR(cygwin_winpid_to_pid(-1), ESRCH);
}

static void
names(void)
{
	char user[256], sys[256], flags[256], sysflags[256];
	char dir[64], file[64], b[PATH_MAX], c[PATH_MAX];
	struct passwd pw = { .pw_name = (char *)"me",
	    .pw_gecos = (char *)"Me,U-DOM\\win,S-1-5" };

	cygwin_internal(CW_GET_CYGDRIVE_INFO, user, sys, flags, sysflags);
	CHECK_STR(user, "");
	CHECK_STR(sys, "/cygdrive");
	CHECK_STR(sysflags, "binmode");
	cygwin_split_path("/a/b//c/", dir, file);
	CHECK_STR(dir, "/a/b");
	CHECK_STR(file, "c");
	cygwin_split_path("c", dir, file);
	CHECK_STR(dir, ".");
	CHECK_STR(file, "c");
	cygwin_split_path("/c", dir, file);
	CHECK_STR(dir, "/");
	CHECK_STR(file, "c");
	cygwin_split_path("/", dir, file);
	CHECK_STR(dir, "/");
	CHECK_STR(file, "");
	cygwin_internal(CW_EXTRACT_DOMAIN_AND_USER, &pw, dir, file);
	CHECK_STR(dir, "DOM");
	CHECK_STR(file, "win");
	CHECK_INT(cygwin_internal(CW_CYGNAME_FROM_WINNAME, "DOM\\win", b,
	    sizeof b), 0);
	CHECK_STR(b, "win");
	CHECK_INT(cygwin_conv_to_full_win32_path("/", b), 0);
	CHECK(b[1] == ':');
	CHECK_INT(cygwin_conv_to_full_posix_path(b, c), 0);
	CHECK_STR(c, "/");
	CHECK_INT(cygwin_conv_to_win32_path("a/b", b), 0);
	CHECK_STR(b, "a\\b");
	CHECK_INT(cygwin_conv_to_posix_path("a\\b", b), 0);
	CHECK_STR(b, "a/b");
	CHECK_INT(cygwin_win32_to_posix_path_list("C:\\x;C:\\y", b), 0);
	CHECK_STR(b, "/cygdrive/c/x:/cygdrive/c/y");
	CHECK_INT(cygwin_win32_to_posix_path_list_buf_size("C:\\x;C:\\y"),
	    (int)strlen(b) + 1);
	CHECK_INT(cygwin_posix_to_win32_path_list(b, c), 0);
	CHECK_STR(c, "C:\\x;C:\\y");
	CHECK_INT(cygwin_posix_to_win32_path_list_buf_size(b),
	    (int)strlen(c) + 1);
}

static void
the_rest(char **argv)
{
	char b[64];
	HANDLE r, w;
	DWORD n;
	int fd;

	CHECK_INT(cygwin_internal(CW_GET_ERRNO_FROM_WINERROR,
	    ERROR_ACCESS_DENIED, 999), EACCES);
	CHECK_INT(cygwin_internal(CW_GET_ERRNO_FROM_WINERROR, 54321, 999),
	    999);
	CHECK_INT(cygwin_internal(CW_GET_ERRNO_FROM_WINERROR,
	    ERROR_TOO_MANY_LINKS, 999), EMLINK);
	CHECK_INT(cygwin_internal(CW_GET_ERRNO_FROM_WINERROR,
	    ERROR_WRITE_PROTECT, 999), EROFS);
	CHECK(((char **)cygwin_internal(CW_ARGV))[0] == argv[0]);
	CHECK((char **)cygwin_internal(CW_ENVP) == environ);
	CHECK_INT(cygwin_internal(CW_GET_BINMODE), O_BINARY);
	cygwin_internal(CW_SETERRNO, __FILE__, __LINE__, EXDEV);
	CHECK_INT(errno, EXDEV);
	CHECK_STR((char *)cygwin_internal(CW_STRERROR, ENOENT),
	    strerror(ENOENT));
	CHECK(strlen((char *)cygwin_internal(CW_GETVERSIONINFO)) > 0);
	CHECK_ERR((int)cygwin_internal((cygwin_getinfo_types)9999), ENOSYS);
	CHECK_OK(setenv("OF_THIS_TEST", "value", 1) == 0);
	CHECK_INT(GetEnvironmentVariableA("OF_THIS_TEST", b, sizeof b), 0);
	CHECK_INT(cygwin_internal(CW_SYNC_WINENV), 0);
	CHECK_INT(GetEnvironmentVariableA("OF_THIS_TEST", b, sizeof b), 5);
	CHECK_STR(b, "value");
	CHECK(CreatePipe(&r, &w, NULL, 0));
	CHECK_OK((fd = cygwin_attach_handle_to_fd(NULL, -1, r, 0,
	    GENERIC_READ)) > 2);
	CHECK(WriteFile(w, "abc", 3, &n, NULL));
	CHECK_INT(read(fd, b, sizeof b), 3);
	CHECK(WriteFile(w, "de", 2, &n, NULL));
	CHECK(ReadFile((HANDLE)get_osfhandle(fd), b, sizeof b, &n, NULL));
	CHECK(n == 2 && memcmp(b, "de", 2) == 0);
	close(fd);
	CHECK_ERR(_get_osfhandle(fd), EBADF);
	CHECK_ERR(cygwin_attach_handle_to_fd(NULL, -1, (HANDLE)0x7777770, 0,
	    0), EBADF);
}

/* The process' own user and group by their SIDs, and one of nobody. */
static void
accounts(void)
{
	static SID none = { 1, 1, { { 0, 0, 0, 0, 0, 5 } }, { 0x12345 } };
	union {
		TOKEN_USER user;
		TOKEN_PRIMARY_GROUP group;
		char room[1024];
	} info;
	struct passwd *pw;
	struct group *gr;
	HANDLE token;
	DWORD n;

	CHECK(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token));
	CHECK(GetTokenInformation(token, TokenUser, &info, sizeof info, &n));
	CHECK_INT(cygwin_internal(CW_GET_UID_FROM_SID, info.user.User.Sid),
	    getuid());
	pw = (void *)cygwin_internal(CW_GETPWSID, 0, info.user.User.Sid);
	CHECK(pw != NULL && pw->pw_uid == getuid());
	CHECK(GetTokenInformation(token, TokenPrimaryGroup, &info,
	    sizeof info, &n));
	CHECK_INT(cygwin_internal(CW_GET_GID_FROM_SID,
	    info.group.PrimaryGroup), getgid());
	gr = (void *)cygwin_internal(CW_GETGRSID, 0, info.group.PrimaryGroup);
	CHECK(gr != NULL && gr->gr_gid == getgid());
	CloseHandle(token);
	CHECK_INT((int)cygwin_internal(CW_GET_UID_FROM_SID, &none), -1);
	CHECK_ERR((int)cygwin_internal(CW_GETPWSID, 0, NULL), EINVAL);
	/* A wrong password is refused, also where none is checked (Wine). */
	CHECK((pw = getpwuid(getuid())) != NULL);
	errno = 0;
	CHECK(cygwin_logon_user(pw, "not this one, surely") == (HANDLE)-1);
	CHECK(errno == EACCES || errno == EOPNOTSUPP || errno == ENOENT);
	errno = 0;
	CHECK(cygwin_logon_user(NULL, "x") == (HANDLE)-1 && errno == EINVAL);
}

static void
environments(void)
{
	char *env[] = { (char *)"B=1", (char *)"A=two", NULL };
	wchar_t key[17], again[17], *block, *s;
	int a = 0, b = 0;

#if !defined(CW_CVT_ENV_TO_WINENV) || !defined(CW_INT_SETLOCALE)
#error programs ask for these by #ifdef
#endif
	block = (wchar_t *)cygwin_internal(CW_CVT_ENV_TO_WINENV, env);
	CHECK(block != NULL);
	for (s = block; *s != 0; s += wcslen(s) + 1) {
		a += wcscmp(s, L"A=two") == 0;
		b += wcscmp(s, L"B=1") == 0;
	}
	CHECK(a == 1 && b == 1);
	free(block);
	CHECK_INT(cygwin_internal(CW_GET_INSTKEY, key), 0);
	CHECK_INT(cygwin_internal(CW_GET_INSTKEY, again), 0);
	CHECK(wcslen(key) == 16 && wcscmp(key, again) == 0);
	CHECK_INT(cygwin_internal(CW_STRACE_ACTIVE), 0);
	CHECK_INT(cygwin_internal(CW_WINPID_TO_CYGWIN_PID,
	    (int)GetCurrentProcessId()), getpid());
}

/* Lines on standard error. */
static void
stack(void)
{
	char b[4096];
	ssize_t n;
	int p[2], saved = dup(2);

	CHECK_OK(pipe(p) == 0 && dup2(p[1], 2) == 2);
	cygwin_stackdump();
	CHECK_OK(dup2(saved, 2) == 2);
	close(p[1]);
	CHECK_OK((n = read(p[0], b, sizeof b - 1)) > 0);
	b[n] = '\0';
	CHECK(strchr(b, '\n') != NULL);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		for (;;)
			pause();
	processes(argv[0]);
	names();
	the_rest(argv);
	accounts();
	environments();
	stack();
	return (0);
}
