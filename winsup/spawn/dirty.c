/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/dirty.h"

#include <errno.h>
#include <string.h>

#include "nt/mem.h"

#define LIST_MAX	((size_t)16 << 20)	/* bytes of address space */
#define LIST_STEP	MM_GRANULE

void
dirty_clear(struct dirty *d)
{
	d->n = d->bytes = 0;
}

static int
list_room(struct dirty *d)
{
	size_t used = d->room * sizeof(*d->run);
	void *p = NULL;
	int e;

	if (d->n < d->room)
		return 0;
	if (used + LIST_STEP > LIST_MAX)
		return -ENOMEM;
	if (d->run == NULL) {
		if ((e = nt_mem_reserve(NULL, LIST_MAX, &p)) < 0)
			return e;
		d->run = p;
	}
	e = nt_mem_commit((char *)d->run + used, LIST_STEP,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (e == 0)
		d->room += LIST_STEP / sizeof(*d->run);
	return e;
}

/* Runs from first on may grow: those before are another section's. */
static int
add_page(struct dirty *d, size_t first, char *page)
{
	struct mm_region *last = d->run + d->n;
	int e;

	d->bytes += MM_PAGE;
	if (d->n > first && (char *)last[-1].addr + last[-1].size == page) {
		last[-1].size += MM_PAGE;
		return 0;
	}
	if ((e = list_room(d)) < 0)
		return e;
	last = d->run + d->n++;
	last->addr = page;
	last->size = MM_PAGE;
	return 0;
}

int
dirty_add(const struct mm_region *r, void *arg)
{
	struct dirty *d = arg;
	int e;

	if ((e = list_room(d)) < 0)
		return e;
	d->run[d->n++] = *r;
	d->bytes += r->size;
	return 0;
}

typedef long long words __attribute__((vector_size(16), may_alias,
    aligned(1)));

#define AHEAD	MM_PAGE		/* what is asked of memory before its turn */

int
dirty_differ(const char *a, const char *b, size_t size)
{
	const words *x = (const words *)a, *y = (const words *)b;
	size_t n = size / 128 * 8;
	words d;

	for (size_t i = 0; i < n; i += 8) {
		__builtin_prefetch(a + i * sizeof(words) + AHEAD);
		__builtin_prefetch(a + i * sizeof(words) + 64 + AHEAD);
		d = (x[i] ^ y[i]) | (x[i + 1] ^ y[i + 1]) |
		    (x[i + 2] ^ y[i + 2]) | (x[i + 3] ^ y[i + 3]) |
		    (x[i + 4] ^ y[i + 4]) | (x[i + 5] ^ y[i + 5]) |
		    (x[i + 6] ^ y[i + 6]) | (x[i + 7] ^ y[i + 7]);
		if ((d[0] | d[1]) != 0)
			return 1;
	}
	return memcmp(x + n, y + n, size % 128) != 0;
}

static int
view_base(const struct mm_section *s, uint32_t prot, char **base)
{
	void *at = NULL;
	int e = nt_section_map(s->handle, &at, s->size, 0, prot);

	*base = at;
	return e;
}

int
dirty_find(struct dirty *d, const struct mm_section *s)
{
	char *base = s->base, *view = s->addr;
	size_t first = d->n;
	int e;

	if (base == NULL && (e = view_base(s, NT_MEM_READ, &base)) < 0)
		return e;
	e = 0;
	for (size_t at = 0; at < s->size && e == 0; at += MM_PAGE)
		if (dirty_differ(view + at, base + at, MM_PAGE))
			e = add_page(d, first, view + at);
	if (s->base == NULL)
		nt_section_unmap(base);
	return e;
}

int
dirty_merge(const struct mm_section *s)
{
	char *base, *view = s->addr;
	int e;

	if ((e = view_base(s, NT_MEM_READ | NT_MEM_WRITE, &base)) < 0)
		return e;
	for (size_t at = 0; at < s->size; at += MM_PAGE)
		if (dirty_differ(view + at, base + at, MM_PAGE))
			memcpy(base + at, view + at, MM_PAGE);
	nt_section_unmap(base);
	return 0;
}

char *
dirty_copy_out(const struct dirty *d, char *to)
{
	for (size_t i = 0; i < d->n; i++) {
		memcpy(to, d->run[i].addr, d->run[i].size);
		to += d->run[i].size;
	}
	return to;
}

const char *
dirty_copy_in(const struct dirty *d, const char *from)
{
	for (size_t i = 0; i < d->n; i++) {
		memcpy(d->run[i].addr, from, d->run[i].size);
		from += d->run[i].size;
	}
	return from;
}
