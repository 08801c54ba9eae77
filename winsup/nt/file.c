/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/file.h"

#include <errno.h>
#include <string.h>

#include "lib/caps.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/error.h"
#include "nt/lend.h"
#include "nt/ntdll.h"
#include "nt/sync.h"

_Static_assert(NT_READ_DATA == FILE_READ_DATA, "access");
_Static_assert(NT_WRITE_DATA == FILE_WRITE_DATA, "access");
_Static_assert(NT_APPEND_DATA == FILE_APPEND_DATA, "access");
_Static_assert(NT_READ_ATTRIBUTES == FILE_READ_ATTRIBUTES, "access");
_Static_assert(NT_WRITE_ATTRIBUTES == FILE_WRITE_ATTRIBUTES, "access");
_Static_assert(NT_EXECUTE == FILE_EXECUTE && NT_DELETE == DELETE &&
    NT_READ_CONTROL == READ_CONTROL && NT_WRITE_DAC == WRITE_DAC &&
    NT_WRITE_OWNER == WRITE_OWNER, "access");
_Static_assert(NT_SYNCHRONIZE == SYNCHRONIZE, "access");
_Static_assert(NT_OPEN == FILE_OPEN && NT_CREATE == FILE_CREATE &&
    NT_OPEN_IF == FILE_OPEN_IF && NT_OVERWRITE == FILE_OVERWRITE &&
    NT_OVERWRITE_IF == FILE_OVERWRITE_IF, "disposition");
_Static_assert(NT_DIRECTORY_FILE == FILE_DIRECTORY_FILE &&
    NT_NON_DIRECTORY_FILE == FILE_NON_DIRECTORY_FILE &&
    NT_SYNCHRONOUS == FILE_SYNCHRONOUS_IO_NONALERT &&
    NT_WRITE_THROUGH == FILE_WRITE_THROUGH &&
    NT_DELETE_ON_CLOSE == FILE_DELETE_ON_CLOSE &&
    NT_BACKUP_INTENT == FILE_OPEN_FOR_BACKUP_INTENT &&
    NT_OPEN_REPARSE_POINT == FILE_OPEN_REPARSE_POINT, "options");
_Static_assert(NT_ATTR_READONLY == FILE_ATTRIBUTE_READONLY &&
    NT_ATTR_DIRECTORY == FILE_ATTRIBUTE_DIRECTORY &&
    NT_ATTR_NORMAL == FILE_ATTRIBUTE_NORMAL &&
    NT_ATTR_TEMPORARY == FILE_ATTRIBUTE_TEMPORARY &&
    NT_ATTR_REPARSE == FILE_ATTRIBUTE_REPARSE_POINT, "attributes");

static const ULONG share[] = {
	[NT_SHARE_ALL] = FILE_SHARE_READ | FILE_SHARE_WRITE |
	    FILE_SHARE_DELETE,
	[NT_SHARE_IN_PLACE] = FILE_SHARE_READ | FILE_SHARE_WRITE,
	[NT_SHARE_NONE] = 0
};

/* One transfer's limit: NT counts in 32 bits. */
#define MAX_TRANSFER	((size_t)0x40000000)

static void
set_name(UNICODE_STRING *u, const struct nt_name *name)
{
	u->Buffer = (WCHAR *)name->text;
	u->Length = (USHORT)(name->units * 2);
	u->MaximumLength = u->Length;
}

/* To change attributes of what is there, and nothing in it? */
static int
asks_for_attributes(const struct nt_open_args *a)
{
	return a->disposition == NT_OPEN && (a->access & (NT_WRITE_DATA |
	    NT_APPEND_DATA | NT_WRITE_ATTRIBUTES)) == NT_WRITE_ATTRIBUTES;
}

static NTSTATUS
create(nt_handle *out, const struct nt_open_args *a)
{
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING u;
	IO_STATUS_BLOCK io;
	NTSTATUS st;
	int wait = !a->no_wait;

	if (a->disposition != NT_OPEN && fault("nt.delete_pending") < 0)
		return STATUS_DELETE_PENDING;
	if (asks_for_attributes(a) && fault("nt.read_only") < 0)
		return STATUS_ACCESS_DENIED;
	set_name(&u, &a->name);
	io.Information = 0;
	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE |
	    (a->inherit ? OBJ_INHERIT : 0), a->root, (void *)a->security);
	st = NtCreateFile(out, a->access | (wait ? SYNCHRONIZE : 0), &oa, &io,
	    NULL, a->attributes, share[a->share], a->disposition,
	    a->options | (wait ? FILE_SYNCHRONOUS_IO_NONALERT : 0) |
	    FILE_OPEN_FOR_BACKUP_INTENT, NULL, 0);
	trace(TRACE_FILE, "NtCreateFile(%u units, access %#x, disp %u, "
	    "options %#x) = %#x", (unsigned)a->name.units, a->access,
	    a->disposition, a->options, (unsigned)st);
	if (a->created != NULL)
		*a->created = NT_SUCCESS(st) &&
		    io.Information == FILE_CREATED;
	return st;
}

