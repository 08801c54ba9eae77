/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/named.h"

#include <errno.h>

#include "nt/error.h"
#include "nt/ntdll.h"

static int
widen(WCHAR *out, const char *name)
{
	size_t i;

	for (i = 0; name[i] != '\0'; i++) {
		if (i == NT_OBJECT_NAME)
			return -ENAMETOOLONG;
		out[i] = (WCHAR)name[i];
	}
	out[i] = 0;
	return 0;
}

int
nt_named_event(const char *name, nt_handle *out)
{
	WCHAR wide[NT_OBJECT_NAME + 1];
	int e = widen(wide, name);

	if (e < 0)
		return e;
	*out = CreateEventW(nt_named_attributes(1), FALSE, FALSE, wide);
	return *out != NULL ? 0 : nt_last_errno();
}

static HANDLE
open_event(const char *name)
{
	WCHAR wide[NT_OBJECT_NAME + 1];

	if (widen(wide, name) < 0)
		return NULL;
	return OpenEventW(EVENT_MODIFY_STATE, FALSE, wide);
}

int
nt_named_event_set(const char *name)
{
	HANDLE h = open_event(name);

	if (h == NULL)
		return -ENOENT;
	SetEvent(h);
	CloseHandle(h);
	return 0;
}

int
nt_named_event_exists(const char *name)
{
	HANDLE h = open_event(name);

	if (h == NULL)
		return 0;
	CloseHandle(h);
	return 1;
}

int
nt_named_section(const char *name, size_t size, nt_handle *out, int *fresh)
{
	WCHAR wide[NT_OBJECT_NAME + 1];
	int e = widen(wide, name);

	if (e < 0)
		return e;
	*out = CreateFileMappingW(INVALID_HANDLE_VALUE,
	    nt_named_attributes(1), PAGE_READWRITE,
	    (DWORD)((uint64_t)size >> 32), (DWORD)size, wide);
	if (*out == NULL)
		return nt_last_errno();
	*fresh = GetLastError() != ERROR_ALREADY_EXISTS;
	return 0;
}

int
nt_named_table(const uint16_t *name, size_t size, nt_handle *h, void **out,
    int *fresh)
{
	int e;

	*h = CreateFileMappingW(INVALID_HANDLE_VALUE, nt_named_attributes(0),
	    PAGE_READWRITE, 0, (DWORD)size, name);
	if (*h == NULL)
		return nt_last_errno();
	*fresh = GetLastError() != ERROR_ALREADY_EXISTS;
	*out = MapViewOfFile(*h, FILE_MAP_WRITE, 0, 0, size);
	if (*out != NULL)
		return 0;
	e = nt_last_errno();
	CloseHandle(*h);
	return e;
}

uint16_t *
nt_name_hex(uint16_t *at, uint64_t value, int digits)
{
	while (--digits >= 0)
		*at++ = L"0123456789abcdef"[value >> 4 * digits & 15];
	return at;
}
