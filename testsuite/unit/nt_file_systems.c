/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/caps.c lib/trace.c */
/*
 * What file systems answer to information classes that they, or the system,
 * do not have, and what is asked of them instead.
 */
#include "unit.h"

#include "fake_nt.h"
#include "nt/file.h"

#include "nt/file_name.c"
#include "nt/dir.c"
#include "nt/place.c"
#include "nt/unsupported.c"

/*
 * Columns: MS-FSA 2.1.5.14 and what the drivers do.  FAT's does not know a
 * class: wrong parameter.  NTFS before Windows 10 1809 does not know a flag:
 * the same.  A server may know no such level.
 */
static const struct system {
	const char *name;
	NTSTATUS delete_ex, rename_ex, link, ids;
	uint32_t flags_known;
	int numbers, read_only;
} *on, systems[] = {
	{ "NTFS", 0, 0, 0, 0, ~0u, 1, 1 },
	{ "NTFS of Windows 10 1607", 0, 0, 0, 0, 0xf, 1, 1 },
	{ "FAT", STATUS_INVALID_PARAMETER, STATUS_INVALID_PARAMETER,
	    STATUS_INVALID_PARAMETER, 0, 0, 1, 1 },
	{ "a share", STATUS_NOT_SUPPORTED, STATUS_NOT_SUPPORTED,
	    STATUS_NOT_SUPPORTED, STATUS_INVALID_LEVEL, 0, 0, 1 },
	{ "a redirector", STATUS_INVALID_DEVICE_REQUEST,
	    STATUS_INVALID_DEVICE_REQUEST, STATUS_INVALID_DEVICE_REQUEST,
	    STATUS_NOT_IMPLEMENTED, 0, 0, 1 },
	{ "Windows 8", STATUS_INVALID_INFO_CLASS, STATUS_INVALID_INFO_CLASS,
	    0, 0, 0, 1, 1 },
};

static int classes[16], calls;
static struct nt_stat file;		/* that is deleted */
static NTSTATUS refuses;		/* to delete it */
static int no_attributes;		/* may be written by the handle */
static const uint16_t *place = u"\\Folder";
static size_t place_units = 7;

static int
is_read_only(void)
{
	return (file.attributes & NT_ATTR_READONLY) != 0;
}

int
nt_set_basic(nt_handle h, int64_t at, int64_t wt, uint32_t attributes)
{
	CHECK(attributes != 0);
	file.attributes = attributes;
	return 0;
}

int
nt_stat(nt_handle h, struct nt_stat *st)
{
	*st = file;
	return 0;
}

int
nt_errno(uint32_t st)
{
	return (NTSTATUS)st >= 0 ? 0 :
	    (NTSTATUS)st == STATUS_CANNOT_DELETE ? -EPERM : -EIO;
}

int
nt_name_errno(uint32_t st)
{
	return nt_errno(st);
}

static NTSTATUS
with_flags(NTSTATUS st, uint32_t flags, uint32_t ignore)
{
	if (st != 0)
		return st;
	if ((flags & ~on->flags_known) != 0)
		return STATUS_INVALID_PARAMETER;
	if (no_attributes && (flags & 0x50) != 0)
		return STATUS_ACCESS_DENIED;
	return is_read_only() && !(flags & ignore) ? STATUS_CANNOT_DELETE :
	    ignore == 0x10 ? refuses : 0;
}

NTSTATUS
NtSetInformationFile(HANDLE h, IO_STATUS_BLOCK *io, void *buf, ULONG size,
    FILE_INFORMATION_CLASS class)
{
	uint32_t flags;

	memcpy(&flags, buf, size < 4 ? 1 : 4);
	CHECK(calls < 16);
	classes[calls++] = class;
	switch (class) {
	case NT_FileDispositionInformationEx:
		return with_flags(on->delete_ex, flags, 0x10);
	case NT_FileRenameInformationEx:
		return with_flags(on->rename_ex, flags, ~0u);
	case NT_FileLinkInformation:
		return on->link;
	case NT_FileDispositionInformation:
		return is_read_only() ? STATUS_CANNOT_DELETE : refuses;
	}
	return 0;
}

