/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A native Windows program:
 *	program		as the test's own: "x", and "y" if it is still there
 *	run PROGRAM ..	starts a program, waits, and ends with its code
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

static void
say(const char *c)
{
	DWORD n;

	WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), c, 1, &n, NULL);
}

static int
run(wchar_t **argv)
{
	static wchar_t line[2000];
	STARTUPINFOW start = { .cb = sizeof(start) };
	PROCESS_INFORMATION info;
	DWORD code = 255;

	for (; *argv != NULL; argv++) {
		wcscat(line, *argv);
		wcscat(line, L" ");
	}
	if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL,
	    &start, &info))
		return 254;
	WaitForSingleObject(info.hProcess, INFINITE);
	GetExitCodeProcess(info.hProcess, &code);
	return (int)code;
}

int
wmain(int argc, wchar_t **argv)
{
	if (argc > 2 && wcscmp(argv[1], L"run") == 0)
		return run(argv + 2);
	say("x");
	Sleep(2000);
	say("y");
	return 0;
}
