/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Where files lie on their volumes, and numbers made of that where a file
 * system gives files none: 0 or all ones (MS-FSCC 2.1.10 "64-bit file ID"),
 * as some shares do, and ReFS for files that it numbers in 128 bits.  Such a
 * number changes with the name.
 */
#include "nt/file.h"

#include <errno.h>
#include <string.h>

#include "lib/caps.h"
#include "nt/error.h"
#include "nt/ntdll.h"

#define HASH_START	14695981039346656037u		/* FNV-1a */
#define HASH_FACTOR	1099511628211u

#define PLACE_MAX	5120				/* units */

struct place {
	uint32_t bytes;
	uint16_t name[PLACE_MAX];
};

static long
get_place(nt_handle h, struct place *p)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	st = NtQueryInformationFile(h, &io, p, sizeof *p,
	    (FILE_INFORMATION_CLASS)NT_FileNameInformation);
	if (st == STATUS_BUFFER_OVERFLOW)
		return -ENAMETOOLONG;
	return NT_SUCCESS(st) ? (long)(p->bytes / 2) :
	    nt_errno((uint32_t)st);
}

long
nt_place(nt_handle h, uint16_t *nt, size_t max)
{
	struct place p;
	long n = get_place(h, &p);

	if (n > (long)max)
		return -ENAMETOOLONG;
	if (n > 0)
		memcpy(nt, p.name, (size_t)n * sizeof *nt);
	return n;
}

/* Names of one file may differ in the case of their letters. */
static uint64_t
hash_on(uint64_t h, const uint16_t *s, size_t units)
{
	for (size_t i = 0; i < units; i++)
		h = (h ^ (s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32u : s[i])) *
		    HASH_FACTOR;
	return h;
}

static uint64_t
number_of(uint64_t h)
{
	return nt_is_number(h) ? h : HASH_START;
}

int
nt_is_number(uint64_t id)
{
	return id != 0 && id != UINT64_MAX;
}

/* h's own place and that of the folder it lies in; -errno. */
static int
ask(nt_handle h, struct nt_place_hash *p)
{
	struct place of;
	const uint16_t *nt = of.name;
	long n = get_place(h, &of), up;

	p->asked = 1;
	if (n < 0) {
		p->here = p->above = HASH_START;
		return (int)n;
	}
	while (n > 0 && nt[n - 1] == '\\')
		n--;
	for (up = n; up > 0 && nt[up - 1] != '\\'; up--)
		continue;
	while (up > 0 && nt[up - 1] == '\\')
		up--;
	p->here = hash_on(HASH_START, nt, (size_t)n);
	p->above = hash_on(HASH_START, nt, (size_t)up);
	return 0;
}

uint64_t
nt_number_below(nt_handle h, struct nt_place_hash *p, const uint16_t *name,
    size_t units)
{
	static const uint16_t backslash = '\\';

	if (!p->asked)
		ask(h, p);
	if (units == 1 && name[0] == '.')
		return number_of(p->here);
	if (units == 2 && name[0] == '.' && name[1] == '.')
		return number_of(p->above);
	return number_of(hash_on(hash_on(p->here, &backslash, 1), name,
	    units));
}

uint64_t
nt_number(nt_handle h, uint64_t told)
{
	struct nt_place_hash p;

	if (nt_is_number(told) && !cap_taken(CAP_FILE_IDS))
		return told;
	return ask(h, &p) < 0 && nt_is_number(told) ? told :
	    number_of(p.here);
}
