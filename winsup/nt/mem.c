/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/mem.h"

#include <errno.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include <psapi.h>

/* wdm.h, ntifs.h; winternl.h leaves them out. */
NTSTATUS NTAPI NtAllocateVirtualMemory(HANDLE, PVOID *, ULONG_PTR, PSIZE_T,
    ULONG, ULONG);
NTSTATUS NTAPI NtFreeVirtualMemory(HANDLE, PVOID *, PSIZE_T, ULONG);
NTSTATUS NTAPI NtProtectVirtualMemory(HANDLE, PVOID *, PSIZE_T, ULONG,
    PULONG);
NTSTATUS NTAPI NtCreateSection(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES,
    PLARGE_INTEGER, ULONG, ULONG, HANDLE);
NTSTATUS NTAPI NtMapViewOfSection(HANDLE, HANDLE, PVOID *, ULONG_PTR, SIZE_T,
    PLARGE_INTEGER, PSIZE_T, ULONG, ULONG, ULONG);
NTSTATUS NTAPI NtUnmapViewOfSection(HANDLE, PVOID);

#define VIEW_UNMAP	2u	/* SECTION_INHERIT: children do not get it */

#define SELF	((HANDLE)(LONG_PTR)-1)		/* NtCurrentProcess() */

static ULONG
page_prot(uint32_t prot)
{
	ULONG p;

	switch (prot & (NT_MEM_READ | NT_MEM_WRITE | NT_MEM_EXEC)) {
	case NT_MEM_NONE:
		return PAGE_NOACCESS;
	case NT_MEM_READ:
		p = PAGE_READONLY;
		break;
	case NT_MEM_EXEC:
		p = PAGE_EXECUTE;
		break;
	case NT_MEM_READ | NT_MEM_EXEC:
		p = PAGE_EXECUTE_READ;
		break;
	case NT_MEM_WRITE:
	case NT_MEM_READ | NT_MEM_WRITE:
		p = prot & NT_MEM_COPY ? PAGE_WRITECOPY : PAGE_READWRITE;
		break;
	default:
		p = prot & NT_MEM_COPY ? PAGE_EXECUTE_WRITECOPY :
		    PAGE_EXECUTE_READWRITE;
		break;
	}
	return prot & NT_MEM_GUARD ? p | PAGE_GUARD : p;
}

static uint32_t
prot_of_page(DWORD p)
{
	uint32_t guard = p & PAGE_GUARD ? NT_MEM_GUARD : 0;

	switch (p & 0xff) {
	case PAGE_READONLY:
		return guard | NT_MEM_READ;
	case PAGE_READWRITE:
		return guard | NT_MEM_READ | NT_MEM_WRITE;
	case PAGE_WRITECOPY:
		return guard | NT_MEM_READ | NT_MEM_WRITE | NT_MEM_COPY;
	case PAGE_EXECUTE:
		return guard | NT_MEM_EXEC;
	case PAGE_EXECUTE_READ:
		return guard | NT_MEM_READ | NT_MEM_EXEC;
	case PAGE_EXECUTE_READWRITE:
		return guard | NT_MEM_READ | NT_MEM_WRITE | NT_MEM_EXEC;
	case PAGE_EXECUTE_WRITECOPY:
		return guard | NT_MEM_READ | NT_MEM_WRITE | NT_MEM_EXEC |
		    NT_MEM_COPY;
	default:
		return guard;
	}
}

/*
 * Exceptions to nt_errno() in this file: what the address already holds is
 * EEXIST, whatever the system is short of is ENOMEM.
 */
static int
mem_errno(NTSTATUS st)
{
	if (NT_SUCCESS(st))
		return 0;
	switch ((ULONG)st) {
	case (ULONG)STATUS_CONFLICTING_ADDRESSES:
		return -EEXIST;
	case (ULONG)STATUS_NO_MEMORY:
	case (ULONG)STATUS_COMMITMENT_LIMIT:
	case (ULONG)STATUS_SECTION_TOO_BIG:
	case (ULONG)STATUS_DISK_FULL:	/* Wine: its sections are files */
		return -ENOMEM;
	default:
		return nt_errno((uint32_t)st);
	}
}

