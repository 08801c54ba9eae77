/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where the installation lies: the folder of the DLL, or the one above it if
 * that is called "bin".
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>
#include <wchar.h>

#include "nt/drive.h"
#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"

#define LONG_PREFIX	4	/* \\?\ or \??\ */

/*
 * Puts a Win32 path that GetModuleFileNameW and others gave into NT form.
 * Returns its units, 0 if it does not fit.
 */
static size_t
to_nt(uint16_t *nt, size_t max, const WCHAR *win32, size_t units)
{
	static const uint16_t plain[] = { '\\', '?', '?', '\\' };
	static const uint16_t unc[] = { '\\', '?', '?', '\\', 'U', 'N', 'C' };
	size_t head = 4;

	if (units >= LONG_PREFIX && win32[0] == '\\' && win32[1] == '\\' &&
	    (win32[2] == '?' || win32[2] == '.') && win32[3] == '\\') {
		win32 += LONG_PREFIX;
		units -= LONG_PREFIX;
	} else if (units >= 2 && win32[0] == '\\' && win32[1] == '\\') {
		win32 += 1;
		units -= 1;
		head = 7;
	}
	if (head + units > max)
		return 0;
	memcpy(nt, head == 7 ? unc : plain, head * sizeof *nt);
	memcpy(nt + head, win32, units * sizeof *nt);
	return head + units;
}

static size_t
last_component(const uint16_t *s, size_t units)
{
	while (units > 0 && s[units - 1] != '\\')
		units--;
	return units;
}

static int
is_bin(const uint16_t *s, size_t units)
{
	return units == 3 && (s[0] | 0x20) == 'b' && (s[1] | 0x20) == 'i' &&
	    (s[2] | 0x20) == 'n';
}

/* Units of the root in nt, which holds the DLL's own path. */
static size_t
root_of(const uint16_t *nt, size_t units)
{
	size_t dir = last_component(nt, units);	/* with its backslash */
	size_t up;

	if (dir <= 7)
		return dir;
	up = last_component(nt, dir - 1);
	return is_bin(nt + up, dir - 1 - up) && up >= 7 ? up : dir - 1;
}

static HMODULE
own_module(void)
{
	HMODULE self = NULL;

	GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
	    GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
	    (LPCWSTR)&path_root, &self);
	return self;
}

/*
 * Windows' own current directory is a handle that keeps the folder, and it
 * alone, from being renamed or removed: this process leaves it for the root.
 */
static void
leave_folder(uint16_t *nt, size_t units)
{
	size_t from = 4;

	if (units > 7 && nt[5] != ':') {
		nt[6] = '\\';		/* UNC\server: \\server */
		from = 6;
	}
	if (units == 6)
		nt[units++] = '\\';
	nt[units] = 0;
	SetCurrentDirectoryW((const WCHAR *)nt + from);
}

static WCHAR win32[PATH_NT_MAX];
static uint16_t nt[PATH_NT_MAX];	/* the root, and more for path_begin */

int
path_init(void)
{
	size_t units;
	DWORD n;

	n = GetModuleFileNameW(own_module(), win32, PATH_NT_MAX);
	if (n == 0 || n >= PATH_NT_MAX)
		return n == 0 ? nt_last_errno() : -ENAMETOOLONG;
	units = to_nt(nt, PATH_NT_MAX, win32, n);
	path_set_root(nt, root_of(nt, units), "/");
	return 0;
}

int
path_begin(int has_cwd)
{
	char cwd[PATH_MAX];
	DWORD n = has_cwd ? 1 : GetCurrentDirectoryW(PATH_NT_MAX, win32);
	size_t units;

	leave_folder(nt, path_root.units);
	if (has_cwd)
		return 0;	/* spares reading the mount table */
	if (n == 0 || n >= PATH_NT_MAX)
		return n == 0 ? nt_last_errno() : -ENAMETOOLONG;
	units = to_nt(nt, PATH_NT_MAX, win32, n);
	if (path_from_nt(cwd, sizeof cwd, nt, units) > 0)
		path_setcwd(cwd);
	return 0;
}

long
path_temp_name(uint16_t *nt, size_t max)
{
	WCHAR win32[MAX_PATH + 2];
	DWORD n = GetTempPathW(MAX_PATH + 1, win32);

	if (n == 0 || n > MAX_PATH + 1)
		return -ENOENT;
	while (n > 3 && win32[n - 1] == '\\')
		n--;
	return (long)to_nt(nt, max, win32, n);
}

long
path_user_name(char *dst, size_t size)
{
	WCHAR name[256 + 1];
	DWORD n = GetEnvironmentVariableW(L"USERNAME", name, 257);
	size_t len;

	if (n == 0 || n > 256)
		return -ENOENT;
	len = path_name_from_nt(dst, size - 1, (const uint16_t *)name, n);
	if (len >= size || memchr(dst, '/', len) != NULL)
		return -ENOENT;
	dst[len] = '\0';
	return (long)len;
}

uint32_t
path_drives(void)
{
	return GetLogicalDrives();
}

int
path_blocks(unsigned *n, char name[16])
{
	struct nt_partition list[NT_PARTITIONS];
	uint32_t set[NT_DRIVES / 32];
	nt_handle h;
	int parts;

	nt_drives(set);
	for (unsigned d = 0; d < NT_DRIVES; d++) {
		if ((set[d / 32] >> d % 32 & 1) == 0 ||
		    nt_drive_open(&h, d, 0) < 0)
			continue;
		parts = nt_drive_partitions(h, list);
		nt_close(h);
		for (int i = -1; i < parts || i < 0; i++)
			if ((*n)-- == 0) {
				path_block_name(name, d, i < 0 ? 0 :
				    list[i].number);
				return 1;
			}
	}
	return 0;
}
