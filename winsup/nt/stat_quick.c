/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All that stat() tells in one answer: FileStatInformation (Windows 10 1703),
 * asked of a handle, or of a name, which is not opened then (since 1709).
 */
#include "nt/file.h"

#include <errno.h>

#include "lib/caps.h"
#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

/* FILE_STAT_INFORMATION (ntifs.h). */
struct told {
	uint64_t id;
	int64_t birth, access, write, change, allocation, size;
	uint32_t attributes, tag, links, effective;
};

/* NtQueryInformationByName (ntifs.h). */
typedef NTSTATUS NTAPI by_name_fn(OBJECT_ATTRIBUTES *, IO_STATUS_BLOCK *,
    void *, ULONG, FILE_INFORMATION_CLASS);

static void
fill(struct nt_stat *st, const struct told *t, uint64_t id)
{
	st->birth_time = t->birth;
	st->access_time = t->access;
	st->write_time = t->write;
	st->change_time = t->change;
	st->attributes = t->attributes;
	st->size = (uint64_t)t->size;
	st->allocation = (uint64_t)t->allocation;
	st->links = t->links;
	st->id = id;
	st->tag = t->tag;
}

int
nt_stat_quick(nt_handle h, struct nt_stat *st)
{
	static volatile int absent KEEP;
	IO_STATUS_BLOCK io;
	struct told t;
	NTSTATUS s;

	if (absent || cap_taken(CAP_BY_NAME))
		return nt_stat(h, st);
	s = NtQueryInformationFile(h, &io, &t, sizeof t,
	    (FILE_INFORMATION_CLASS)NT_FileStatInformation);
	trace(TRACE_FILE, "NtQueryInformationFile(class %d) = %#x",
	    NT_FileStatInformation, (unsigned)s);
	if (nt_unsupported((uint32_t)s)) {
		absent = s == STATUS_INVALID_INFO_CLASS;	/* the system's */
		return nt_stat(h, st);
	}
	if (!NT_SUCCESS(s))
		return nt_errno((uint32_t)s);
	fill(st, &t, nt_number(h, t.id));
	return 0;
}

static by_name_fn *
by_name(void)
{
	static volatile int asked KEEP;
	static by_name_fn *volatile found KEEP;

	if (!asked) {
		found = (by_name_fn *)(void *)GetProcAddress(
		    GetModuleHandleW(L"ntdll.dll"),
		    "NtQueryInformationByName");
		asked = 1;
	}
	return found;
}

int
nt_stat_by_name(const struct nt_name *name, struct nt_stat *st)
{
	by_name_fn *query;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING u;
	IO_STATUS_BLOCK io;
	struct told t;
	NTSTATUS s;

	if (cap_taken(CAP_BY_NAME | CAP_FILE_IDS) ||
	    (query = by_name()) == NULL)
		return -EOPNOTSUPP;
	if (name->units > NT_NAME_MAX)
		return -ENAMETOOLONG;
	u.Buffer = (WCHAR *)name->text;
	u.Length = u.MaximumLength = (USHORT)(name->units * 2);
	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, NULL, NULL);
	s = query(&oa, &io, &t, sizeof t,
	    (FILE_INFORMATION_CLASS)NT_FileStatInformation);
	trace(TRACE_FILE, "NtQueryInformationByName(%u units) = %#x",
	    (unsigned)name->units, (unsigned)s);
	if (nt_unsupported((uint32_t)s) ||
	    (NT_SUCCESS(s) && !nt_is_number(t.id)))
		return -EOPNOTSUPP;
	if (!NT_SUCCESS(s))
		return nt_name_errno((uint32_t)s);
	fill(st, &t, t.id);
	return 0;
}
