/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * renameat2()'s RENAME_EXCHANGE, and "name" to "NAME".  NT knows neither, so
 * both go by way of a third name, and there are moments in which a name is
 * not there.  What is going to be done is written down first, in a file of
 * the installation that is open to one process at a time, and a count in
 * memory that processes share is odd until it is done.  Who does not find a
 * name, and sees that count odd or another than before, opens that file, too:
 * then no exchange is going on, one that a killed process left half done is
 * brought to an end, and looking again tells the truth.  Where there is no
 * such file the steps are the same without it.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/sync.h"

#define JOURNAL		"/var/lib/isthmus/exchange"
#define LONGEST		(10 * NT_PER_SECOND)	/* that one is waited for */
#define MAGIC		0x48435845u		/* "EXCH" */

/* The third name, and those that are free for it, the better one first. */
#define NAMES		3
struct record {
	uint32_t magic;
	uint16_t units[NAMES], reserved;
	uint64_t second;		/* number of what had the last name */
	uint16_t text[NAMES][PATH_NT_MAX + ASIDE_UNITS];
};

static struct nt_name
name_of(const struct record *r, int i)
{
	struct nt_name n = { r->text[i], r->units[i] };

	return n;
}

static void
put_name(struct record *r, int i, const struct path *p)
{
	r->units[i] = (uint16_t)p->nt_units;
	memcpy(r->text[i], p->nt, p->nt_units * sizeof *p->nt);
}

/* The thread of this process that has it open. */
KEEP static volatile uint32_t holder;

/*
 * -EBUSY: another has had it open for long, as one that was stopped may, or
 * this thread itself has.
 */
static int
open_journal_for(nt_handle *h, int64_t longest)
{
	struct nt_open_args a = {
		.access = NT_READ_DATA | NT_WRITE_DATA,
		.attributes = NT_ATTR_NORMAL,
		.disposition = NT_OPEN_IF,
		.options = NT_NON_DIRECTORY_FILE,
		.share = NT_SHARE_NONE,
	};
	int64_t now = nt_clock_monotonic(), until = now + longest;
	struct path *p = mm_alloc(sizeof *p);
	int e;

	if (holder == nt_thread_id())
		e = -EBUSY;
	else if (p == NULL)
		e = -ENOMEM;
	else if ((e = path_resolve_root(p, JOURNAL)) == 0) {
		a.name = path_nt_name(p);
		while ((e = nt_open(h, &a)) == -EBUSY && now < until) {
			nt_wait_handles(NULL, 0, now + NT_PER_SECOND / 1000);
			now = nt_clock_monotonic();
		}
	}
	mm_free(p);
	if (e == 0)
		holder = nt_thread_id();
	return e;
}

static int
open_journal(nt_handle *h)
{
	return open_journal_for(h, LONGEST);
}

static void
close_journal(nt_handle h)
{
	holder = 0;
	nt_close(h);
}

uint32_t
disk_exchange_count(void)
{
	volatile uint32_t *n = modes_exchanges();

	return n != NULL ? __atomic_load_n(n, __ATOMIC_SEQ_CST) : 0;
}

/* The count's next value that is odd, or even. */
static void
count(unsigned odd)
{
	volatile uint32_t *n = modes_exchanges();

	if (n != NULL)
		__atomic_store_n(n, *n + ((*n & 1) == odd ? 2 : 1),
		    __ATOMIC_SEQ_CST);
}

