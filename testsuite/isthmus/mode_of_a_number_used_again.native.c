/* SPDX-License-Identifier: BSD-2-Clause */
/*
 *	append A	writes a byte to A's end, two seconds into the future
 *	move A B	renames A
 *	replace A B	removes A and makes 100 files B0.c, B1.c ...
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

static int
append(const wchar_t *name)
{
	HANDLE h = CreateFileW(name, FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES,
	    7, NULL, OPEN_EXISTING, 0, NULL);
	ULARGE_INTEGER t;
	FILETIME now;
	DWORD done;
	int ok;

	if (h == INVALID_HANDLE_VALUE)
		return 1;
	GetSystemTimeAsFileTime(&now);
	t.LowPart = now.dwLowDateTime;
	t.HighPart = now.dwHighDateTime;
	t.QuadPart += 20000000;
	now.dwLowDateTime = t.LowPart;
	now.dwHighDateTime = t.HighPart;
	ok = WriteFile(h, "x", 1, &done, NULL) &&
	    SetFileTime(h, NULL, NULL, &now);
	CloseHandle(h);
	return !ok;
}

int
wmain(int argc, wchar_t **argv)
{
	wchar_t name[300];
	HANDLE h;

	if (argc != 4)
		return 100;
	if (wcscmp(argv[1], L"append") == 0)
		return append(argv[2]);
	if (wcscmp(argv[1], L"move") == 0)
		return !MoveFileW(argv[2], argv[3]);
	if (!DeleteFileW(argv[2]))
		return 2;
	for (int i = 0; i < 100; i++) {
		swprintf(name, 300, L"%ls%d.c", argv[3], i);
		h = CreateFileW(name, GENERIC_WRITE, 7, NULL, CREATE_NEW, 0,
		    NULL);
		if (h == INVALID_HANDLE_VALUE)
			return 3;
		CloseHandle(h);
	}
	return 0;
}
