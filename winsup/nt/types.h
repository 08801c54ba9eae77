/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Types that stand for Windows' own outside nt/: nothing here needs a
 * Windows header, so that every room compiles on other systems too.
 */
#ifndef ISTHMUS_NT_TYPES_H
#define ISTHMUS_NT_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef void *nt_handle;

#define NT_INVALID_HANDLE	((nt_handle)(intptr_t)-1)

/*
 * A UTF-16 name, not terminated; units counts 16-bit units.  Absolute names
 * start with \??\, others are relative to a directory handle.
 */
struct nt_name {
	const uint16_t *text;
	size_t units;
};

/* Longest NT name in units (a UNICODE_STRING's length is 16 bits of bytes). */
#define NT_NAME_MAX	32700

#endif
