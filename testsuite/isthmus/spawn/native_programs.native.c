/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A native Windows program, which knows nothing of ours:
 *	args ...	its arguments, as Microsoft's C runtime has split them,
 *			in UTF-16 units by fours of digits, a line each
 *	name		how it was called
 *	env NAME	a variable's value
 *	copy		standard input to standard output and error, in turn
 *	code N		ends with it
 *	crash		ends by an access violation
 *	run PROGRAM ..	starts a program, waits, and ends with its code
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "run.native.h"

static int
copy(void)
{
	HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
	HANDLE out[2] = { GetStdHandle(STD_OUTPUT_HANDLE),
	    GetStdHandle(STD_ERROR_HANDLE) };
	DWORD n, done;
	char c;
	int i = 0;

	while (ReadFile(in, &c, 1, &n, NULL) && n == 1)
		if (!WriteFile(out[i++ & 1], &c, 1, &done, NULL))
			return 1;
	return 0;
}

int
wmain(int argc, wchar_t **argv)
{
	const wchar_t *value;

	SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
	if (argc < 2)
		return 100;
	if (wcscmp(argv[1], L"copy") == 0)
		return copy();
	if (wcscmp(argv[1], L"code") == 0)
		ExitProcess((UINT)wcstoul(argv[2], NULL, 0));
	if (wcscmp(argv[1], L"run") == 0)
		return run(argv + 2);
	if (wcscmp(argv[1], L"name") == 0) {
		printf("%ls\n", argv[0]);
		return 0;
	}
	if (wcscmp(argv[1], L"crash") == 0)
		return *(volatile int *)8;
	if (wcscmp(argv[1], L"env") == 0) {
		value = _wgetenv(argv[2]);
		printf("%ls\n", value != NULL ? value : L"(none)");
		return 0;
	}
	for (int i = 2; i < argc; i++) {
		for (const wchar_t *s = argv[i]; *s != 0; s++)
			printf("%04x", (unsigned)*s);
		printf("\n");
	}
	return 0;
}