/*
 * Wine asks its host for writing where attributes are to be written, which a
 * read-only file refuses to all but the super-user; and it sets them without
 * that right.  Where the right counts, setting them is what is refused.
 */
static NTSTATUS
create_or_less(nt_handle *out, const struct nt_open_args *a)
{
	struct nt_open_args less = *a;
	NTSTATUS st = create(out, a);
	struct nt_stat nt;

	if (st != STATUS_ACCESS_DENIED || !asks_for_attributes(a))
		return st;
	less.access &= ~(uint32_t)NT_WRITE_ATTRIBUTES;
	if (!NT_SUCCESS(st = create(out, &less)))
		return st;
	if (nt_stat(*out, &nt) == 0 && (nt.attributes & NT_ATTR_READONLY) != 0)
		return st;
	nt_close(*out);
	return STATUS_ACCESS_DENIED;
}

#define PAUSE	(NT_PER_SECOND / 1000)
#define PAUSES	30

/* A new file's name may be taken until others close what they deleted. */
int
nt_open(nt_handle *out, const struct nt_open_args *a)
{
	NTSTATUS st;

	if (a->name.units > NT_NAME_MAX)
		return -ENAMETOOLONG;
	st = create_or_less(out, a);
	if (st != STATUS_DELETE_PENDING || a->disposition == NT_OPEN)
		return nt_name_errno((uint32_t)st);
	for (int i = 0; st == STATUS_DELETE_PENDING && i < PAUSES; i++) {
		nt_wait_handles(NULL, 0, nt_clock_monotonic() + PAUSE);
		st = create(out, a);
	}
	return st == STATUS_DELETE_PENDING ? -EBUSY :
	    nt_name_errno((uint32_t)st);
}

int
nt_dup(nt_handle h, nt_handle *out, int inherit)
{
	HANDLE self = GetCurrentProcess();

	return nt_errno((uint32_t)NtDuplicateObject(self, h, self, out, 0,
	    inherit ? OBJ_INHERIT : 0, DUPLICATE_SAME_ACCESS));
}

int
nt_set_inherit(nt_handle h, int inherit)
{
	if (!SetHandleInformation(h, HANDLE_FLAG_INHERIT,
	    inherit ? HANDLE_FLAG_INHERIT : 0))
		return nt_last_errno();
	return 0;
}

int
nt_handle_access(nt_handle h, uint32_t *granted)
{
	OBJECT_BASIC_INFORMATION info;
	NTSTATUS st;

	st = NtQueryObject(h, ObjectBasicInformation, &info, sizeof info,
	    NULL);
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	*granted = info.GrantedAccess;
	return 0;
}

long
nt_handle_count(nt_handle h)
{
	OBJECT_BASIC_INFORMATION info;
	NTSTATUS st;

	st = NtQueryObject(h, ObjectBasicInformation, &info, sizeof info,
	    NULL);
	return NT_SUCCESS(st) ? (long)info.HandleCount :
	    nt_errno((uint32_t)st);
}

/*
 * The device type names disks and pipes; of character devices a console is
 * one that has a console mode, and the null device is type FILE_DEVICE_NULL.
 */
enum nt_handle_kind
nt_kind(nt_handle h)
{
	FILE_FS_DEVICE_INFORMATION dev;
	IO_STATUS_BLOCK io;
	DWORD mode;

	if (h == NULL || h == NT_INVALID_HANDLE)
		return NT_KIND_NONE;
	if (!NT_SUCCESS(NtQueryVolumeInformationFile(h, &io, &dev, sizeof dev,
	    NT_FileFsDeviceInformation)))
		return GetConsoleMode(h, &mode) ? NT_KIND_CONSOLE :
		    NT_KIND_NONE;
	switch (dev.DeviceType) {
	case FILE_DEVICE_DISK:
	case FILE_DEVICE_DISK_FILE_SYSTEM:
	case FILE_DEVICE_CD_ROM:
	case FILE_DEVICE_CD_ROM_FILE_SYSTEM:
	case FILE_DEVICE_NETWORK_FILE_SYSTEM:
	case FILE_DEVICE_VIRTUAL_DISK:
	case FILE_DEVICE_DFS:
		return NT_KIND_DISK;
	case FILE_DEVICE_NAMED_PIPE:
		return NT_KIND_PIPE;
	case FILE_DEVICE_NULL:
		return NT_KIND_NULL;
	}
	return GetConsoleMode(h, &mode) ? NT_KIND_CONSOLE : NT_KIND_CHAR;
}

