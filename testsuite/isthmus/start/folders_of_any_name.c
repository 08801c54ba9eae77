/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/*
 * The program and its DLL run from a folder with blanks and letters beyond
 * ASCII, and from one that is read-only; without its DLL Windows refuses
 * to start it (STATUS_DLL_NOT_FOUND).  Where the name is longer than MAX_PATH
 * it runs, or the error says that.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"

#define FOLDER	L"a b \x00e4\x20ac\xd83d\xde00"
#define FOLDER8	"a b \303\244\342\202\254\360\237\230\200"

static void
copy_dll(const WCHAR *to)
{
	WCHAR from[4096];
	HMODULE dll = GetModuleHandleW(L"isthmus1.dll");

	CHECK(dll != NULL && GetModuleFileNameW(dll, from, 4096) > 0);
	CHECK(CopyFileW(from, to, FALSE));
}

static int
child(char **argv)
{
	struct stat st;

	if (strcmp(argv[1], "name") == 0) {
		/* The DLL's folder is the root. */
		CHECK_STR(argv[0], "/p");
		CHECK_OK(stat("/p.exe", &st) == 0);
		CHECK_OK(stat(FOLDER8 "/p.exe", &st) == 0);
	}
	puts("here");
	return (fflush(stdout) != 0);
}

static void
longer_than_win32_likes(void)
{
	static WCHAR win32[4096];
	char path[1000] = "deep";
	int status;
	pid_t pid;

	CHECK_OK(mkdir(path, 0755) == 0);
	while (strlen(path) < 400)
		CHECK_OK(mkdir(strcat(path, "/another folder"), 0755) == 0);
	strcat(path, "/isthmus1.dll");
	CHECK(cygwin_conv_path(CCP_POSIX_TO_WIN_W, path, win32,
	    sizeof(win32)) == 0);
	copy_dll(win32);
	strcpy(strrchr(path, '/'), "/p.exe");
	CHECK(cygwin_conv_path(CCP_POSIX_TO_WIN_W, path, win32,
	    sizeof(win32)) == 0);
	CHECK(CopyFileW(own_path(), win32, FALSE));
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execl(path, path, "run", (char *)NULL);
		_exit(errno == ENAMETOOLONG ? 0 : 1);
	}
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
}

int
main(int argc, char **argv)
{
	WCHAR line[5000], full[4096];

	if (argc > 1)
		return (child(argv));
	CHECK(CreateDirectoryW(FOLDER, NULL));
	CHECK(CopyFileW(own_path(), FOLDER L"\\p.exe", FALSE));
	CHECK(SetEnvironmentVariableW(L"PATH", L"C:\\windows\\system32"));
	CHECK_INT(run_child(FOLDER L"\\p.exe", L"p run", NULL), 0xc0000135);
	copy_dll(FOLDER L"\\isthmus1.dll");
	CHECK(GetFullPathNameW(FOLDER L"\\p.exe", 4096, full, NULL) > 0);
	wcscpy(line, L"\"");
	wcscat(line, full);
	wcscat(line, L"\" name");
	CHECK_INT(run_child(FOLDER L"\\p.exe", line, NULL), 0);
	CHECK_OK(chmod(FOLDER8, 0555) == 0);
	CHECK_INT(run_child(FOLDER L"\\p.exe", L"p run", NULL), 0);
	CHECK_OK(chmod(FOLDER8, 0755) == 0);
	longer_than_win32_likes();
	return (0);
}
