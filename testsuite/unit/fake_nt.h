/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * As much of NT's interface as the files of nt/ need that are tested on the
 * host, in place of nt/ntdll.h: the test includes this, then their source, and
 * answers as a file system would.  Values: MS-ERREF 2.3, MS-FSCC 2.4.
 */
#ifndef ISTHMUS_NT_NTDLL_H
#define ISTHMUS_NT_NTDLL_H

#include <stddef.h>
#include <stdint.h>

#include "nt/types.h"

#define NTAPI
typedef void *HANDLE, *PVOID;
typedef uint32_t ULONG;
typedef uint16_t USHORT, WCHAR;
typedef uint8_t BOOLEAN;
typedef int32_t NTSTATUS;
typedef int FILE_INFORMATION_CLASS;
typedef struct {
	USHORT Length, MaximumLength;
	WCHAR *Buffer;
} UNICODE_STRING;
typedef struct {
	NTSTATUS Status;
	uintptr_t Information;
} IO_STATUS_BLOCK;
typedef struct {
	HANDLE RootDirectory;
	UNICODE_STRING *ObjectName;
	ULONG Attributes;
	void *SecurityQualityOfService;
} OBJECT_ATTRIBUTES;

#define TRUE		1
#define FALSE		0
#define NT_SUCCESS(st)	((st) >= 0)
#define OBJ_CASE_INSENSITIVE	0x40
#define InitializeObjectAttributes(oa, name, flags, root, security)	\
	(*(oa) = (OBJECT_ATTRIBUTES){ (root), (name), (flags), NULL })

#define NT_FileFullDirectoryInformation	2
#define NT_FileBothDirectoryInformation	3
#define NT_FileNameInformation		9
#define NT_FileRenameInformation	10
#define NT_FileLinkInformation		11
#define NT_FileDispositionInformation	13
#define NT_FileIdFullDirectoryInformation 38
#define NT_FileStandardLinkInformation	54
#define NT_FileDispositionInformationEx	64
#define NT_FileRenameInformationEx	65
#define NT_FileStatInformation		68
#define NT_FileCaseSensitiveInformation	71
#define NT_FileFsVolumeInformation	1
#define NT_FileFsAttributeInformation	5
#define NT_FileFsFullSizeInformation	7

#define STATUS(name, value)	STATUS_##name = (NTSTATUS)(value)
enum {
	STATUS(BUFFER_OVERFLOW, 0x80000005),
	STATUS(NO_MORE_FILES, 0x80000006),
	STATUS(NOT_IMPLEMENTED, 0xc0000002),
	STATUS(INVALID_INFO_CLASS, 0xc0000003),
	STATUS(INVALID_PARAMETER, 0xc000000d),
	STATUS(NO_SUCH_FILE, 0xc000000f),
	STATUS(INVALID_DEVICE_REQUEST, 0xc0000010),
	STATUS(ACCESS_DENIED, 0xc0000022),
	STATUS(OBJECT_NAME_NOT_FOUND, 0xc0000034),
	STATUS(OBJECT_NAME_COLLISION, 0xc0000035),
	STATUS(OBJECT_PATH_NOT_FOUND, 0xc000003a),
	STATUS(DELETE_PENDING, 0xc0000056),
	STATUS(NOT_SUPPORTED, 0xc00000bb),
	STATUS(CANNOT_DELETE, 0xc0000121),
	STATUS(INVALID_LEVEL, 0xc0000148),
	STATUS(NOT_A_REPARSE_POINT, 0xc0000275),
	STATUS(VOLUME_NOT_UPGRADED, 0xc000029c)
};

NTSTATUS NtQueryInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG,
    FILE_INFORMATION_CLASS);
NTSTATUS NtSetInformationFile(HANDLE, IO_STATUS_BLOCK *, void *, ULONG,
    FILE_INFORMATION_CLASS);
NTSTATUS NtQueryDirectoryFile(HANDLE, HANDLE, void *, void *,
    IO_STATUS_BLOCK *, void *, ULONG, FILE_INFORMATION_CLASS, BOOLEAN,
    UNICODE_STRING *, BOOLEAN);
NTSTATUS NtFsControlFile(HANDLE, HANDLE, void *, void *, IO_STATUS_BLOCK *,
    ULONG, void *, ULONG, void *, ULONG);
NTSTATUS NtQueryVolumeInformationFile(HANDLE, IO_STATUS_BLOCK *, void *,
    ULONG, int);
HANDLE GetModuleHandleW(const void *);
void *GetProcAddress(HANDLE, const char *);

#endif
