/* SPDX-License-Identifier: BSD-2-Clause */
#include "spawn/dirty.h"

#include <errno.h>
#include <string.h>

#include "nt/clock.h"
#include "nt/mem.h"
#include "thread/room.h"

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

#define AHEAD	(4 * MM_PAGE)	/* what is asked of memory before its turn */

/* Is there any difference?  memcmp() stops to find out which way. */
static int
differ(const char *a, const char *b, size_t size)
{
	const words *x = (const words *)a, *y = (const words *)b;
	size_t n = size / 128 * 8;
	words d;

	for (size_t i = 0; i < n; i += 8) {
		__builtin_prefetch(a + i * sizeof(words) + AHEAD, 0, 2);
		__builtin_prefetch(a + i * sizeof(words) + 64 + AHEAD, 0, 2);
		d = (x[i] ^ y[i]) | (x[i + 1] ^ y[i + 1]) |
		    (x[i + 2] ^ y[i + 2]) | (x[i + 3] ^ y[i + 3]) |
		    (x[i + 4] ^ y[i + 4]) | (x[i + 5] ^ y[i + 5]) |
		    (x[i + 6] ^ y[i + 6]) | (x[i + 7] ^ y[i + 7]);
		if ((d[0] | d[1]) != 0)
			return 1;
	}
	return memcmp(x + n, y + n, size % 128) != 0;
}

void
dirty_put(char *to, const char *from, size_t size)
{
	size_t n;

	for (; size > 0; to += n, from += n, size -= n) {
		n = MM_PAGE - ((uintptr_t)to & (MM_PAGE - 1));
		if (n > size)
			n = size;
		if (differ(to, from, n))
			memcpy(to, from, n);
	}
}

#define ASK		((size_t)256)	/* pages at once */
#define SLOW		(NT_PER_SECOND / 13000)	/* to ask of so many */

/*
 * Which of these pages of a view may be its own?  The system is asked where
 * it answers faster than they are compared (about 0.5 us a page; 0.1 on Wine
 * 10, 1.5 on Wine 8), which is found out by asking.  It may allocate for that,
 * so not while other threads stand still, which may keep it from doing so.
 */
static void
ask(const char *view, size_t pages, unsigned char *own)
{
	static int slow;
	int64_t begun;

	if (pages == ASK && slow < 2 && thr_count() <= 1) {
		begun = nt_clock_monotonic();
		if (nt_mem_own(view, pages, own) == 0) {
			if (nt_clock_monotonic() - begun > SLOW)
				slow++;
			return;
		}
		slow = 2;
	}
	memset(own, 1, pages);
}

/* Words in lines of the cache that do not drive each other out. */
static size_t
word_of(size_t page)
{
	return page * MM_PAGE + page % (MM_PAGE / 64) * 64;
}

/* Which of them are its own: a word of the section becomes another than it. */
static void
probe(const char *view, char *base, size_t pages, unsigned char *own)
{
	uint64_t was[ASK], seen[ASK];
	volatile uint64_t *p;

	for (size_t i = 0; i < pages; i++) {
		p = (volatile uint64_t *)(base + word_of(i));
		seen[i] = *(const volatile uint64_t *)(view + word_of(i));
		was[i] = *p;
		*p = ~seen[i];
	}
	for (size_t i = 0; i < pages; i++)
		own[i] = *(const volatile uint64_t *)(view + word_of(i)) ==
		    seen[i];
	for (size_t i = 0; i < pages; i++)
		*(volatile uint64_t *)(base + word_of(i)) = was[i];
}

static int
may_probe(const struct mm_section *s)
{
	return s->base != NULL && !s->given && s->size <= DIRTY_SMALL;
}

/*
 * Calls take for each page of a view, at that distance from its start, that
 * differs from the section, of which base is another view.
 */
static int
each_different(const struct mm_section *s, const char *base, int by_probe,
    int (*take)(size_t at, void *), void *arg)
{
	const char *view = s->addr;
	unsigned char own[ASK];
	size_t n;
	int e = 0;

	for (size_t at = 0; at < s->size && e == 0; at += n * MM_PAGE) {
		n = (s->size - at) / MM_PAGE;
		if (n > ASK)
			n = ASK;
		if (by_probe)
			probe(view + at, (char *)s->base + at, n, own);
		else
			ask(view + at, n, own);
		for (size_t i = 0, p = at; i < n && e == 0; i++, p += MM_PAGE)
			if (own[i] && differ(view + p, base + p, MM_PAGE))
				e = take(p, arg);
	}
	return e;
}

/* The section itself, by its base or a view that view_end() ends. */
static int
view_begin(const struct mm_section *s, char **base)
{
	void *at = s->base;
	int e = 0;

	if (at == NULL)
		e = nt_section_map(s->handle, &at, s->size, 0,
		    NT_MEM_READ | NT_MEM_WRITE);
	*base = at;
	return e;
}

static void
view_end(const struct mm_section *s, char *base)
{
	if (s->base == NULL)
		nt_section_unmap(base);
}

struct adding {
	struct dirty *d;
	size_t first;
	char *view;
};

static int
add(size_t at, void *arg)
{
	struct adding *a = arg;

	return add_page(a->d, a->first, a->view + at);
}

int
dirty_find(struct dirty *d, const struct mm_section *s, int alone)
{
	struct adding a = { d, d->n, s->addr };
	char *base;
	int e;

	if ((e = view_begin(s, &base)) < 0)
		return e;
	e = each_different(s, base, alone && may_probe(s), add, &a);
	view_end(s, base);
	return e;
}

struct copying {
	char *to;
	const char *from;
};

static int
copy(size_t at, void *arg)
{
	struct copying *c = arg;

	memcpy(c->to + at, c->from + at, MM_PAGE);
	return 0;
}

int
dirty_merge(const struct mm_section *s)
{
	struct copying c = { NULL, s->addr };
	int e;

	if ((e = view_begin(s, &c.to)) < 0)
		return e;
	e = each_different(s, c.to, may_probe(s), copy, &c);
	view_end(s, c.to);
	return e;
}

void
dirty_undo(const struct mm_section *s)
{
	struct copying c = { s->addr, s->base };

	each_different(s, s->base, may_probe(s), copy, &c);
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
