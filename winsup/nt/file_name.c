/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of files: delete, rename, link; volumes.
 */
#include "nt/file.h"

#include <errno.h>
#include <string.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

/* FILE_DISPOSITION_INFORMATION_EX and FILE_RENAME_INFORMATION flags. */
#define DISP_DELETE		0x1u
#define DISP_POSIX		0x2u
#define DISP_IGNORE_READONLY	0x10u
#define RENAME_REPLACE		0x1u
#define RENAME_POSIX		0x2u
#define RENAME_IGNORE_READONLY	0x40u

/* Layout of FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION (MS-FSCC). */
struct name_info {
	uint32_t flags;
	HANDLE root;
	uint32_t bytes;
	uint16_t name[NT_NAME_MAX];
};
#define NAME_INFO_HEAD	offsetof(struct name_info, name)

static NTSTATUS
set_info(nt_handle h, const void *buf, size_t size, int class)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtSetInformationFile(h, &io, (void *)buf, (ULONG)size,
	    (FILE_INFORMATION_CLASS)class);
	trace(TRACE_FILE, "NtSetInformationFile(class %d) = %#x", class,
	    (unsigned)st);
	return st;
}

int
nt_not_read_only(nt_handle h, struct nt_stat *was)
{
	uint32_t left;
	int e = nt_stat(h, was);

	left = e < 0 ? 0 : was->attributes & ~NT_ATTR_READONLY;
	return e < 0 ? e :
	    nt_set_basic(h, 0, 0, left != 0 ? left : NT_ATTR_NORMAL);
}

/*
 * What the system refuses since the file is read-only.  It gets that attribute
 * back where it stays, be it by another name.
 */
static NTSTATUS
delete_read_only(nt_handle h, const void *how, size_t size, int class)
{
	struct nt_stat was;
	NTSTATUS st;

	if (nt_not_read_only(h, &was) < 0)
		return STATUS_CANNOT_DELETE;
	st = set_info(h, how, size, class);
	if (!NT_SUCCESS(st) || was.links > 1)
		nt_set_basic(h, 0, 0, was.attributes);
	return st;
}

/*
 * Windows before 10 1809 (Server 2016) knows of no flag for read-only files
 * and refuses it as a wrong parameter.  It is about attributes, which the
 * handle need not be allowed to write.
 */
static int
is_without_flag(NTSTATUS st)
{
	return st == STATUS_INVALID_PARAMETER || st == STATUS_ACCESS_DENIED;
}

static NTSTATUS
delete_posix(nt_handle h)
{
	uint32_t flags = DISP_DELETE | DISP_POSIX | DISP_IGNORE_READONLY;
	NTSTATUS st;

	st = set_info(h, &flags, sizeof flags,
	    NT_FileDispositionInformationEx);
	if (!is_without_flag(st))
		return st;
	flags &= ~DISP_IGNORE_READONLY;
	st = set_info(h, &flags, sizeof flags,
	    NT_FileDispositionInformationEx);
	return st != STATUS_CANNOT_DELETE ? st : delete_read_only(h, &flags,
	    sizeof flags, NT_FileDispositionInformationEx);
}

int
nt_delete_posix(nt_handle h)
{
	NTSTATUS st = delete_posix(h);

	if (st == STATUS_INVALID_INFO_CLASS || st == STATUS_NOT_IMPLEMENTED)
		return -ENOSYS;
	return nt_unsupported((uint32_t)st) ? -EOPNOTSUPP :
	    nt_errno((uint32_t)st);
}

/* The classic way: a read-only file has to lose that attribute first. */
int
nt_delete(nt_handle h)
{
	BOOLEAN yes = TRUE;
	NTSTATUS st;

	st = set_info(h, &yes, sizeof yes, NT_FileDispositionInformation);
	if (st == STATUS_CANNOT_DELETE)
		st = delete_read_only(h, &yes, sizeof yes,
		    NT_FileDispositionInformation);
	return nt_errno((uint32_t)st);
}

/* FILE_STANDARD_LINK_INFORMATION (MS-FSCC 2.4). */
struct link_info {
	uint32_t left, all;
	uint8_t pending, is_dir;
};

/*
 * NTFS does not count the name that is going (MS-FSA 2.1.5.12.27), and knows
 * this class; FAT has one name, and counts it until it is gone.
 */
uint32_t
nt_names_left(nt_handle h, uint32_t counted)
{
	struct link_info info;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryInformationFile(h, &io, &info, sizeof info,
	    (FILE_INFORMATION_CLASS)NT_FileStandardLinkInformation);
	trace(TRACE_FILE, "NtQueryInformationFile(class %d) = %#x",
	    NT_FileStandardLinkInformation, (unsigned)st);
	return NT_SUCCESS(st) ? info.left : counted - 1;
}

static int
fill_name_info(struct name_info *info, const struct nt_name *to,
    uint32_t flags)
{
	if (to->units > NT_NAME_MAX)
		return -ENAMETOOLONG;
	info->flags = flags;
	info->root = NULL;
	info->bytes = (uint32_t)(to->units * 2);
	memcpy(info->name, to->text, to->units * 2);
	return 0;
}

