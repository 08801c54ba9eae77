/* SPDX-License-Identifier: BSD-2-Clause */
/* Maps a file, says so, and keeps it until its input ends. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

int
wmain(int argc, wchar_t **argv)
{
	HANDLE h, m;
	DWORD n;
	char c;

	if (argc != 2)
		return 100;
	h = CreateFileW(argv[1], GENERIC_READ | GENERIC_WRITE, 7, NULL,
	    OPEN_EXISTING, 0, NULL);
	m = CreateFileMappingW(h, NULL, PAGE_READWRITE, 0, 0, NULL);
	if (m == NULL || MapViewOfFile(m, FILE_MAP_WRITE, 0, 0, 0) == NULL)
		return 1;
	WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), "!", 1, &n, NULL);
	while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), &c, 1, &n, NULL) &&
	    n > 0)
		continue;
	return 0;
}
