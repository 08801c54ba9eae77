/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"

/* KEY_INFORMATION_CLASS and KEY_VALUE_INFORMATION_CLASS (wdm.h). */
#define KEY_BASIC		0
#define VALUE_BASIC		0
#define VALUE_PARTIAL		2

_Static_assert(NT_REG_SZ == REG_SZ && NT_REG_EXPAND_SZ == REG_EXPAND_SZ &&
    NT_REG_MULTI_SZ == REG_MULTI_SZ, "types");

struct key_basic {
	int64_t written;
	uint32_t title, bytes;
	uint16_t name[NT_KEY_NAME];
};
struct value_basic {
	uint32_t title, type, bytes;
	uint16_t name[NT_KEY_NAME];
};
struct value_partial {
	uint32_t title, type, bytes;
	unsigned char data[];
};

static void
set_string(UNICODE_STRING *u, const struct nt_name *name)
{
	u->Buffer = (WCHAR *)name->text;
	u->Length = (USHORT)(name->units * 2);
	u->MaximumLength = u->Length;
}

int
nt_key_open(nt_handle *out, const struct nt_name *name)
{
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING u;

	if (name->units > NT_NAME_MAX)
		return -ENAMETOOLONG;
	set_string(&u, name);
	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, NULL, NULL);
	return nt_errno((uint32_t)NtOpenKey(out, KEY_READ, &oa));
}

long
nt_key_of_user(uint16_t *nt, size_t max)
{
	UNICODE_STRING u;
	NTSTATUS st = RtlFormatCurrentUserKeyPath(&u);
	size_t units = u.Length / sizeof *nt;

	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	if (units <= max)
		memcpy(nt, u.Buffer, units * sizeof *nt);
	RtlFreeUnicodeString(&u);
	return units <= max ? (long)units : -ENAMETOOLONG;
}

static long
take_name(NTSTATUS st, const uint16_t *from, uint32_t bytes, uint16_t *name,
    size_t max)
{
	if (st == STATUS_NO_MORE_ENTRIES)
		return -ENOENT;
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	if (bytes / 2 > max)
		return -ENAMETOOLONG;
	memcpy(name, from, bytes);
	return (long)(bytes / 2);
}

long
nt_key_child(nt_handle h, unsigned n, uint16_t *name, size_t max)
{
	struct key_basic *info = malloc(sizeof *info);
	ULONG used;
	NTSTATUS st;
	long r;

	if (info == NULL)
		return -ENOMEM;
	st = NtEnumerateKey(h, n, KEY_BASIC, info, sizeof *info, &used);
	r = take_name(st, info->name, info->bytes, name, max);
	free(info);
	return r;
}

long
nt_key_value_name(nt_handle h, unsigned n, uint16_t *name, size_t max)
{
	struct value_basic *info = malloc(sizeof *info);
	ULONG used;
	NTSTATUS st;
	long r;

	if (info == NULL)
		return -ENOMEM;
	st = NtEnumerateValueKey(h, n, VALUE_BASIC, info, sizeof *info,
	    &used);
	r = take_name(st, info->name, info->bytes, name, max);
	free(info);
	return r;
}

long
nt_key_value(nt_handle h, const struct nt_name *name, uint32_t *type,
    void *buf, size_t size)
{
	size_t room = sizeof(struct value_partial) + (buf != NULL ? size : 0);
	struct value_partial *info = malloc(room);
	UNICODE_STRING u;
	ULONG used;
	NTSTATUS st;
	long r;

	if (info == NULL)
		return -ENOMEM;
	set_string(&u, name);
	info->bytes = 0;
	st = NtQueryValueKey(h, &u, VALUE_PARTIAL, info, (ULONG)room, &used);
	if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
		r = nt_errno((uint32_t)st);
	else {
		*type = info->type;
		r = (long)info->bytes;
		if (buf != NULL && (size_t)r > size)
			r = (long)size;
		if (buf != NULL)
			memcpy(buf, info->data, (size_t)r);
	}
	free(info);
	return r;
}