int
nt_rename(nt_handle h, const struct nt_name *to, int replace)
{
	struct name_info info;
	size_t size = NAME_INFO_HEAD + to->units * 2;
	NTSTATUS st;
	int e;

	e = fill_name_info(&info, to, RENAME_POSIX | RENAME_IGNORE_READONLY |
	    (replace ? RENAME_REPLACE : 0));
	if (e < 0)
		return e;
	st = set_info(h, &info, size, NT_FileRenameInformationEx);
	if (is_without_flag(st)) {
		info.flags &= ~RENAME_IGNORE_READONLY;	/* as in a delete */
		st = set_info(h, &info, size, NT_FileRenameInformationEx);
	}
	if (nt_unsupported((uint32_t)st)) {
		info.flags = replace != 0;	/* ReplaceIfExists */
		st = set_info(h, &info, size, NT_FileRenameInformation);
	}
	return nt_name_errno((uint32_t)st);
}

int
nt_link(nt_handle h, const struct nt_name *to)
{
	struct name_info info;
	int e = fill_name_info(&info, to, 0);
	NTSTATUS st;

	if (e < 0)
		return e;
	st = set_info(h, &info, NAME_INFO_HEAD + to->units * 2,
	    NT_FileLinkInformation);
	return nt_unsupported((uint32_t)st) ? -EOPNOTSUPP :
	    nt_name_errno((uint32_t)st);
}

/* FILE_CASE_SENSITIVE_INFORMATION (ntifs.h, Windows 10 1803). */
int
nt_case_sensitive(nt_handle h)
{
	uint32_t flags = 1;		/* FILE_CS_FLAG_CASE_SENSITIVE_DIR */
	NTSTATUS st = set_info(h, &flags, sizeof flags,
	    NT_FileCaseSensitiveInformation);

	return nt_unsupported((uint32_t)st) ? -EOPNOTSUPP :
	    nt_errno((uint32_t)st);
}

long
nt_fs_control(nt_handle h, uint32_t code, const void *in, size_t in_size,
    void *out, size_t out_size)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	io.Information = 0;
	st = NtFsControlFile(h, NULL, NULL, NULL, &io, code, (void *)in,
	    (ULONG)in_size, out, (ULONG)out_size);
	trace(TRACE_FILE, "NtFsControlFile(%#x) = %#x", code, (unsigned)st);
	switch (st) {
	case STATUS_NOT_A_REPARSE_POINT:
		return -EINVAL;
	case STATUS_VOLUME_NOT_UPGRADED:
		return -EOPNOTSUPP;
	}
	if (nt_unsupported((uint32_t)st))
		return -EOPNOTSUPP;
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	return (long)io.Information;
}

/* Layout of FILE_FS_VOLUME_INFORMATION up to the label (MS-FSCC 2.5.9). */
struct volume_info {
	int64_t created;
	uint32_t serial;
	uint32_t label_bytes;
	uint8_t has_objects, reserved;
	uint16_t label[64];
};

int
nt_volume_serial(nt_handle h, uint32_t *serial)
{
	struct volume_info info;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryVolumeInformationFile(h, &io, &info, sizeof info,
	    NT_FileFsVolumeInformation);
	if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
		return nt_errno((uint32_t)st);
	*serial = info.serial;
	return 0;
}

/* FILE_FS_FULL_SIZE_INFORMATION and FILE_FS_ATTRIBUTE_INFORMATION. */
struct full_size_info {
	int64_t total, caller_free, free;
	uint32_t sectors, sector_bytes;
};
struct attribute_info {
	uint32_t attributes;
	int32_t name_max;
	uint32_t name_bytes;
	uint16_t name[32];
};
#define FS_READ_ONLY	0x00080000u	/* FILE_READ_ONLY_VOLUME */

int
nt_space(nt_handle h, struct nt_space *out)
{
	struct full_size_info size;
	struct attribute_info attr;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryVolumeInformationFile(h, &io, &size, sizeof size,
	    NT_FileFsFullSizeInformation);
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	out->unit = (uint64_t)size.sectors * size.sector_bytes;
	out->total = (uint64_t)size.total;
	out->free = (uint64_t)size.free;
	out->available = (uint64_t)size.caller_free;
	st = NtQueryVolumeInformationFile(h, &io, &attr, sizeof attr,
	    NT_FileFsAttributeInformation);
	/*
	 * Wine asks its mount manager, a service that is not there yet for a
	 * moment after the first program has started.
	 */
	if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW) {
		attr.name_max = 255;
		attr.attributes = 0;
	}
	out->name_max = (uint32_t)attr.name_max;
	out->read_only = (attr.attributes & FS_READ_ONLY) != 0;
	if (nt_volume_serial(h, &out->serial) < 0)
		out->serial = 0;
	return 0;
}
