/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A native Windows program:
 *	program		as the test's own: "x", and "y" if it is still there
 *	run PROGRAM ..	starts a program, waits, and ends with its code
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

#include "run.native.h"

static void
say(const char *c)
{
	DWORD n;

	WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), c, 1, &n, NULL);
}

int
wmain(int argc, wchar_t **argv)
{
	if (argc > 2 && wcscmp(argv[1], L"run") == 0)
		return run(argv + 2);
	say("x");
	Sleep(10000);
	say("y");
	return 0;
}
