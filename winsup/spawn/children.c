/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The Windows processes of this process' children.
 *
 * There is a list for the process and one for each child that runs in its
 * place: none of them is part of the memory that fork puts back, since the
 * handles are not either.  What such a child has begun is passed to its own
 * process, if it gets one, and closed when it leaves.  The table's lock
 * guards the lists: the listener looks at them too, because nobody else
 * tells of a child that is no program of ours, or was ended from outside.
 */
#include "spawn/wait.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "mm/room.h"
#include "nt/file.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "proc/room.h"
#include "signal/room.h"
#include "spawn/fork.h"

struct children {
	struct child *list;
	unsigned n, room;
};

KEEP static struct children levels[FORK_LEVELS + 1];

#define PER_PAGE	(MM_PAGE / sizeof(struct child))

/* The lists' memory is neither malloc()'s nor the process block's. */
static int
make_room(struct children *c)
{
	void *p = c->list;
	int e;

	if (c->n < c->room)
		return 0;
	if (c->room == CHILDREN_MAX)
		return -ENOMEM;
	if (p == NULL && (e = nt_mem_reserve(NULL, CHILDREN_MAX *
	    sizeof(struct child), &p)) < 0)
		return e;
	c->list = p;
	e = nt_mem_commit(c->list + c->room, MM_PAGE,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (e == 0)
		c->room += PER_PAGE;
	return e;
}

/* Those that nobody asks about any more: the entry is gone, or another's. */
static void
sweep(struct children *c, pid_t self)
{
	struct proc_entry *p;

	for (unsigned i = 0; i < c->n;) {
		p = proc_find(c->list[i].pid);
		if (p == NULL || p->ppid != self)
			children_drop(&c->list[i]);
		else
			i++;
	}
}

int
children_add(pid_t pid, nt_handle process, uint32_t winpid)
{
	struct children *c = &levels[fork_level];
	struct proc_entry *self = proc_self_known();
	int e;

	if ((e = fault("children.add")) < 0 || (e = proc_table_open()) < 0) {
		nt_close(process);
		return e;
	}
	proc_lock();
	if (c->n == c->room && self != NULL)
		sweep(c, self->pid);
	if ((e = make_room(c)) < 0) {
		nt_close(process);
	} else {
		c->list[c->n++] = (struct child){ pid, winpid, process };
		children_changed();
	}
	proc_unlock();
	if (e == 0 && fork_level == 0)
		sig_child_added();
	return e;
}

struct child *
children_find(pid_t pid)
{
	struct children *c = &levels[fork_level];

	for (unsigned i = 0; i < c->n; i++)
		if (c->list[i].pid == pid)
			return &c->list[i];
	return NULL;
}

void
children_drop(struct child *child)
{
	struct children *c = levels;

	while (child < c->list || child >= c->list + c->n)
		c++;
	nt_close(child->process);
	*child = c->list[--c->n];
}

int
children_follow(struct proc_entry *p, struct child *c)
{
	nt_handle now = NULL;

	/* It is still in exec(): if it ends there the new one does too. */
	if (p->held != 0 && p->held == c->winpid)
		return 0;
	if (p->handed_to == nt_process_id() && p->handed != 0) {
		now = (nt_handle)(uintptr_t)p->handed;
		p->handed = 0;
	} else if (p->winpid == 0 || p->winpid == c->winpid ||
	    nt_process_open(p->winpid, p->started, &now) < 0) {
		return 0;
	}
	nt_close(c->process);
	c->process = now;
	c->winpid = nt_process_number(now);
	return 1;
}

const struct child *
children_all(unsigned *n)
{
	struct children *c = &levels[fork_level];
	struct proc_entry *p;

	proc_lock();
	for (unsigned i = 0; i < c->n; i++) {
		p = proc_find(c->list[i].pid);
		/* What an exec'd child has left for this process alone. */
		if (p != NULL && p->handed != 0)
			children_follow(p, &c->list[i]);
	}
	*n = c->n;
	proc_unlock();
	return c->list;
}

void
children_take(const struct child *list, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		children_add(list[i].pid, list[i].process, list[i].winpid);
}

void
children_leave(void)
{
	struct children *c = &levels[fork_level];

	proc_lock();
	while (c->n > 0)
		children_drop(&c->list[c->n - 1]);
	proc_unlock();
}

int
children_hand_over(struct proc_entry *self, nt_handle process)
{
	struct proc_entry *parent;
	uint64_t old = 0, given = 0;
	int e = fault("exec.hand");

	if (e < 0)
		return e;
	e = -ESRCH;
	proc_lock();
	parent = proc_find(self->ppid);
	if (parent != NULL && parent->winpid != 0 &&
	    parent->state != PROC_DEAD) {
		if (self->handed_to == parent->winpid)
			old = self->handed;
		e = nt_handle_give(parent->winpid, parent->started, process,
		    old, &given);
	}
	if (e == 0) {
		self->handed = given;
		self->handed_to = parent->winpid;
	}
	proc_unlock();
	return e;
}

/* --- for the listener --- */

static int
is_alive(const struct proc_entry *p)
{
	return p->state == PROC_RUNNING || p->state == PROC_STOPPED;
}

static unsigned
watch(nt_handle *h, unsigned max, int *more)
{
	struct children *c = &levels[0];
	struct proc_entry *p;
	unsigned n = 0;

	*more = 0;
	if (c->n == 0)
		return 0;
	proc_lock();
	for (unsigned i = 0; i < c->n; i++) {
		p = proc_find(c->list[i].pid);
		if (p == NULL || !is_alive(p))
			continue;
		if (n == max) {
			*more = 1;
			break;
		}
		h[n++] = c->list[i].process;
	}
	proc_unlock();
	return n;
}

/* Says of each child that has ended without a word that it has. */
static void
look(void)
{
	struct children *c = &levels[0];
	struct proc_entry *p;
	uint32_t code;

	proc_lock();
	for (unsigned i = 0; i < c->n; i++) {
		p = proc_find(c->list[i].pid);
		if (p == NULL || !is_alive(p) ||
		    !nt_process_ended(c->list[i].process, &code) ||
		    children_follow(p, &c->list[i]))
			continue;
		proc_ended(p, wait_status_of_code(code));
	}
	proc_unlock();
}

void
children_init(void)
{
	sig_children_watch = watch;
	sig_children_look = look;
}
