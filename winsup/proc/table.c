/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * proc/ overview: table.c is the table's rules, table_nt.c what they need of
 * Windows.  Invariants: an entry's pid is generation * PROC_SLOTS + slot, so
 * a pid finds its slot at once and is not used again soon; the parent of a
 * living process is a pid that was in the table when it was set, or
 * PROC_INIT; entries are changed under the lock in an order that leaves the
 * table sound if the holder dies in between (state last when an entry comes,
 * first when it goes).
 */
#include "proc/room_impl.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/assert.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "thread/room.h"

/*
 * Threads of this process queue here before they ask for the table's lock.
 * Another thread than the one that forks may be in the queue meanwhile (the
 * console's, at Ctrl-C): putting memory back must not touch it.
 */
KEEP static struct lock local_lock = LOCK_INIT(LOCK_PROC, "proc");

/* A child that has a process of its own maps the table itself. */
KEEP static struct proc_table *table;
static struct proc_entry *self;
static pid_t expected;			/* ours, before self is known */
KEEP static nt_handle bell;		/* of bell_pid */
KEEP static pid_t bell_pid;
KEEP static nt_handle passed_on;

void (*proc_enter_hook)(struct proc_entry *);

static uint64_t (*installation)(void);
static uint32_t (*user)(void);

void
proc_setup(uint64_t (*inst)(void), uint32_t (*uid)(void))
{
	installation = inst;
	user = uid;
	thr_peers = &proc_peers;
	mm_map_hook = proc_note_map;
	thr_shared_setup(inst, uid);
}

/* Another process may have made it just now. */
static int
is_ready(const struct proc_table *t)
{
	unsigned round;

	for (round = 0; __atomic_load_n(&t->magic, __ATOMIC_ACQUIRE) !=
	    PROC_MAGIC; round++) {
		if (round > 1000)
			return 0;
		proc_pause(round);
	}
	return t->entry_size == sizeof(struct proc_entry);
}

