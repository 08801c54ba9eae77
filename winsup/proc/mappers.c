/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who has which file mapped: a process sets a bit of its entry for each file
 * that it maps.  Some bits stand for several files, and stay when a mapping
 * goes, so this tells only who is to be asked.
 */
#include "proc/room_impl.h"

#include "lib/keep.h"

KEEP static struct lock resize_lock = LOCK_INIT(LOCK_AREA, "resize");

static uint32_t
bit_of(uint64_t file)
{
	return UINT32_C(1) << proc_hash(file, 5);
}

void
proc_note_map(uint64_t file)
{
	struct proc_entry *p = proc_self_known();

	if (p != NULL && !(p->maps & bit_of(file)))
		__atomic_or_fetch(&p->maps, bit_of(file), __ATOMIC_SEQ_CST);
}

struct search {
	uint32_t bit;
	struct proc_mapper *list;
	unsigned n, max;
};

/* One that is dead may still be about to end. */
static int
note(struct proc_entry *p, void *arg)
{
	struct search *s = arg;

	if ((p->maps & s->bit) == 0 || p->native || p->winpid == 0 ||
	    p->winpid == proc_winpid() || s->n == s->max ||
	    (p->state != PROC_RUNNING && p->state != PROC_STOPPED &&
	    p->state != PROC_DEAD))
		return 0;
	s->list[s->n].winpid = p->winpid;
	s->list[s->n++].started = p->started;
	return 0;
}

unsigned
proc_mappers(uint64_t file, struct proc_mapper *list, unsigned max)
{
	struct search s = { bit_of(file), list, 0, max };

	proc_lock();
	proc_each(note, &s);
	proc_unlock();
	return s.n;
}

/* By Windows' pid: a process that execs is another one. */
int
proc_visit_make(nt_handle *out)
{
	return proc_event_make(PROC_VISIT, (pid_t)proc_winpid(), out);
}

int
proc_visit(uint32_t winpid)
{
	return proc_event_set(PROC_VISIT, (pid_t)winpid);
}

int
proc_has_maps(void)
{
	const struct proc_entry *p = proc_self_known();

	return p != NULL && p->maps != 0;
}

uint32_t
proc_resizer(void)
{
	return proc_table() != NULL ? proc_table()->resizing : 0;
}

int
proc_resize_begin(void)
{
	int e = proc_table_open();

	if (e == 0)
		proc_word_lock(&proc_table()->resizing, &resize_lock);
	return e;
}

void
proc_resize_end(void)
{
	proc_word_unlock(&proc_table()->resizing, &resize_lock);
}