NTSTATUS
NtQueryInformationFile(HANDLE h, IO_STATUS_BLOCK *io, void *buf, ULONG size,
    FILE_INFORMATION_CLASS class)
{
	uint32_t bytes = (uint32_t)(place_units * 2);

	if (class == NT_FileStandardLinkInformation) {
		CHECK(size >= 12);
		if (on->link == 0)
			memcpy(buf, (uint32_t[]){ 2, 3, 1 }, 12);
		return on->link;
	}
	CHECK_INT(class, NT_FileNameInformation);
	CHECK(size >= 4 + bytes);
	memcpy(buf, &bytes, 4);
	memcpy((char *)buf + 4, place, bytes);
	return 0;
}

static const uint16_t *const names[] = { u".", u"..", u"a", u"bb", u"Third" };
#define NAMES	5

static size_t
units(const uint16_t *s)
{
	size_t n = 0;

	while (s[n] != 0)
		n++;
	return n;
}

NTSTATUS
NtQueryDirectoryFile(HANDLE h, HANDLE ev, void *apc, void *arg,
    IO_STATUS_BLOCK *io, void *buf, ULONG size, FILE_INFORMATION_CLASS class,
    BOOLEAN single, UNICODE_STRING *mask, BOOLEAN restart)
{
	size_t head = class == NT_FileIdFullDirectoryInformation ? ENTRY_HEAD :
	    class == NT_FileBothDirectoryInformation ?
	    offsetof(struct both, name) : PLAIN_HEAD, at = 0, n;
	struct entry *e = NULL;

	if (class == NT_FileIdFullDirectoryInformation && on->ids != 0)
		return on->ids;
	for (int i = 0; i < NAMES; i++) {
		n = units(names[i]);
		if (mask != NULL && (n * 2 != mask->Length ||
		    memcmp(names[i], mask->Buffer, n * 2) != 0))
			continue;
		if (e != NULL) {
			e->next = (uint32_t)(at - (size_t)((char *)e -
			    (char *)buf));
		}
		e = (struct entry *)((char *)buf + at);
		CHECK(at + head + n * 2 <= size);
		memset(e, 0, head);
		e->size = i;
		e->attributes = NT_ATTR_NORMAL;
		e->name_bytes = (uint32_t)n * 2;
		if (head == ENTRY_HEAD)
			e->id = on->numbers ? 100 + (uint64_t)i : 0;
		memcpy((char *)e + head, names[i], n * 2);
		if (class == NT_FileBothDirectoryInformation && i == 4) {
			((struct both *)e)->short_bytes = 14;
			memcpy(((struct both *)e)->short_name, u"THIRD~1", 14);
		}
		io->Information = at + head + n * 2;
		at = (io->Information + 7) & ~(size_t)7;
	}
	return e != NULL ? 0 : STATUS_NO_SUCH_FILE;
}

NTSTATUS
NtFsControlFile(HANDLE h, HANDLE ev, void *apc, void *arg,
    IO_STATUS_BLOCK *io, ULONG code, void *in, ULONG in_size, void *out,
    ULONG out_size)
{
	return on->link;
}

NTSTATUS
NtQueryVolumeInformationFile(HANDLE h, IO_STATUS_BLOCK *io, void *buf,
    ULONG size, int class)
{
	return STATUS_INVALID_DEVICE_REQUEST;
}

/*
 * Deleting says whether that was at once; a read-only file is no reason, but
 * stays one where it is not deleted or has another name.
 */
static void
deletes(uint32_t links)
{
	const uint32_t before = (on->read_only ? NT_ATTR_READONLY : 0) |
	    NT_ATTR_HIDDEN;
	int e, flag = (on->flags_known & 0x10) != 0;

	file.attributes = before;
	file.links = links;
	e = nt_delete_posix(NULL);
	if (on->delete_ex == 0) {
		CHECK_INT(e, refuses == 0 ? 0 : -EIO);
		CHECK_INT(is_read_only(), flag || links > 1 || refuses != 0);
	} else {
		CHECK_INT(e, on->delete_ex == STATUS_INVALID_INFO_CLASS ?
		    -ENOSYS : -EOPNOTSUPP);
		CHECK_INT(file.attributes, before);
		CHECK_INT(nt_delete(NULL), refuses == 0 ? 0 : -EIO);
		CHECK_INT(is_read_only(), links > 1 || refuses != 0);
	}
	CHECK_INT(file.attributes | NT_ATTR_READONLY, before);
}

