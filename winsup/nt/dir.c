/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What folders hold.  Where a file system tells no numbers of files with
 * their names (some shares), or none at all, entries get those that nt_stat()
 * gives the files.
 */
#include "nt/file.h"

#include <errno.h>
#include <string.h>

#include "lib/caps.h"
#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

/* FILE_ID_FULL_DIR_INFORMATION (MS-FSCC 2.4.18). */
struct entry {
	uint32_t next, index;
	int64_t birth, access, write, change, size, allocation;
	uint32_t attributes, name_bytes, ea_size;
	uint64_t id;
	uint16_t name[];
};

/* FILE_FULL_DIR_INFORMATION (2.4.14). */
struct plain {
	uint32_t next, index;
	int64_t birth, access, write, change, size, allocation;
	uint32_t attributes, name_bytes, ea_size;
	uint16_t name[];
};
#define ENTRY_HEAD	offsetof(struct entry, name)
#define PLAIN_HEAD	offsetof(struct plain, name)

/* Bytes that were read, 0 at the end; only: the entry of that name. */
static long
list(nt_handle h, void *buf, size_t size, int class,
    const struct nt_name *only, int restart)
{
	UNICODE_STRING u, *mask = NULL;
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	if (only != NULL) {
		u.Buffer = (WCHAR *)only->text;
		u.Length = u.MaximumLength = (USHORT)(only->units * 2);
		mask = &u;
	}
	io.Information = 0;
	st = NtQueryDirectoryFile(h, NULL, NULL, NULL, &io, buf, (ULONG)size,
	    (FILE_INFORMATION_CLASS)class, only != NULL, mask, restart != 0);
	if (st == STATUS_NO_MORE_FILES || st == STATUS_NO_SUCH_FILE)
		return 0;
	if (!NT_SUCCESS(st))
		return nt_unsupported((uint32_t)st) ? -EOPNOTSUPP :
		    nt_errno((uint32_t)st);
	return (long)io.Information;
}

/*
 * Copies entries that have no numbers to where they have room for one; to
 * ends before what is copied next.
 */
static long
widen(char *to, const char *from, size_t filled)
{
	size_t at = 0, put = 0, size, bytes;
	const struct plain *p;
	struct entry *e;

	for (;;) {
		p = (const void *)(from + at);
		if (at + PLAIN_HEAD > filled ||
		    at + PLAIN_HEAD + (bytes = p->name_bytes) > filled)
			return -EIO;
		e = (void *)(to + put);
		size = ENTRY_HEAD + bytes;
		at = p->next != 0 ? at + p->next : 0;
		/* The name first might be written over the head. */
		memmove(e, p, offsetof(struct plain, name));
		memmove(e->name, p->name, bytes);
		e->id = 0;
		e->next = 0;
		if (at == 0)
			return (long)(put + size);
		e->next = (uint32_t)(size + 7) & ~7u;
		put += e->next;
	}
}

/* An entry without its number is 72 bytes or more, and grows by 16 at most. */
static long
list_plain(nt_handle h, void *buf, size_t size, const struct nt_name *only,
    int restart)
{
	char *from = (char *)buf + (size / 4 & ~(size_t)7);
	long n = list(h, from, size - (size_t)(from - (char *)buf),
	    NT_FileFullDirectoryInformation, only, restart);

	return n > 0 ? widen(buf, from, (size_t)n) : n;
}

static long
list_any(nt_handle h, void *buf, size_t size, const struct nt_name *only,
    int restart)
{
	long n = cap_taken(CAP_FILE_IDS) ? -EOPNOTSUPP : list(h, buf, size,
	    NT_FileIdFullDirectoryInformation, only, restart);

	return n == -EOPNOTSUPP ? list_plain(h, buf, size, only, restart) : n;
}

/* Numbers for the entries that were told without one. */
static void
number(nt_handle h, char *buf)
{
	struct nt_place_hash folder = { .asked = 0 };
	struct entry *e;

	for (size_t at = 0;; at += e->next) {
		e = (void *)(buf + at);
		if (!nt_is_number(e->id))
			e->id = nt_number_below(h, &folder, e->name,
			    e->name_bytes / 2);
		if (e->next == 0)
			return;
	}
}

long
nt_dir_fill(nt_handle h, void *buf, size_t size, int restart)
{
	long n = list_any(h, buf, size, NULL, restart);

	if (n > 0)
		number(h, buf);
	return n;
}

int
nt_dir_next(const void *buf, size_t filled, size_t *at, struct nt_dirent *out)
{
	const struct entry *info;

	if (*at + sizeof *info > filled)
		return 0;
	info = (const void *)((const char *)buf + *at);
	out->id = info->id;
	out->attributes = info->attributes;
	out->ea_size = info->ea_size;
	out->size = (uint64_t)info->size;
	out->name = info->name;
	out->units = info->name_bytes / 2;
	*at = info->next != 0 ? *at + info->next : filled;
	return 1;
}

/* FILE_BOTH_DIR_INFORMATION (2.4.8): plain, and this before the name. */
struct both {
	uint32_t next, index;
	int64_t birth, access, write, change, size, allocation;
	uint32_t attributes, name_bytes, ea_size;
	uint8_t short_bytes, reserved;
	uint16_t short_name[NT_SHORT_MAX];
	uint16_t name[];
};

int
nt_dir_short(nt_handle h, const struct nt_name *name,
    uint16_t out[NT_SHORT_MAX])
{
	char buf[1024] __attribute__((aligned(8)));
	const struct both *e = (const void *)buf;
	long n = list(h, buf, sizeof buf, NT_FileBothDirectoryInformation,
	    name, 1);

	if (n < 0)
		return (int)n;
	if (n == 0 || e->short_bytes == 0 ||
	    e->short_bytes > NT_SHORT_MAX * sizeof *out)
		return -ENOENT;
	memcpy(out, e->short_name, e->short_bytes);
	return e->short_bytes / 2;
}

int
nt_dir_find(nt_handle h, const struct nt_name *name, struct nt_stat *out)
{
	char buf[1024] __attribute__((aligned(8)));
	const struct entry *e = (const void *)buf;
	long n = list_any(h, buf, sizeof buf, name, 1);

	trace(TRACE_FILE, "nt_dir_find(%u units) = %ld",
	    (unsigned)name->units, n);
	if (n <= 0)
		return n < 0 ? (int)n : -ENOENT;
	number(h, buf);
	memset(out, 0, sizeof *out);
	out->birth_time = e->birth;
	out->access_time = e->access;
	out->write_time = e->write;
	out->change_time = e->change;
	out->id = e->id;
	out->size = (uint64_t)e->size;
	out->allocation = (uint64_t)e->allocation;
	out->attributes = e->attributes;
	out->links = 1;
	if (e->attributes & NT_ATTR_REPARSE)
		out->tag = e->ea_size;
	return 0;
}
