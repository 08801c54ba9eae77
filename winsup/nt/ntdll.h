/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Windows headers for the files of nt/, and the NT interfaces that
 * mingw-w64's winternl.h leaves out.  Each is on doc/nt-interfaces.md with
 * its source.
 */
#ifndef ISTHMUS_NT_NTDLL_H
#define ISTHMUS_NT_NTDLL_H

#ifndef _WIN32_WINNT
#define _WIN32_WINNT	0x0a00
#endif
#define WIN32_LEAN_AND_MEAN
#define WIN32_NO_STATUS
#include <windows.h>
#undef WIN32_NO_STATUS
#include <winternl.h>
#include <ntstatus.h>
#include <winioctl.h>

#include "nt/types.h"

/* FILE_INFORMATION_CLASS values (MS-FSCC 2.4; ntifs.h). */
#define NT_FileFullDirectoryInformation	2
#define NT_FileBothDirectoryInformation	3
#define NT_FileBasicInformation		4
#define NT_FileStandardInformation	5
#define NT_FileInternalInformation	6
#define NT_FileNameInformation		9
#define NT_FileRenameInformation	10
#define NT_FileDispositionInformation	13
#define NT_FilePositionInformation	14
#define NT_FileEndOfFileInformation	20
#define NT_FilePipeInformation		23
#define NT_FilePipeLocalInformation	24
#define NT_FileNetworkOpenInformation	34
#define NT_FileIdFullDirectoryInformation 38
#define NT_FileDispositionInformationEx	64
#define NT_FileRenameInformationEx	65
#define NT_FileLinkInformation		11
#define NT_FileStandardLinkInformation	54
#define NT_FileStatInformation		68
#define NT_FileCaseSensitiveInformation	71

/* THREADINFOCLASS (ntifs.h: ZwSetInformationThread). */
#define NT_ThreadImpersonationToken	5

/* ByteOffset that appends (ntifs.h: NtWriteFile). */
#ifndef FILE_WRITE_TO_END_OF_FILE
#define FILE_WRITE_TO_END_OF_FILE	0xffffffffu
#endif

/* FS_INFORMATION_CLASS values (MS-FSCC 2.5; ntifs.h). */
#define NT_FileFsVolumeInformation	1
#define NT_FileFsDeviceInformation	4
#define NT_FileFsAttributeInformation	5
#define NT_FileFsFullSizeInformation	7

NTSTATUS NTAPI NtQueryInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG,
    FILE_INFORMATION_CLASS);
NTSTATUS NTAPI NtSetInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG,
    FILE_INFORMATION_CLASS);
NTSTATUS NTAPI NtQueryVolumeInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID,
    ULONG, FS_INFORMATION_CLASS);
NTSTATUS NTAPI NtQueryDirectoryFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID,
    PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS, BOOLEAN,
    PUNICODE_STRING, BOOLEAN);
NTSTATUS NTAPI NtReadFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID,
    PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtWriteFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID,
    PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtQueryFullAttributesFile(POBJECT_ATTRIBUTES,
    PFILE_NETWORK_OPEN_INFORMATION);
NTSTATUS NTAPI NtOpenKey(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES);
NTSTATUS NTAPI NtEnumerateKey(HANDLE, ULONG, int class, PVOID, ULONG, PULONG);
NTSTATUS NTAPI NtEnumerateValueKey(HANDLE, ULONG, int class, PVOID, ULONG,
    PULONG);
NTSTATUS NTAPI NtQueryValueKey(HANDLE, PUNICODE_STRING, int class, PVOID,
    ULONG, PULONG);
NTSTATUS NTAPI RtlFormatCurrentUserKeyPath(PUNICODE_STRING);
NTSTATUS NTAPI RtlGetVersion(PRTL_OSVERSIONINFOW);
NTSTATUS NTAPI NtOpenProcessToken(HANDLE, ACCESS_MASK, PHANDLE);
NTSTATUS NTAPI NtQueryInformationToken(HANDLE, TOKEN_INFORMATION_CLASS, PVOID,
    ULONG, PULONG);
NTSTATUS NTAPI NtAdjustPrivilegesToken(HANDLE, BOOLEAN, PTOKEN_PRIVILEGES,
    ULONG, PTOKEN_PRIVILEGES, PULONG);
NTSTATUS NTAPI NtDuplicateToken(HANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES,
    BOOLEAN, TOKEN_TYPE, PHANDLE);
NTSTATUS NTAPI NtOpenThreadToken(HANDLE, ACCESS_MASK, BOOLEAN, PHANDLE);
NTSTATUS NTAPI NtSetInformationThread(HANDLE, THREADINFOCLASS, PVOID, ULONG);
NTSTATUS NTAPI NtQuerySecurityObject(HANDLE, SECURITY_INFORMATION,
    PSECURITY_DESCRIPTOR, ULONG, PULONG);
NTSTATUS NTAPI NtSetSecurityObject(HANDLE, SECURITY_INFORMATION,
    PSECURITY_DESCRIPTOR);
NTSTATUS NTAPI NtFlushBuffersFile(HANDLE, PIO_STATUS_BLOCK);
NTSTATUS NTAPI NtDuplicateObject(HANDLE, HANDLE, HANDLE, PHANDLE, ACCESS_MASK,
    ULONG, ULONG);
NTSTATUS NTAPI NtCreateNamedPipeFile(PHANDLE, ULONG, POBJECT_ATTRIBUTES,
    PIO_STATUS_BLOCK, ULONG, ULONG, ULONG, ULONG, ULONG, ULONG, ULONG, ULONG,
    ULONG, PLARGE_INTEGER);

/* The calling thread's TEB; its first part is an NT_TIB. */
static inline void *
nt_teb(void)
{
	void *t;

	__asm__("movq %%gs:0x30, %0" : "=r"(t));
	return t;
}

/*
 * The end of a transfer (file.c), also where the handle was opened for
 * asynchronous use: a parent may have passed such a one on.
 */
NTSTATUS nt_await(nt_handle, NTSTATUS, const IO_STATUS_BLOCK *);

#endif
