/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * walk FOLDER: the leanest raw walk through a tree: every name below it is
 * printed, as find does it, a folder's entries in reads of 64 KiB and its
 * folders opened relative to it.  For ours, see the table's kind "walk".
 */
#include <stdio.h>
#include <string.h>
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <winternl.h>

#define FULL_DIRECTORY	2	/* FileFullDirectoryInformation */

NTSTATUS NTAPI NtQueryDirectoryFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID,
    PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS, BOOLEAN,
    PUNICODE_STRING, BOOLEAN);

struct entry {
	ULONG next, index;
	LARGE_INTEGER times[4], size, allocation;
	ULONG attributes, name_bytes, ea_size;
	WCHAR name[1];
};

static char path[4096];

static HANDLE
open_folder(HANDLE parent, const WCHAR *name, USHORT bytes)
{
	UNICODE_STRING u = { bytes, bytes, (WCHAR *)name };
	OBJECT_ATTRIBUTES oa;
	IO_STATUS_BLOCK io;
	HANDLE h;

	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, parent,
	    NULL);
	return NtCreateFile(&h, FILE_LIST_DIRECTORY | SYNCHRONIZE, &oa, &io,
	    NULL, 0, 7, FILE_OPEN, FILE_DIRECTORY_FILE |
	    FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0) >= 0 ? h : NULL;
}

static int
is_dots(const struct entry *e)
{
	return e->name[0] == '.' && (e->name_bytes == 2 ||
	    (e->name_bytes == 4 && e->name[1] == '.'));
}

static int walk(HANDLE h, size_t at);

static int
one(HANDLE h, const struct entry *e, size_t at)
{
	HANDLE sub;
	int n, failed;

	if (is_dots(e))
		return 0;
	n = WideCharToMultiByte(CP_UTF8, 0, e->name, (int)e->name_bytes / 2,
	    path + at + 1, (int)(sizeof path - at - 2), NULL, NULL);
	path[at] = '/';
	path[at + 1 + (size_t)n] = '\0';
	puts(path);
	if ((e->attributes & FILE_ATTRIBUTE_DIRECTORY) == 0)
		return 0;
	if ((sub = open_folder(h, e->name, (USHORT)e->name_bytes)) == NULL)
		return 1;
	failed = walk(sub, at + 1 + (size_t)n);
	NtClose(sub);
	return failed;
}

static int
walk(HANDLE h, size_t at)
{
	char buf[65536] __attribute__((aligned(8)));
	const struct entry *e;
	IO_STATUS_BLOCK io;

	while (NtQueryDirectoryFile(h, NULL, NULL, NULL, &io, buf, sizeof buf,
	    (FILE_INFORMATION_CLASS)FULL_DIRECTORY, FALSE, NULL, FALSE) == 0)
		for (e = (void *)buf;; e = (void *)((char *)e + e->next)) {
			if (one(h, e, at) != 0)
				return 1;
			if (e->next == 0)
				break;
		}
	return 0;
}

int
main(int argc, char **argv)
{
	static char out[65536];
	WCHAR name[1000] = L"\\??\\";
	HANDLE h;

	if (argc != 2)
		return 2;
	setvbuf(stdout, out, _IOFBF, sizeof out);
	strcpy(path, argv[1]);
	puts(path);
	GetFullPathNameA(argv[1], sizeof path / 2, path + sizeof path / 2,
	    NULL);
	MultiByteToWideChar(CP_UTF8, 0, path + sizeof path / 2, -1, name + 4,
	    990);
	if ((h = open_folder(NULL, name, (USHORT)(2 * wcslen(name)))) == NULL)
		return 1;
	return walk(h, strlen(path));
}
