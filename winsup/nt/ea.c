/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/ea.h"

#include <errno.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

_Static_assert(NT_READ_EA == FILE_READ_EA && NT_WRITE_EA == FILE_WRITE_EA,
    "access");

NTSTATUS NTAPI NtQueryEaFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, BOOLEAN,
    PVOID, ULONG, PULONG, BOOLEAN);
NTSTATUS NTAPI NtSetEaFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG);

int
nt_ea_supported(nt_handle h)
{
	struct {			/* FILE_FS_ATTRIBUTE_INFORMATION */
		ULONG attributes;
		LONG name_max;
		ULONG label_size;
		WCHAR label[32];
	} info;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryVolumeInformationFile(h, &io, &info, sizeof info,
	    NT_FileFsAttributeInformation);
	return (NT_SUCCESS(st) || st == STATUS_BUFFER_OVERFLOW) &&
	    (info.attributes & FILE_SUPPORTS_EXTENDED_ATTRIBUTES) != 0;
}

static int
errno_of(NTSTATUS st)
{
	switch (st) {
	case STATUS_EAS_NOT_SUPPORTED:
		return -ENOTSUP;
	case STATUS_EA_TOO_LARGE:
	case STATUS_EA_CORRUPT_ERROR:
		return -ENOSPC;
	case STATUS_INVALID_EA_NAME:
		return -EINVAL;
	default:
		return nt_errno((uint32_t)st);
	}
}

long
nt_ea_get(nt_handle h, void *buf, size_t size)
{
	IO_STATUS_BLOCK io = { .Information = 0 };
	NTSTATUS st;

	st = NtQueryEaFile(h, &io, buf, (ULONG)size, FALSE, NULL, 0, NULL,
	    TRUE);
	trace(TRACE_FILE, "NtQueryEaFile = %#x", (unsigned)st);
	if (st == STATUS_NO_EAS_ON_FILE || st == STATUS_NO_MORE_EAS)
		return 0;
	return NT_SUCCESS(st) ? (long)io.Information : errno_of(st);
}

int
nt_ea_set(nt_handle h, const void *buf, size_t size)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtSetEaFile(h, &io, (void *)buf, (ULONG)size);
	trace(TRACE_FILE, "NtSetEaFile = %#x", (unsigned)st);
	return errno_of(st);
}