nt_handle
nt_std_handle(int fd)
{
	static const DWORD which[] = {
		STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE
	};

	return GetStdHandle(which[fd]);
}

NTSTATUS
nt_await(nt_handle h, NTSTATUS st, const IO_STATUS_BLOCK *io)
{
	if (st != STATUS_PENDING)
		return st;
	NtWaitForSingleObject(h, FALSE, NULL);
	return io->Status;
}

static long
finish(NTSTATUS st, const IO_STATUS_BLOCK *io)
{
	switch (st) {
	case STATUS_END_OF_FILE:
		return 0;
	case STATUS_BUFFER_OVERFLOW:	/* part of a pipe's message */
		break;
	default:
		if (!NT_SUCCESS(st))
			return nt_errno((uint32_t)st);
	}
	return (long)io->Information;
}

static LARGE_INTEGER *
set_offset(LARGE_INTEGER *li, int64_t offset)
{
	if (offset == NT_AT_CURRENT)
		return NULL;
	if (offset == NT_AT_END) {
		li->u.LowPart = FILE_WRITE_TO_END_OF_FILE;
		li->u.HighPart = -1;
	} else
		li->QuadPart = offset;
	return li;
}

long
nt_read(nt_handle h, void *buf, size_t n, int64_t offset)
{
	IO_STATUS_BLOCK io;
	LARGE_INTEGER li;
	NTSTATUS st;
	int loan;

	if (n > MAX_TRANSFER)
		n = MAX_TRANSFER;
	io.Information = 0;
	loan = nt_lend(buf, n);
	st = nt_await(h, NtReadFile(h, NULL, NULL, NULL, &io, buf, (ULONG)n,
	    set_offset(&li, offset), NULL), &io);
	nt_given_back(loan);
	if (st == STATUS_PIPE_BROKEN || st == STATUS_PIPE_CLOSING ||
	    st == STATUS_PIPE_DISCONNECTED)
		return 0;
	if (st == STATUS_ACCESS_DENIED)
		return -EBADF;		/* not open for reading */
	return finish(st, &io);
}

long
nt_write_alone(nt_handle h, const void *buf, size_t n, int64_t offset)
{
	IO_STATUS_BLOCK io;
	LARGE_INTEGER li;
	NTSTATUS st;

	if (n > MAX_TRANSFER)
		n = MAX_TRANSFER;
	io.Information = 0;
	st = nt_await(h, NtWriteFile(h, NULL, NULL, NULL, &io, (void *)buf,
	    (ULONG)n, set_offset(&li, offset), NULL), &io);
	if (st == STATUS_ACCESS_DENIED)
		return -EBADF;		/* not open for writing */
	return finish(st, &io);
}

long
nt_write(nt_handle h, const void *buf, size_t n, int64_t offset)
{
	int loan = nt_lend(buf, n);
	long r = nt_write_alone(h, buf, n, offset);

	nt_given_back(loan);
	return r;
}

int
nt_flush(nt_handle h)
{
	IO_STATUS_BLOCK io;

	return nt_errno((uint32_t)NtFlushBuffersFile(h, &io));
}

static int
query(nt_handle h, void *buf, size_t size, int class)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryInformationFile(h, &io, buf, (ULONG)size,
	    (FILE_INFORMATION_CLASS)class);
	trace(TRACE_FILE, "NtQueryInformationFile(class %d) = %#x", class,
	    (unsigned)st);
	return nt_errno((uint32_t)st);
}

static int
set(nt_handle h, void *buf, size_t size, int class)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtSetInformationFile(h, &io, buf, (ULONG)size,
	    (FILE_INFORMATION_CLASS)class);
	trace(TRACE_FILE, "NtSetInformationFile(class %d) = %#x", class,
	    (unsigned)st);
	return nt_errno((uint32_t)st);
}

int
nt_get_position(nt_handle h, int64_t *pos)
{
	return query(h, pos, sizeof *pos, NT_FilePositionInformation);
}

int
nt_set_position(nt_handle h, int64_t pos)
{
	return set(h, &pos, sizeof pos, NT_FilePositionInformation);
}

int
nt_get_size(nt_handle h, int64_t *size)
{
	FILE_STANDARD_INFORMATION info;
	int e = query(h, &info, sizeof info, NT_FileStandardInformation);

	if (e == 0)
		*size = info.EndOfFile.QuadPart;
	return e;
}