int
proc_table_open(void)
{
	struct proc_table *t, *none = NULL;
	nt_handle h;
	int fresh, e;

	if (table != NULL)
		return 0;
	if ((e = fault("proc.table")) < 0 ||
	    (e = proc_section_map(&t, &h, sizeof *t, installation(), user(),
	    &fresh)) < 0)
		return e;
	if (fresh) {
		t->entry_size = sizeof(struct proc_entry);
		t->next_slot = PROC_INIT + 1;
		__atomic_store_n(&t->magic, PROC_MAGIC, __ATOMIC_RELEASE);
	}
	e = is_ready(t) ? 0 : -EAGAIN;
	/* One view for all threads: places in it are told from its start. */
	if (e == 0 && __atomic_compare_exchange_n(&table, &none, t, 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return 0;		/* the handle stays */
	nt_section_unmap(t);
	nt_close(h);
	return e;
}

void
proc_lock(void)
{
	lock_acquire(&local_lock);
	proc_word_take(&table->owner, NULL);
}

void
proc_unlock(void)
{
	proc_word_give(&table->owner);
	lock_release(&local_lock);
}

void *
proc_area(void)
{
	return proc_table_open() < 0 ? NULL : table->area;
}

int
proc_is_alive(pid_t pid)
{
	const struct proc_entry *p = proc_find(pid);

	return p != NULL && p->state != PROC_DEAD && !proc_is_gone(p);
}

struct proc_entry *
proc_find(pid_t pid)
{
	struct proc_entry *p;

	if (pid <= PROC_INIT)
		return NULL;
	p = &table->entry[pid % PROC_SLOTS];
	return p->state != PROC_FREE && p->pid == pid ? p : NULL;
}

int
proc_each(int (*fn)(struct proc_entry *, void *), void *arg)
{
	int r = 0;

	ASSERT(table->owner == proc_winpid());
	for (unsigned w = 0; w < PROC_SLOTS / 64 && r == 0; w++)
		for (uint64_t left = table->used[w]; left != 0 && r == 0;
		    left &= left - 1) {
			unsigned i = (unsigned)__builtin_ctzll(left);
			struct proc_entry *p = &table->entry[w * 64 + i];

			if (p->state != PROC_FREE)
				r = fn(p, arg);
			else
				table->used[w] &= ~((uint64_t)1 << i);
		}
	return r;
}

int
proc_is_gone(const struct proc_entry *p)
{
	return (p->state == PROC_RUNNING || p->state == PROC_STOPPED) &&
	    p->winpid != 0 && proc_process_gone(p->winpid, p->started);
}

/* An entry nobody will ask about: its process and its parent are no more. */
static int
is_abandoned(const struct proc_entry *p)
{
	const struct proc_entry *parent = proc_find(p->ppid);

	if (parent != NULL && !proc_is_gone(parent))
		return 0;
	return p->state == PROC_DEAD || p->state == PROC_NEW ||
	    p->state == PROC_VIRTUAL || proc_is_gone(p);
}

#define SOON	((uint32_t)(10 * NT_PER_SECOND >> 10))	/* as in `born' */

/*
 * Takes out what dead processes left behind, but not a process that was begun
 * just now by one that has ended, unless that is urgent.
 */
static void
sweep(int urgent)
{
	uint32_t now = (uint32_t)(nt_clock_system() >> 10);
	struct proc_entry *p;

	for (unsigned slot = PROC_INIT + 1; slot < PROC_SLOTS; slot++) {
		p = &table->entry[slot];
		if (p->state != PROC_FREE && is_abandoned(p) && (urgent ||
		    p->state != PROC_NEW || now - p->born > SOON))
			p->state = PROC_FREE;
	}
}

static struct proc_entry *
next_free(void)
{
	unsigned i, slot = table->next_slot;
	struct proc_entry *p;

	for (i = 0; i < PROC_SLOTS; i++, slot++) {
		if (slot >= PROC_SLOTS || slot <= PROC_INIT)
			slot = PROC_INIT + 1;
		p = &table->entry[slot];
		if (p->state == PROC_FREE) {
			table->next_slot = slot + 1;
			return p;
		}
	}
	return NULL;
}

/* Once in a while, and when the table is full, it is tidied up. */
static struct proc_entry *
find_free(void)
{
	struct proc_entry *p;

	if (table->next_slot >= PROC_SLOTS)
		sweep(0);
	if ((p = next_free()) != NULL)
		return p;
	sweep(1);
	return next_free();
}

int
proc_forget_gone(struct proc_entry *p)
{
	if (proc_find(p->ppid) != NULL || !proc_is_gone(p))
		return 0;
	p->state = PROC_FREE;
	return 1;
}

#define MAX_GENERATION	(INT32_MAX / PROC_SLOTS - 1)

static void
note_schedule(struct proc_entry *p, const struct thread *t)
{
	if (p->sched_set)
		return;
	p->sched_policy = (int8_t)t->policy;
	p->sched_priority = (int8_t)t->priority;
}

static void
fill(struct proc_entry *p, const struct proc_entry *parent)
{
	uint32_t generation = p->generation + 1;
	unsigned slot = (unsigned)(p - table->entry);

	if (generation > MAX_GENERATION)
		generation = 0;
	memset(p, 0, sizeof *p);
	p->generation = generation;
	p->pid = (int32_t)(generation * PROC_SLOTS + slot);
	p->born = (uint32_t)(nt_clock_system() >> 10);
	p->uid = user();
	p->ppid = parent != NULL ? parent->pid : PROC_INIT;
	p->pgid = parent != NULL ? parent->pgid : p->pid;
	p->sid = parent != NULL ? parent->sid : p->pid;
	if (parent != NULL) {
		p->nice = parent->nice;
		p->nproc_soft = parent->nproc_soft;
		p->nproc_hard = parent->nproc_hard;
		p->sig_blocked = parent->sig_blocked;
		p->sig_ignored = parent->sig_ignored;
		p->sig_caught = parent->sig_caught;
		p->sig_flags = parent->sig_flags & PROC_DUMPS;
		memcpy(p->name, parent->name, sizeof p->name);
	}
	note_schedule(p, parent != NULL ? thr_self() : thr_main_thread());
	table->used[slot / 64] |= (uint64_t)1 << slot % 64;
	__atomic_store_n(&p->state, PROC_NEW, __ATOMIC_RELEASE);
}

void
proc_name_bare(char *name)
{
	size_t n = strlen(name);

	if (n > 4 && strcmp(name + n - 4, ".exe") == 0)
		name[n - 4] = '\0';
}

struct proc_entry *
proc_self_known(void)
{
	return self;
}

void
proc_become(struct proc_entry *p)
{
	self = p;
	trace_process = proc_tenant = p->pid;
}

void
proc_expect(pid_t pid)
{
	expected = proc_tenant = pid;
}

/*
 * The process of that entry is this Windows process from now on.  Its creator
 * may not have come to write that.
 */
static struct proc_entry *
arrive(pid_t pid)
{
	struct proc_entry *p = proc_find(pid);

	if (p == NULL || p->state == PROC_DEAD)
		return NULL;
	p->winpid = proc_winpid();
	p->started = proc_start_time();
	p->resting = PROC_REST_UNKNOWN;
	p->state = PROC_RUNNING;
	note_schedule(p, thr_main_thread());
	return p;
}

struct proc_entry *
proc_arrive(pid_t pid)
{
	struct proc_entry *p;

	proc_lock();
	p = arrive(pid);
	proc_unlock();
	return p;
}

struct proc_entry *
proc_self(void)
{
	struct proc_entry *p;

	if (self != NULL)
		return self;
	if (proc_table_open() < 0)
		return NULL;
	proc_lock();
	/* Another thread may have been faster. */
	if ((p = self) != NULL) {
		proc_unlock();
		return p;
	}
	if ((p = arrive(expected)) != NULL)
		p->maps = 0;		/* another program */
	if (p == NULL && expected != 0) {
		/* Killed while the program before this one was in exec(). */
		proc_unlock();
		nt_exit_process(128 + SIGKILL);
	}
	if (p == NULL && (p = find_free()) != NULL) {
		fill(p, NULL);
		p->winpid = proc_winpid();
		p->started = proc_start_time();
		proc_program_name(p->name, sizeof p->name);
		proc_name_bare(p->name);
		p->state = PROC_RUNNING;
	}
	__atomic_store_n(&self, p, __ATOMIC_RELEASE);
	trace_process = proc_tenant = p != NULL ? p->pid : 0;
	proc_unlock();
	trace(TRACE_PROCESS, "is %d in the table", p ? p->pid : -1);
	if (p != NULL && proc_enter_hook != NULL)
		proc_enter_hook(p);
	return p;
}

static unsigned
processes_of(uint32_t uid)
{
	unsigned n = 0;

	for (unsigned i = PROC_INIT + 1; i < PROC_SLOTS; i++)
		n += table->entry[i].state != PROC_FREE &&
		    table->entry[i].uid == uid;
	return n;
}

/* May this user have one more?  Zombies count, as elsewhere. */
static int
has_reached_limit(const struct proc_entry *self)
{
	if (self->nproc_soft == 0 ||
	    processes_of(self->uid) < self->nproc_soft)
		return 0;
	sweep(0);
	return processes_of(self->uid) >= self->nproc_soft;
}

int
proc_new(struct proc_entry **out)
{
	struct proc_entry *parent = proc_self();
	int e;

	if (parent == NULL || (e = fault("proc.new")) < 0)
		return -EAGAIN;
	proc_lock();
	*out = has_reached_limit(parent) ? NULL : find_free();
	if (*out != NULL) {
		fill(*out, parent);
		(*out)->deaf_until = NT_FOREVER;
	}
	proc_unlock();
	return *out != NULL ? 0 : -EAGAIN;
}

void
proc_free(struct proc_entry *p)
{
	proc_lock();
	p->state = PROC_FREE;
	proc_unlock();
}

int
proc_has_bell(void)
{
	return self != NULL && bell != NULL && bell_pid == self->pid;
}

int
proc_bell(nt_handle *out)
{
	struct proc_entry *p = proc_self();
	int e;

	if (p == NULL)
		return -EAGAIN;
	if (bell == NULL || bell_pid != p->pid) {
		if ((e = proc_event_make(PROC_BELL, p->pid, &bell)) < 0)
			return e;
		bell_pid = p->pid;
		__atomic_store_n(&p->bell, 1, __ATOMIC_RELEASE);
	}
	*out = passed_on != NULL ? passed_on : bell;
	return 0;
}

void
proc_bell_passed_on(nt_handle h)
{
	passed_on = h;
}

struct proc_table *
proc_table(void)
{
	return table;
}

int
proc_is_expected(void)
{
	return self == NULL && expected != 0;
}

struct proc_entry *
proc_expected(void)
{
	return proc_find(expected);
}

void
proc_ring(struct proc_entry *p)
{
	if (__atomic_load_n(&p->bell, __ATOMIC_ACQUIRE) != 0)
		proc_event_set(PROC_BELL, p->pid);
}

void
proc_wake(struct proc_entry *p, int sig)
{
	switch (__atomic_load_n(&p->resting, __ATOMIC_SEQ_CST)) {
	case PROC_RESTS:
		proc_event_set(PROC_WAKE, p->pid);
		return;
	case PROC_AWAKE:
		if (__atomic_load_n(&p->sig_blocked, __ATOMIC_SEQ_CST) &
		    (uint64_t)1 << (sig - 1))
			return;
	}
	proc_ring(p);
}

int
proc_wake_make(nt_handle *out)
{
	struct proc_entry *p = proc_self();

	return p == NULL ? -EAGAIN : proc_event_make(PROC_WAKE, p->pid, out);
}

/* The parent looks at a child's SIGCHLD: it has a handler, or waits. */
static int
wants_to_know(const struct proc_entry *parent, const struct proc_entry *child)
{
	const uint64_t bit = (uint64_t)1 << (SIGCHLD - 1);

	if (child->state != PROC_DEAD && (parent->sig_flags & PROC_NOCLDSTOP))
		return 0;
	return ((parent->sig_caught | parent->sig_blocked) & bit) != 0 &&
	    (parent->sig_ignored & bit) == 0;
}

static void
describe(struct proc_signal *s, const struct proc_entry *child)
{
	int status = child->status;

	memset(s, 0, sizeof *s);
	s->sig = SIGCHLD;
	s->sender = child->pid;
	s->uid = child->uid;
	if (child->state == PROC_STOPPED) {
		s->code = CLD_STOPPED;
		s->status = WSTOPSIG(status);
	} else if (child->state != PROC_DEAD) {
		s->code = CLD_CONTINUED;
		s->status = SIGCONT;
	} else if (WIFEXITED(status)) {
		s->code = CLD_EXITED;
		s->status = WEXITSTATUS(status);
	} else {
		s->code = status & 0x80 ? CLD_DUMPED : CLD_KILLED;
		s->status = WTERMSIG(status);
	}
}

void
proc_tell_parent(const struct proc_entry *child)
{
	struct proc_entry *parent = proc_find(child->ppid);
	struct proc_signal s;

	if (child->state == PROC_STOPPED)
		table->stops = 1;
	if (parent == NULL)
		return;
	if (wants_to_know(parent, child)) {
		describe(&s, child);
		proc_post(parent, &s, 0, 0);
	}
	/*
	 * A child that ran in place goes back to its parent at once; but
	 * another thread of this one may wait.
	 */
	if (parent->winpid == proc_winpid())
		thr_signal_wanted = 1;
	if (parent->winpid != proc_winpid() || thr_count() > 1)
		proc_ring(parent);
}

struct orphaning {
	int32_t parent;
};

/*
 * Dead children of a dead parent need no entry any more, and one that ran in
 * its place has ended with it.
 */
static int
orphan(struct proc_entry *p, void *arg)
{
	const struct orphaning *o = arg;

	if (p->ppid == o->parent) {
		p->ppid = PROC_INIT;
		if (p->state == PROC_DEAD)
			p->state = PROC_FREE;
		else if (p->state == PROC_VIRTUAL)
			proc_ended(p, SIGKILL);
	}
	return 0;
}

/* SA_NOCLDWAIT, or SIGCHLD ignored: nobody will ask (XSH 2.4.3). */
static int
wants_no_zombies(const struct proc_entry *parent)
{
	return (parent->sig_flags & PROC_NOCLDWAIT) ||
	    (parent->sig_ignored & (uint64_t)1 << (SIGCHLD - 1));
}

void
proc_ended(struct proc_entry *p, int status)
{
	struct orphaning o = { p->pid };
	struct proc_entry *parent = proc_find(p->ppid);

	if (table->stops)
		proc_orphans(p);
	if (p->pid == p->sid && p->foreground > 0)
		proc_hang_up(p);
	proc_discard(p, ~(uint64_t)0);
	proc_each(orphan, &o);
	p->status = status;
	p->state = PROC_DEAD;
	if (parent != NULL)
		proc_tell_parent(p);
	if (parent == NULL || wants_no_zombies(parent))
		p->state = PROC_FREE;
}

void
proc_exit(struct proc_entry *p, int status)
{
	proc_lock();
	/* Not if it was killed a moment ago: the entry may be another's now. */
	if (p->pid == proc_tenant && p->state != PROC_FREE &&
	    p->state != PROC_DEAD)
		proc_ended(p, status);
	proc_unlock();
}
