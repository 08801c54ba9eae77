/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ld's list, version 2 (binutils, ld/pe-dll.c): a head of three 32-bit
 * words 0, 0, 1, then entries of three: where the import table holds the
 * symbol's address, the place to correct, and its width in bits, offsets
 * from the image's base.  The place holds a value that was computed as if
 * the symbol were at its import table entry; it wants the difference added.
 */
#include "crt/relocate.h"

#include <errno.h>
#include <string.h>

#include "crt/message.h"
#include "nt/image.h"

struct head {
	uint32_t zero[2];
	uint32_t version;
};

struct entry {
	uint32_t symbol;
	uint32_t target;
	uint32_t flags;		/* low 8 bits: width */
};

#define MAX_OPEN	16

struct opened {
	struct nt_section_span span[MAX_OPEN];
	int count;
};

/* Makes the place writable, with its whole section, if it is not yet. */
static int
open_place(struct opened *o, char *image, char *place)
{
	int i, r;

	for (i = 0; i < o->count; i++)
		if ((size_t)(place - (char *)o->span[i].start) <
		    o->span[i].size)
			return 0;
	if (o->count == MAX_OPEN)
		return -E2BIG;
	r = nt_image_open_section(image, place, &o->span[o->count]);
	if (r == 0)
		o->count++;
	return r;
}

static int64_t
load(const void *p, unsigned bytes)
{
	int64_t v = 0;
	unsigned shift = 64 - 8 * bytes;

	memcpy(&v, p, bytes);
	return (int64_t)((uint64_t)v << shift) >> shift;
}

/* Signed or unsigned, the value must fit into its place. */
static int
fits(int64_t v, unsigned bytes)
{
	unsigned bits = 8 * bytes;

	return bits == 64 || v >> (bits - 1) == 0 || v >> (bits - 1) == -1 ||
	    (uint64_t)v >> bits == 0;
}

static int
apply(struct opened *o, char *image, const struct entry *e)
{
	unsigned bytes = (e->flags & 0xff) / 8;
	char *symbol = image + e->symbol, *place = image + e->target;
	int64_t v, address;
	int r;

	if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8)
		return -EINVAL;
	r = open_place(o, image, place);
	if (r < 0)
		return r;
	memcpy(&address, symbol, sizeof(address));
	v = load(place, bytes) - (int64_t)(intptr_t)symbol + address;
	if (!fits(v, bytes))
		return -ERANGE;
	memcpy(place, &v, bytes);
	return 0;
}

static const char *
reason(int r)
{
	switch (r) {
	case -ERANGE:
		return "imported data is out of reach of 32 bits:"
		    " compile it without -mcmodel=small";
	case -EINVAL:
		return "its list of pseudo-relocations cannot be read";
	}
	return "its data cannot be made writable for relocation";
}

int
relocate_image(const struct isthmus_crt *crt)
{
	const struct head *head = crt->reloc_start;
	const struct entry *e;
	struct opened opened = { .count = 0 };
	int i, r = 0;

	if ((const char *)crt->reloc_end - (const char *)head <
	    (long)sizeof(*head))
		return 0;
	if (head->zero[0] != 0 || head->zero[1] != 0 || head->version != 1)
		r = -EINVAL;
	for (e = (const void *)(head + 1);
	    r == 0 && (const void *)(e + 1) <= crt->reloc_end; e++)
		r = apply(&opened, crt->image, e);
	for (i = 0; i < opened.count; i++)
		nt_image_seal_section(&opened.span[i]);
	if (r < 0)
		message_image(crt->image, reason(r));
	return r;
}