static uint64_t
number_of(const struct nt_name *name)
{
	struct nt_open_args a = {
		.name = *name,
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	uint64_t number = 0;
	nt_handle h;

	if (nt_open(&h, &a) == 0) {
		if (nt_file_id(h, &number) < 0)
			number = 0;
		nt_close(h);
	}
	return number;
}

/*
 * h gets that name.  What somebody made there while nothing had it goes: he
 * is told that there was a file.
 */
static int
put_at(nt_handle h, struct path *to)
{
	struct nt_name name = path_nt_name(to);
	struct dropped *d = modes_dropped();
	uint64_t number;
	int e = nt_rename(h, &name, 0);

	if (e >= 0)
		return e;
	number = number_of(&name);
	if (d != NULL) {
		d->low = (uint32_t)number;
		d->high = (uint32_t)(number >> 32);
		d->count = disk_exchange_count();
	}
	e = disk_rename_onto(h, to);
	if (e < 0 && disk_remove(to, NT_DIRECTORY_FILE) == 0)
		e = disk_rename_onto(h, to);
	return e;
}

int
disk_exchange_dropped(nt_handle h, uint32_t since)
{
	struct dropped *d = modes_dropped();
	uint64_t number;

	return d != NULL && (int32_t)(d->count - since) > 0 &&
	    nt_file_id(h, &number) == 0 && d->low == (uint32_t)number &&
	    d->high == (uint32_t)(number >> 32);
}

/* Both names are taken, one of them by a file that was made meanwhile. */
static void
finish_over(nt_handle h, const struct record *r)
{
	struct path *p = mm_zalloc(sizeof *p);
	struct nt_name first = name_of(r, 1), to;

	if (p == NULL)
		return;
	to = number_of(&first) == r->second ? name_of(r, 2) : first;
	p->walked = 1;
	p->nt_units = to.units;
	memcpy(p->nt, to.text, to.units * sizeof *p->nt);
	put_at(h, p);
	mm_free(p);
}

/* Gives what is at the third name the first of the others that is free. */
static void
finish(const struct record *r)
{
	struct nt_open_args a = {
		.name = name_of(r, 0),
		.access = NT_DELETE | NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	struct nt_name to;
	nt_handle h;
	int e = -EEXIST;

	if (nt_open(&h, &a) < 0)
		return;		/* all was done, or nothing */
	for (int i = 1; i < NAMES && e == -EEXIST; i++) {
		to = name_of(r, i);
		e = nt_rename(h, &to, 0);
	}
	if (e == -EEXIST)
		finish_over(h, r);
	nt_close(h);
}

/* With the journal open: what a killed process wrote there. */
static void
settle(nt_handle journal)
{
	struct record *r;
	int64_t size = 0;

	if (nt_get_size(journal, &size) == 0 && size > 0) {
		if ((r = mm_alloc(sizeof *r)) == NULL)
			return;
		if (nt_read(journal, r, sizeof *r, 0) == (long)sizeof *r &&
		    r->magic == MAGIC)
			finish(r);
		mm_free(r);
		nt_set_size(journal, 0);
	}
	if (disk_exchange_count() & 1)
		count(0);
}

/* Of modes_renames(): those under way; and how often that was put right. */
#define UNDER_WAY	0xffffu

/*
 * Who renames something has counted himself, and looked at the count of
 * exchanges after that; so he has seen this one, or is waited for.  One that
 * was killed has left the count too high, and the next exchange puts it right:
 * those that have only taken their time are not counted down then.
 */
static void
wait_for_renames(void)
{
	volatile uint32_t *n = modes_renames();
	int64_t now = nt_clock_monotonic(), until = now + NT_PER_SECOND / 10;
	uint32_t left;

	while (n != NULL && ((left = *n) & UNDER_WAY) != 0) {
		if (now >= until && __atomic_compare_exchange_n(n, &left,
		    (left | UNDER_WAY) + 1, 0, __ATOMIC_SEQ_CST,
		    __ATOMIC_RELAXED))
			return;
		nt_yield();
		now = nt_clock_monotonic();
	}
}

static struct record *
record_of(const struct path *a, const struct path *b, char kind)
{
	struct record *r = mm_zalloc(sizeof *r);

	if (r == NULL)
		return NULL;
	r->magic = MAGIC;
	r->units[0] = (uint16_t)aside_beside(r->text[0], a, kind);
	put_name(r, 1, a);
	put_name(r, 2, b);
	return r;
}

/* What another has left there is put right first. */
static void
write_down(nt_handle journal, const struct record *r)
{
	settle(journal);
	if (nt_write(journal, r, sizeof *r, 0) != (long)sizeof *r)
		nt_set_size(journal, 0);
	count(1);
}

static nt_handle
begin(const struct record *r)
{
	nt_handle h;

	if (open_journal(&h) < 0)
		return NULL;
	write_down(h, r);
	wait_for_renames();
	return h;
}

static void
end(nt_handle journal)
{
	if (journal == NULL)
		return;
	nt_set_size(journal, 0);
	count(0);
	close_journal(journal);
}

/* NULL: it is this thread's, or there is none. */
static int
replace_turn(const struct record *r, int wait, nt_handle *journal)
{
	int e;

	*journal = NULL;
	if (holder == nt_thread_id())
		return 0;
	if ((e = open_journal_for(journal, NT_PER_SECOND / 200)) < 0) {
		*journal = NULL;
		return e == -EBUSY && wait ? -EAGAIN : 0;
	}
	write_down(*journal, r);
	return 0;
}

int
disk_replace_begins(nt_handle old, const struct path *name, int wait,
    nt_handle *journal)
{
	struct record *r = record_of(name, name, ASIDE_GONE);
	struct nt_name third;
	int e;

	if (r == NULL || r->units[0] == 0)
		e = r == NULL ? -ENOMEM : -EBUSY;
	else if ((e = replace_turn(r, wait, journal)) == 0) {
		third = name_of(r, 0);
		if ((e = nt_rename(old, &third, 0)) < 0)
			end(*journal);
	}
	mm_free(r);
	return e;
}

void
disk_replace_ends(nt_handle journal)
{
	end(journal);
}

nt_handle
disk_exchanges_await(void)
{
	nt_handle h;

	if ((disk_exchange_count() & 1) == 0 || open_journal(&h) < 0)
		return NULL;
	settle(h);
	return h;
}

/* Returns what rename_ends() is given. */
static uint32_t
rename_begins(void)
{
	volatile uint32_t *n = modes_renames();

	return n != NULL ? __atomic_add_fetch(n, 1, __ATOMIC_SEQ_CST) : 0;
}

static void
rename_ends(uint32_t begun)
{
	volatile uint32_t *n = modes_renames();
	uint32_t was = n != NULL ? *n : 0;

	/* Unless it was put right since. */
	while (n != NULL && ((was ^ begun) & ~UNDER_WAY) == 0 &&
	    (was & UNDER_WAY) != 0 && !__atomic_compare_exchange_n(n, &was,
	    was - 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
		continue;
}

#define TURNS	3	/* another exchange begins when one has ended */

int
disk_rename_once(nt_handle h, const struct nt_name *to, int replace)
{
	nt_handle stopped = NULL;
	uint32_t begun;
	int e;

	if (holder == nt_thread_id())		/* it is the exchange */
		return nt_rename(h, to, replace);
	begun = rename_begins();
	for (int i = 0; i < TURNS && (disk_exchange_count() & 1) != 0; i++) {
		rename_ends(begun);
		if ((stopped = disk_exchanges_await()) != NULL)
			break;
		begun = rename_begins();
	}
	e = nt_rename(h, to, replace);
	if (stopped == NULL)
		rename_ends(begun);
	disk_exchanges_go_on(stopped);
	return e;
}

nt_handle
disk_exchanges_stop(uint32_t since, struct path *p)
{
	uint32_t now = disk_exchange_count();
	nt_handle h;

	if ((now == since && (now & 1) == 0) || open_journal(&h) < 0)
		return NULL;
	settle(h);
	p->walked = 0;
	return h;
}

void
disk_exchanges_go_on(nt_handle h)
{
	if (h != NULL)
		close_journal(h);
}

static int
swap(nt_handle ha, nt_handle hb, const struct record *r, struct path *a,
    struct path *b)
{
	struct nt_name third = name_of(r, 0);
	int e;

	if ((e = nt_rename(ha, &third, 0)) < 0)
		return e;
	if ((e = fault("exchange.second")) < 0 || (e = put_at(hb, a)) < 0) {
		put_at(ha, a);
		return e;
	}
	if ((e = fault("exchange.third")) < 0 || (e = put_at(ha, b)) < 0) {
		put_at(hb, b);
		put_at(ha, a);
	}
	return e;
}

int
disk_exchange(struct path *a, struct path *b)
{
	struct record *r;
	nt_handle ha, hb, journal = NULL;
	int e;

	if ((e = disk_open_to_delete(&ha, a, 0)) < 0)
		return e;
	if ((e = disk_open_to_delete(&hb, b, 0)) < 0) {
		nt_close(ha);
		return e;
	}
	e = -ENOMEM;
	if ((r = record_of(a, b, ASIDE_BETWEEN)) != NULL && r->units[0] == 0)
		e = -EBUSY;
	else if (r != NULL) {
		if (nt_file_id(hb, &r->second) < 0)
			r->second = 0;
		journal = begin(r);
		e = swap(ha, hb, r, a, b);
	}
	nt_close(hb);
	nt_close(ha);
	if (journal != NULL && e < 0)
		finish(r);	/* what could not be put back */
	end(journal);
	mm_free(r);
	return e;
}

int
disk_respell(nt_handle h, const struct path *from, const struct path *to)
{
	struct record *r = record_of(to, from, ASIDE_BETWEEN);
	struct nt_name third, name, back;
	nt_handle journal;
	int e;

	if (r == NULL || r->units[0] == 0) {
		mm_free(r);
		return r == NULL ? -ENOMEM : -EINVAL;
	}
	third = name_of(r, 0);
	name = name_of(r, 1);
	back = name_of(r, 2);
	journal = begin(r);
	if ((e = nt_rename(h, &third, 0)) == 0 &&
	    (e = nt_rename(h, &name, 0)) < 0)
		nt_rename(h, &back, 0);
	end(journal);
	mm_free(r);
	return e;
}
