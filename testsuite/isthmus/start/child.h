/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A test that starts itself again as Windows' own programs would start it.
 */
#ifndef ISTHMUS_TEST_CHILD_H
#define ISTHMUS_TEST_CHILD_H

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <sys/cygwin.h>
#include <wchar.h>

#include "test.h"

/*
 * Relative names of Win32 go by Windows' own current directory, which a
 * program leaves at its start.
 */
static inline void __attribute__((constructor))
go_where_posix_is(void)
{
	static WCHAR here[4096];

	CHECK(cygwin_conv_path(CCP_POSIX_TO_WIN_W, ".", here,
	    sizeof(here)) == 0);
	CHECK(SetCurrentDirectoryW(here));
}

/* This program's Win32 path. */
static inline WCHAR *
own_path(void)
{
	static WCHAR path[4096];

	CHECK(GetModuleFileNameW(NULL, path, 4096) > 0);
	return path;
}

/*
 * Runs program with that command line and, if start is not NULL, those
 * standard handles; returns its exit code.
 */
static inline DWORD
run_child(const WCHAR *program, const WCHAR *line, STARTUPINFOW *start)
{
	static WCHAR copy[32768];
	STARTUPINFOW plain = { .cb = sizeof(plain) };
	PROCESS_INFORMATION info;
	DWORD code;

	CHECK(wcslen(line) < 32768);
	wcscpy(copy, line);
	/* A child inherits this: no dialogue for what fails to start. */
	SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
	if (!CreateProcessW(program, copy, NULL, NULL, TRUE, 0, NULL, NULL,
	    start != NULL ? start : &plain, &info)) {
		fprintf(stderr, "CreateProcess: error %lu\n",
		    (unsigned long)GetLastError());
		exit(1);
	}
	if (WaitForSingleObject(info.hProcess, 60000) != WAIT_OBJECT_0) {
		TerminateProcess(info.hProcess, 99);
		fprintf(stderr, "the child hangs\n");
		exit(1);
	}
	CHECK(GetExitCodeProcess(info.hProcess, &code));
	CloseHandle(info.hThread);
	CloseHandle(info.hProcess);
	return code;
}

/* What the file of that name holds, at most size - 1 bytes. */
static inline const char *
contents(const char *name)
{
	static char text[4096];
	FILE *f = fopen(name, "r");
	size_t n;

	CHECK_OK(f != NULL);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

/* An inheritable handle to a new file that takes a child's messages. */
static inline HANDLE
message_file(const WCHAR *name)
{
	SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
	HANDLE h = CreateFileW(name, GENERIC_WRITE, FILE_SHARE_READ, &inherit,
	    CREATE_ALWAYS, 0, NULL);

	CHECK(h != INVALID_HANDLE_VALUE);
	return h;
}

#endif