int
nt_mem_reserve(void *addr, size_t size, void **out)
{
	PVOID base = addr;
	SIZE_T n = size;
	NTSTATUS st;

	st = NtAllocateVirtualMemory(SELF, &base, 0, &n, MEM_RESERVE,
	    PAGE_READWRITE);
	if (!NT_SUCCESS(st))
		return mem_errno(st);
	if (out != NULL)
		*out = base;
	return 0;
}

int
nt_mem_commit(void *addr, size_t size, uint32_t prot)
{
	PVOID base = addr;
	SIZE_T n = size;

	return mem_errno(NtAllocateVirtualMemory(SELF, &base, 0, &n,
	    MEM_COMMIT, page_prot(prot)));
}

int
nt_mem_decommit(void *addr, size_t size)
{
	PVOID base = addr;
	SIZE_T n = size;

	return mem_errno(NtFreeVirtualMemory(SELF, &base, &n, MEM_DECOMMIT));
}

int
nt_mem_release(void *addr)
{
	PVOID base = addr;
	SIZE_T n = 0;

	return mem_errno(NtFreeVirtualMemory(SELF, &base, &n, MEM_RELEASE));
}

int
nt_mem_protect(void *addr, size_t size, uint32_t prot)
{
	PVOID base = addr;
	SIZE_T n = size;
	ULONG old;

	return mem_errno(NtProtectVirtualMemory(SELF, &base, &n,
	    page_prot(prot), &old));
}

int
nt_mem_forget(void *addr, size_t size)
{
	PVOID base = addr;
	SIZE_T n = size;
	NTSTATUS st;

	st = NtAllocateVirtualMemory(SELF, &base, 0, &n, MEM_RESET,
	    PAGE_READWRITE);
	/* What is not locked leaves the working set (VirtualUnlock). */
	if (NT_SUCCESS(st))
		VirtualUnlock(addr, size);
	return mem_errno(st);
}

int
nt_mem_flush(void *addr, size_t size)
{
	return FlushViewOfFile(addr, size) ? 0 : -EIO;
}

/* What can be locked is a part of the working set: makes that larger. */
static int
grow_working_set(size_t by)
{
	SIZE_T least, most;

	by += by / 4 + 16 * NT_PAGE;
	return GetProcessWorkingSetSize(SELF, &least, &most) &&
	    SetProcessWorkingSetSize(SELF, least + by, most + by);
}

int
nt_mem_lock(void *addr, size_t size, int on)
{
	if (on && !VirtualLock(addr, size)) {
		if (GetLastError() == ERROR_NOACCESS)
			return -ENOMEM;
		if (GetLastError() != ERROR_WORKING_SET_QUOTA ||
		    !grow_working_set(size) || !VirtualLock(addr, size))
			return -EAGAIN;
	}
	if (on)
		return 0;
	/* What was not locked is not locked afterwards. */
	VirtualUnlock(addr, size);
	return 0;
}

BOOL WINAPI K32QueryWorkingSetEx(HANDLE, PVOID, DWORD);

/* Each call of it opens a file on Wine. */
static int
ask_pages(const char *addr, size_t pages, unsigned char *vec,
    unsigned char (*tell)(const PSAPI_WORKING_SET_EX_BLOCK *))
{
	PSAPI_WORKING_SET_EX_INFORMATION w[256];
	size_t n;

	for (; pages > 0; pages -= n, vec += n) {
		n = pages < 256 ? pages : 256;
		for (size_t i = 0; i < n; i++, addr += NT_PAGE)
			w[i].VirtualAddress = (void *)addr;
		if (!K32QueryWorkingSetEx(SELF, w, (DWORD)(n * sizeof(w[0]))))
			return nt_last_errno();
		for (size_t i = 0; i < n; i++)
			vec[i] = tell(&w[i].VirtualAttributes);
	}
	return 0;
}

