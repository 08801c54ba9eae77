/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/security.h"

#include <errno.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

_Static_assert(NT_OWNER == OWNER_SECURITY_INFORMATION &&
    NT_GROUP == GROUP_SECURITY_INFORMATION &&
    NT_DACL == DACL_SECURITY_INFORMATION &&
    NT_PROTECTED == PROTECTED_DACL_SECURITY_INFORMATION, "winnt.h");

#define SE_RESTORE	18	/* SE_RESTORE_PRIVILEGE (wdm.h) */

long
nt_get_security(nt_handle h, void *buf, size_t size)
{
	ULONG need = 0;
	NTSTATUS st;

	st = NtQuerySecurityObject(h, OWNER_SECURITY_INFORMATION |
	    GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, buf,
	    (ULONG)size, &need);
	trace(TRACE_FILE, "NtQuerySecurityObject() = %#x, %u bytes",
	    (unsigned)st, (unsigned)need);
	if (st == STATUS_BUFFER_TOO_SMALL)
		return need > size ? (long)need : -EIO;
	return NT_SUCCESS(st) ? (long)need : nt_errno((uint32_t)st);
}

int
nt_set_security(nt_handle h, uint32_t what, const void *sd)
{
	NTSTATUS st = NtSetSecurityObject(h, what, (PSECURITY_DESCRIPTOR)sd);

	trace(TRACE_FILE, "NtSetSecurityObject(%#x) = %#x", (unsigned)what,
	    (unsigned)st);
	return nt_errno((uint32_t)st);
}

int
nt_volume_says_acls(nt_handle h)
{
	struct {
		FILE_FS_ATTRIBUTE_INFORMATION info;
		WCHAR name[32];
	} u;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryVolumeInformationFile(h, &io, &u, sizeof u,
	    NT_FileFsAttributeInformation);
	trace(TRACE_FILE, "NtQueryVolumeInformationFile() = %#x",
	    (unsigned)st);
	if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
		return nt_errno((uint32_t)st);
	return (u.info.FileSystemAttributes & FILE_PERSISTENT_ACLS) != 0;
}

/* Switches the privilege; 1 if that changed anything, 0, -EPERM. */
static int
switch_restore(int on)
{
	TOKEN_PRIVILEGES want = { .PrivilegeCount = 1 }, was;
	HANDLE token;
	ULONG used;
	NTSTATUS st;

	if (NtOpenProcessToken(GetCurrentProcess(), TOKEN_QUERY |
	    TOKEN_ADJUST_PRIVILEGES, &token) < 0)
		return -EPERM;
	want.Privileges[0].Luid.LowPart = SE_RESTORE;
	want.Privileges[0].Attributes = on ? SE_PRIVILEGE_ENABLED : 0;
	was.PrivilegeCount = 0;
	st = NtAdjustPrivilegesToken(token, FALSE, &want, sizeof was, &was,
	    &used);
	NtClose(token);
	/* STATUS_NOT_ALL_ASSIGNED: it has none. */
	if (st != STATUS_SUCCESS)
		return -EPERM;
	return was.PrivilegeCount > 0;
}

int
nt_take_restore(void)
{
	return switch_restore(1);
}

void
nt_drop_restore(void)
{
	switch_restore(0);
}
