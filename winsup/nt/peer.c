/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/peer.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/process.h"
#include <psapi.h>

extern char __ImageBase[];

#define SELF	((HANDLE)(LONG_PTR)-1)

static int
open_for(uint32_t winpid, uint64_t started, DWORD access, nt_handle *out)
{
	HANDLE h = OpenProcess(access | SYNCHRONIZE, FALSE, winpid);

	if (h == NULL)
		return GetLastError() == ERROR_ACCESS_DENIED ? -EPERM :
		    -ESRCH;
	if (WaitForSingleObject(h, 0) == WAIT_OBJECT_0 ||
	    (started != 0 && nt_process_started(h) != started)) {
		CloseHandle(h);
		return -ESRCH;
	}
	*out = h;
	return 0;
}

int
nt_peer_open(uint32_t winpid, uint64_t started, nt_handle *out)
{
	return open_for(winpid, started, PROCESS_VM_READ |
	    PROCESS_QUERY_INFORMATION | PROCESS_QUERY_LIMITED_INFORMATION,
	    out);
}

int
nt_peer_read(nt_handle h, const void *there, void *dst, size_t n)
{
	SIZE_T done = 0;

	return ReadProcessMemory(h, there, dst, n, &done) && done == n ? 0 :
	    -EFAULT;
}

/*
 * The head of the image at base there is that of ours, but for where it was
 * loaded: sizes, the time it was linked and the sum over the file.
 */
static int
is_ours(HANDLE h, const char *base)
{
	const IMAGE_DOS_HEADER *dos = (const void *)__ImageBase;
	IMAGE_NT_HEADERS64 own, other;

	memcpy(&own, __ImageBase + dos->e_lfanew, sizeof own);
	if (nt_peer_read(h, base + dos->e_lfanew, &other, sizeof other) < 0)
		return 0;
	own.OptionalHeader.ImageBase = other.OptionalHeader.ImageBase = 0;
	return memcmp(&own, &other, sizeof own) == 0;
}

#define MODULES	256

int
nt_peer_image(nt_handle h, ptrdiff_t *shift)
{
	HMODULE list[MODULES];
	DWORD bytes, n;

	*shift = 0;
	if (is_ours(h, __ImageBase))
		return 0;
	if (!K32EnumProcessModules(h, list, sizeof list, &bytes))
		return -ENOENT;
	n = bytes / sizeof list[0] < MODULES ? bytes / sizeof list[0] :
	    MODULES;
	for (DWORD i = 0; i < n; i++)
		if (is_ours(h, (const char *)list[i])) {
			*shift = (const char *)list[i] - __ImageBase;
			return 0;
		}
	return -ENOENT;
}

int
nt_peer_memory(nt_handle h, const void *there, struct nt_mem_info *info)
{
	return nt_mem_info_of(h != NULL ? h : SELF, there, info);
}

BOOL WINAPI K32QueryWorkingSetEx(HANDLE, PVOID, DWORD);

static void
count_page(struct nt_residents *r, const PSAPI_WORKING_SET_EX_BLOCK *b)
{
	if (!b->Valid)
		return;
	r->locked += b->Locked;
	if (!b->Shared)
		r->own++;
	else {
		r->shared++;
		r->portions += NT_PAGE / (b->ShareCount > 1 ?
		    b->ShareCount : 1);
	}
}

int
nt_peer_residents(nt_handle h, const void *there, size_t pages,
    struct nt_residents *out)
{
	PSAPI_WORKING_SET_EX_INFORMATION w[256];
	const char *at = there;
	size_t n;

	for (; pages > 0; pages -= n) {
		n = pages < 256 ? pages : 256;
		for (size_t i = 0; i < n; i++, at += NT_PAGE)
			w[i].VirtualAddress = (void *)at;
		if (!K32QueryWorkingSetEx(h != NULL ? h : SELF, w,
		    (DWORD)(n * sizeof w[0])))
			return nt_last_errno();
		for (size_t i = 0; i < n; i++)
			count_page(out, &w[i].VirtualAttributes);
	}
	return 0;
}

/* "\Device\HarddiskVolume2\x" to "\??\C:\x", by trying the drives. */
static long
name_by_drive(uint16_t *name, size_t units, size_t max)
{
	WCHAR device[MAX_PATH], letter[3] = L"A:";
	DWORD drives = GetLogicalDrives(), n;

	for (; letter[0] <= 'Z'; letter[0]++, drives >>= 1) {
		if (!(drives & 1) ||
		    QueryDosDeviceW(letter, device, MAX_PATH) == 0)
			continue;
		n = (DWORD)lstrlenW(device);
		if (n >= units || name[n] != '\\' ||
		    memcmp(name, device, n * sizeof *device) != 0)
			continue;
		if (units - n + 6 > max)
			return -ENAMETOOLONG;
		memmove(name + 6, name + n, (units - n) * sizeof *name);
		memcpy(name, L"\\??\\", 4 * sizeof *name);
		memcpy(name + 4, letter, 2 * sizeof *name);
		return (long)(units - n + 6);
	}
	return -ENOENT;
}

long
nt_peer_file(nt_handle h, const void *there, uint16_t *name, size_t max)
{
	DWORD units = K32GetMappedFileNameW(h != NULL ? h : SELF,
	    (PVOID)there, (WCHAR *)name, (DWORD)max);

	if (units == 0 || units >= max)
		return -ENOENT;
	/* Wine gives the name the file was opened by. */
	if (units > 4 && memcmp(name, L"\\??\\", 4 * sizeof *name) == 0)
		return (long)units;
	return name_by_drive(name, units, max);
}

int
nt_peer_take(uint32_t winpid, uint64_t started, uint64_t value,
    nt_handle *out)
{
	nt_handle h;
	int e = open_for(winpid, started, PROCESS_DUP_HANDLE |
	    PROCESS_QUERY_LIMITED_INFORMATION, &h);

	if (e < 0)
		return e;
	if (!DuplicateHandle(h, (HANDLE)(uintptr_t)value, SELF, out, 0, FALSE,
	    DUPLICATE_SAME_ACCESS))
		e = nt_last_errno();
	CloseHandle(h);
	return e;
}

int
nt_peer_transfers(nt_handle h, struct nt_transfers *out)
{
	IO_COUNTERS c;

	if (!GetProcessIoCounters(h != NULL ? h : SELF, &c))
		return nt_last_errno();
	out->reads = c.ReadOperationCount;
	out->writes = c.WriteOperationCount;
	out->bytes_read = c.ReadTransferCount;
	out->bytes_written = c.WriteTransferCount;
	return 0;
}