int
nt_set_size(nt_handle h, int64_t size)
{
	return set(h, &size, sizeof size, NT_FileEndOfFileInformation);
}

/*
 * The three narrow classes: FileAllInformation would ask for the name too,
 * which costs ten times as much where names are kept elsewhere.
 */
int
nt_stat(nt_handle h, struct nt_stat *st)
{
	FILE_BASIC_INFORMATION basic;
	FILE_STANDARD_INFORMATION standard;
	int e;

	if ((e = query(h, &basic, sizeof basic,
	    NT_FileBasicInformation)) < 0 ||
	    (e = query(h, &standard, sizeof standard,
	    NT_FileStandardInformation)) < 0 ||
	    (e = nt_file_id(h, &st->id)) < 0)
		return e;
	st->birth_time = basic.CreationTime.QuadPart;
	st->access_time = basic.LastAccessTime.QuadPart;
	st->write_time = basic.LastWriteTime.QuadPart;
	st->change_time = basic.ChangeTime.QuadPart;
	st->attributes = basic.FileAttributes;
	st->size = (uint64_t)standard.EndOfFile.QuadPart;
	st->allocation = (uint64_t)standard.AllocationSize.QuadPart;
	st->links = standard.NumberOfLinks;
	if (standard.DeletePending && st->links > 0)
		st->links = nt_names_left(h, st->links);
	st->tag = 0;
	return 0;
}

int
nt_file_id(nt_handle h, uint64_t *id)
{
	int e = query(h, id, sizeof *id, NT_FileInternalInformation);

	if (e == -EINVAL || e == -EOPNOTSUPP)
		*id = 0;
	else if (e < 0)
		return e;
	*id = nt_number(h, *id);
	return 0;
}

/* FILE_NETWORK_OPEN_INFORMATION (MS-FSCC 2.4.29). */
int
nt_brief(nt_handle h, uint32_t *attributes, uint64_t *size)
{
	struct {
		int64_t times[4], allocation, size;
		uint32_t attributes, reserved;
	} info;
	int e = query(h, &info, sizeof info, NT_FileNetworkOpenInformation);

	if (e < 0)
		return e;
	*attributes = info.attributes;
	*size = (uint64_t)info.size;
	return 0;
}

int
nt_stat_name(const struct nt_name *name, struct nt_stat *out)
{
	FILE_NETWORK_OPEN_INFORMATION info;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING u;
	NTSTATUS st;

	if (name->units > NT_NAME_MAX)
		return -ENAMETOOLONG;
	set_name(&u, name);
	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, NULL, NULL);
	st = NtQueryFullAttributesFile(&oa, &info);
	trace(TRACE_FILE, "NtQueryFullAttributesFile(%u units) = %#x",
	    (unsigned)name->units, (unsigned)st);
	if (!NT_SUCCESS(st))
		return nt_name_errno((uint32_t)st);
	memset(out, 0, sizeof *out);
	out->birth_time = info.CreationTime.QuadPart;
	out->access_time = info.LastAccessTime.QuadPart;
	out->write_time = info.LastWriteTime.QuadPart;
	out->change_time = info.ChangeTime.QuadPart;
	out->size = (uint64_t)info.EndOfFile.QuadPart;
	out->allocation = (uint64_t)info.AllocationSize.QuadPart;
	out->attributes = info.FileAttributes;
	return 0;
}

int
nt_look(const struct nt_name *name, uint32_t *attributes, uint64_t *size)
{
	struct nt_stat st;
	int e = nt_stat_name(name, &st);

	if (e == 0) {
		*attributes = st.attributes;
		*size = st.size;
	}
	return e;
}

int
nt_attributes(const struct nt_name *name, uint32_t *attributes)
{
	uint64_t size;

	return nt_look(name, attributes, &size);
}

int
nt_set_basic(nt_handle h, int64_t access_time, int64_t write_time,
    uint32_t attributes)
{
	FILE_BASIC_INFORMATION basic, now;

	/*
	 * Attributes of 0 leave them as they are (MS-FSCC 2.4.7); Wine 10
	 * takes these away all the same.
	 */
	if (attributes == 0 &&
	    query(h, &now, sizeof now, NT_FileBasicInformation) == 0 &&
	    (now.FileAttributes & (NT_ATTR_SYSTEM | NT_ATTR_HIDDEN |
	    NT_ATTR_READONLY)) != 0)
		attributes = now.FileAttributes;
	memset(&basic, 0, sizeof basic);
	basic.LastAccessTime.QuadPart = access_time;
	basic.LastWriteTime.QuadPart = write_time;
	basic.FileAttributes = attributes;
	return set(h, &basic, sizeof basic, NT_FileBasicInformation);
}