static void
renames_and_links(void)
{
	struct nt_name to = { u"\\??\\C:\\x", 8 };

	file.attributes = NT_ATTR_READONLY;
	calls = 0;
	CHECK_INT(nt_rename(NULL, &to, 1), 0);
	CHECK_INT(classes[calls - 1], on->rename_ex == 0 ?
	    NT_FileRenameInformationEx : NT_FileRenameInformation);
	CHECK_INT(nt_link(NULL, &to), on->link == 0 ? 0 : -EOPNOTSUPP);
	CHECK_INT(nt_fs_control(NULL, 0, NULL, 0, NULL, 0), on->link == 0 ? 0 :
	    -EOPNOTSUPP);
}

/* Every entry is there, with the number that its file has. */
static void
listings(size_t size)
{
	char *buf = aligned_alloc(8, size);
	uint16_t shorter[NT_SHORT_MAX];
	uint64_t id[NAMES], above;
	struct nt_dirent d;
	struct nt_stat st;
	size_t at = 0;
	long n = nt_dir_fill(NULL, buf, size, 1);
	int i = 0;

	CHECK(n > 0);
	for (; nt_dir_next(buf, (size_t)n, &at, &d); i++) {
		struct nt_name name = { d.name, d.units };

		CHECK(i < NAMES);
		CHECK_INT(d.units, units(names[i]));
		CHECK(memcmp(d.name, names[i], d.units * 2) == 0);
		CHECK_INT(d.size, (uint64_t)i);
		CHECK(nt_is_number(d.id));
		id[i] = d.id;
		for (int k = 0; k < i; k++)
			CHECK(id[k] != id[i]);
		CHECK_INT(nt_dir_find(NULL, &name, &st), 0);
		CHECK(st.id == d.id && st.size == (uint64_t)i);
	}
	CHECK_INT(i, NAMES);
	free(buf);
	CHECK_INT(nt_dir_short(NULL, &(struct nt_name){ names[4], 5 },
	    shorter), 7);
	CHECK(memcmp(shorter, u"THIRD~1", 14) == 0);
	CHECK_INT(nt_dir_short(NULL, &(struct nt_name){ names[3], 2 },
	    shorter), -ENOENT);
	CHECK_INT(nt_dir_short(NULL, &(struct nt_name){ u"no", 2 }, shorter),
	    -ENOENT);
	CHECK_INT(nt_dir_find(NULL, &(struct nt_name){ u"none", 4 }, &st),
	    -ENOENT);
	if (on->numbers) {
		CHECK_INT(id[4], 104);
		return;
	}
	/* As the files themselves are asked, in letters of any case. */
	above = id[1];
	CHECK(nt_number(NULL, 0) == id[0]);
	place = u"\\FOLDER\\third";
	place_units = 13;
	CHECK(nt_number(NULL, UINT64_MAX) == id[4]);
	CHECK_INT(nt_number(NULL, 7), 7);
	place = u"\\";
	place_units = 1;
	CHECK(nt_number(NULL, 0) == above);
	place = u"\\Folder";
	place_units = 7;
}

/* A file whose attributes are another's to write goes all the same. */
static void
others_attributes(void)
{
	no_attributes = 1;
	file.attributes = NT_ATTR_NORMAL;
	file.links = 1;
	if (on->delete_ex == 0)
		CHECK_INT(nt_delete_posix(NULL), 0);
	renames_and_links();
	no_attributes = 0;
}

/* One of three names is going, or the only one that a file can have. */
static void
names_left(void)
{
	CHECK_INT(nt_names_left(NULL, on->link == 0 ? 2 : 1),
	    on->link == 0 ? 2 : 0);
}

int
main(void)
{
	for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
		on = &systems[i];
		deletes(1);
		deletes(2);
		refuses = STATUS_ACCESS_DENIED;
		deletes(1);
		refuses = 0;
		renames_and_links();
		names_left();
		others_attributes();
		listings(1024);
		listings(32768);
	}
	caps_parse("-file_ids");
	on = systems;
	CHECK(nt_number(NULL, 7) != 7);
	return (0);
}