static unsigned char
is_valid(const PSAPI_WORKING_SET_EX_BLOCK *b)
{
	return b->Valid;
}

static unsigned char
is_own(const PSAPI_WORKING_SET_EX_BLOCK *b)
{
	return !b->Valid || !b->Shared;
}

int
nt_mem_resident(void *addr, size_t pages, unsigned char *vec)
{
	return ask_pages(addr, pages, vec, is_valid);
}

int
nt_mem_own(const void *addr, size_t pages, unsigned char *vec)
{
	return ask_pages(addr, pages, vec, is_own);
}

static void
describe(const MEMORY_BASIC_INFORMATION *m, struct nt_mem_info *info)
{
	info->base = m->BaseAddress;
	info->allocation = m->State == MEM_FREE ? NULL : m->AllocationBase;
	info->size = m->RegionSize;
	info->state = m->State == MEM_FREE ? NT_MEM_FREE :
	    m->State == MEM_RESERVE ? NT_MEM_RESERVED : NT_MEM_COMMITTED;
	info->kind = m->Type == MEM_IMAGE ? NT_MEM_IMAGE :
	    m->Type == MEM_MAPPED ? NT_MEM_MAPPED : NT_MEM_PRIVATE;
	info->prot = m->State == MEM_COMMIT ? prot_of_page(m->Protect) : 0;
}

int
nt_mem_info(const void *addr, struct nt_mem_info *info)
{
	MEMORY_BASIC_INFORMATION m;

	if (VirtualQuery(addr, &m, sizeof(m)) == 0)
		return nt_last_errno();
	describe(&m, info);
	return 0;
}

int
nt_mem_info_of(nt_handle process, const void *addr, struct nt_mem_info *info)
{
	MEMORY_BASIC_INFORMATION m;

	if (VirtualQueryEx(process, addr, &m, sizeof(m)) == 0)
		return nt_last_errno();
	describe(&m, info);
	return 0;
}

int
nt_section_create(nt_handle *out, uint64_t size, int commit)
{
	LARGE_INTEGER max;
	HANDLE h;
	NTSTATUS st;

	max.QuadPart = (LONGLONG)size;
	st = NtCreateSection(&h, SECTION_ALL_ACCESS, NULL, &max,
	    PAGE_EXECUTE_READWRITE, commit ? SEC_COMMIT : SEC_RESERVE, NULL);
	if (!NT_SUCCESS(st))
		return mem_errno(st);
	*out = h;
	return 0;
}

int
nt_section_create_file(nt_handle *out, nt_handle file, uint32_t prot)
{
	HANDLE h;
	NTSTATUS st;
	ACCESS_MASK access = SECTION_QUERY | SECTION_MAP_READ;

	if (prot & NT_MEM_WRITE && !(prot & NT_MEM_COPY))
		access |= SECTION_MAP_WRITE;
	if (prot & NT_MEM_EXEC)
		access |= SECTION_MAP_EXECUTE;
	st = NtCreateSection(&h, access, NULL, NULL, page_prot(prot),
	    SEC_COMMIT, file);
	if (!NT_SUCCESS(st))
		return mem_errno(st);
	*out = h;
	return 0;
}

int
nt_section_map(nt_handle section, void **addr, size_t size, uint64_t offset,
    uint32_t prot)
{
	LARGE_INTEGER off;
	PVOID base = *addr;
	SIZE_T n = size;
	NTSTATUS st;

	off.QuadPart = (LONGLONG)offset;
	st = NtMapViewOfSection(section, SELF, &base, 0, 0, &off, &n,
	    VIEW_UNMAP, 0, page_prot(prot));
	if (!NT_SUCCESS(st))
		return mem_errno(st);
	*addr = base;
	return 0;
}

int
nt_section_unmap(void *addr)
{
	return mem_errno(NtUnmapViewOfSection(SELF, addr));
}
