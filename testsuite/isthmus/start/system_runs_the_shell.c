/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it brings its own shell */
/* timeout: 60 */
/*
 * system() starts <root>/bin/sh.exe -c COMMAND with our descriptors, current
 * directory and environment.  This program is the shell, too.
 */
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"

#define COMMAND	"exit 3; echo \"a b\" 'c' \\ \\\" \303\244 %PATH% *"

static void
put(const WCHAR *file)
{
	WCHAR to[200] = L"r\\bin\\";

	wcscat(to, wcsrchr(file, L'\\') + 1);
	CHECK(CopyFileW(file, to, FALSE));
}

/* As sh: says what it was given. */
static int
shell(int argc, char **argv)
{
	char here[4096];

	CHECK_INT(argc, 4);
	CHECK_STR(argv[1], "-c");
	CHECK_STR(argv[2], "--");
	CHECK_STR(argv[3], COMMAND);
	CHECK_STR(getenv("MARK"), "set by setenv \303\244");
	CHECK(strchr(getenv("PATH"), '\\') == NULL);
	CHECK(getcwd(here, sizeof here) != NULL);
	CHECK_STR(here, "/sub");
	CHECK_INT(read(0, here, 1), 0);
	puts("the shell was here");
	return (3);
}

/* In the root r: its parent. */
static int
parent(void)
{
	int status;

	CHECK(system(NULL) != 0);
	CHECK_OK(mkdir("/sub", 0777) == 0);
	CHECK_OK(chdir("/sub") == 0);
	CHECK_INT(setenv("MARK", "set by setenv \303\244", 1), 0);
	CHECK(freopen("/out", "w", stdout) != NULL);
	CHECK(freopen("/dev/null", "r", stdin) != NULL);
	status = system(COMMAND);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 3);
	CHECK_STR(contents("/out"), "the shell was here\n");
	return (0);
}

int
main(int argc, char **argv)
{
	WCHAR dll[4096];

	if (strcmp(argv[0], "sh") == 0)
		return (shell(argc, argv));
	if (argc > 1)
		return (parent());
	CHECK(CreateDirectoryW(L"r", NULL) &&
	    CreateDirectoryW(L"r\\bin", NULL));
	CHECK(GetModuleFileNameW(GetModuleHandleW(L"isthmus1.dll"), dll, 4096));
	put(dll);
	CHECK(CopyFileW(own_path(), L"r\\bin\\p.exe", FALSE));
	CHECK(CopyFileW(own_path(), L"r\\bin\\sh.exe", FALSE));
	CHECK_INT(run_child(L"r\\bin\\p.exe", L"p parent", NULL), 0);
	return (0);
}
