/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A child that is a Windows process has ended when its handle says so, and
 * then its entry has the status, unless it was killed from outside or is no
 * program of ours: then the exit code tells.  A child that ended in place
 * has only the entry.
 */
#include "spawn/wait.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include "lib/assert.h"
#include "lib/keep.h"
#include "lib/trace.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "signal/room.h"
#include "spawn/fork.h"
#include "thread/room.h"

/* 100 ms: when there are more children than one wait can take. */
#define LOOK_AGAIN	1000000

/*
 * The wait status that a Windows exit code stands for: exceptions are
 * signals (winnt.h: STATUS_*), all else is an exit status.
 */
int
wait_status_of_code(uint32_t code)
{
	switch (code) {
	case 0xc0000005:
		return SIGSEGV;
	case 0xc000001d:
	case 0xc0000096:
		return SIGILL;
	case 0xc0000094:
	case 0xc0000095:
		return SIGFPE;
	case 0xc000013a:
		return SIGINT;
	}
	if ((code & 0xf0000000) == 0xc0000000)
		return 127 << 8;
	return (int)(code & 0xff) << 8;
}

#define OTHERS	3	/* handles of a wait: two here, one of thr_wait() */

struct search {
	/* Of one look. */
	unsigned matched, n_handles;
	struct proc_entry *found;
	int status;
	nt_handle ending;	/* says that it has ended, but has not */
	int late;		/* a signal has come before it */

	pid_t pid, self, group;	/* as waitpid()'s argument */
	int options, further;
	int more;		/* handles that did not fit */
	int ask;		/* do not leave it to the sleep */
	nt_handle ended;	/* the last sleep found that it has */
	uint64_t seen;		/* signals that came before a look */
	nt_handle handle[NT_WAIT_MAX];
};

static int
matches(const struct search *s, const struct proc_entry *p)
{
	if (p->ppid != s->self)
		return 0;
	if (s->pid == -1)
		return 1;
	if (s->pid > 0)
		return p->pid == s->pid;
	return p->pgid == (s->pid == 0 ? s->group : -s->pid);
}

/*
 * Has the child's process ended?  The one that is known to have is not asked
 * again, and one that runs only where nobody is about to sleep until it ends.
 * After an exec the handle is the former process': then the new one is looked
 * at.
 */
static int
has_ended(struct proc_entry *p, struct child *c, const struct search *s,
    uint32_t *code)
{
	int known = c->process == s->ended;

	*code = known ? nt_process_code(c->process) : NT_STILL_ACTIVE;
	if (*code == NT_STILL_ACTIVE) {
		if (!known && !s->ask && p->state == PROC_RUNNING)
			return 0;
		if (!nt_process_ended(c->process, code))
			return 0;
	}
	return p->state == PROC_DEAD || !children_follow(p, c) ||
	    nt_process_ended(c->process, code);
}

static int
look_at(struct proc_entry *p, void *arg)
{
	struct search *s = arg;
	struct child *c;
	uint32_t code = 0;

	if (!matches(s, p) ||
	    (p->state == PROC_DEAD && (s->further & WAIT_LIVING)))
		return 0;
	s->matched++;
	c = children_find(p->pid);
	if (c != NULL && !has_ended(p, c, s, &code)) {
		/* SIGCHLD has told already: now it must be found. */
		if (p->state == PROC_DEAD) {
			s->ending = c->process;
			return 1;
		}
		if (s->n_handles < NT_WAIT_MAX - OTHERS)
			s->handle[s->n_handles++] = c->process;
		else
			s->more = 1;
	} else if ((s->further & WAIT_LIVING) == 0 &&
	    (c != NULL || p->state == PROC_DEAD || proc_is_gone(p))) {
		s->status = p->state == PROC_DEAD ? p->status :
		    wait_status_of_code(code);
		s->found = p;
		return 1;
	}
	if (p->stop_pending && (s->options & WUNTRACED)) {
		s->status = p->status;
		s->found = p;
	} else if (p->continue_pending && (s->options & WCONTINUED)) {
		s->status = 0xffff;
		s->found = p;
	}
	return s->found != NULL;
}

/* With the lock held: what is told of the found child, once. */
static pid_t
report(struct search *s, struct rusage *ru)
{
	struct proc_entry *p = s->found;
	struct child *c = children_find(p->pid);
	int keep = s->further & WAIT_KEEP;
	int stopped = (s->status & 0xff) == 0x7f, goes_on = s->status == 0xffff;
	int ended = !stopped && !goes_on;
	pid_t pid = p->pid;

	/* It was ended from outside, or knows nothing of the table. */
	if (ended && p->state != PROC_DEAD)
		proc_ended(p, s->status);
	children_usage_of(p, c, ru, ended && !keep);
	if (keep)
		return pid;
	if (stopped)
		p->stop_pending = 0;
	else if (goes_on)
		p->continue_pending = 0;
	else {
		/* What it has exec'd is not needed any more. */
		if (c != NULL && p->handed != 0)
			children_follow(p, c);
		if (c != NULL)
			children_drop(c);
		p->state = PROC_FREE;
	}
	return pid;
}

/*
 * Threads that wait for children at once: the bell wakes one of them, which
 * wakes the others, as does who has begun another child.  The table's lock
 * guards the list.
 */
struct waiter {
	struct waiter *next;
	nt_handle look;
};

KEEP static struct waiter *waiters;

static void
wake_waiters(const struct waiter *but)
{
	for (struct waiter *w = waiters; w != NULL; w = w->next)
		if (w != but)
			nt_event_set(w->look);
}

void
children_changed(void)
{
	wake_waiters(NULL);
}

/* With one thread there is nothing to be told. */
static void
waiter_join(struct waiter *w)
{
	w->look = NULL;
	if (thr_count() <= 1 || nt_event_create(&w->look, 0, 0) < 0)
		return;
	proc_lock();
	w->next = waiters;
	waiters = w;
	proc_unlock();
}

static void
waiter_leave(struct waiter *w)
{
	struct waiter **p = &waiters;

	if (w->look == NULL)
		return;
	proc_lock();
	while (*p != w)
		p = &(*p)->next;
	*p = w->next;
	proc_unlock();
	nt_close(w->look);
}

/* Sleeps until a child may have changed. */
static int
sleep_for_change(struct search *s, const struct waiter *w)
{
	int r, n = (int)s->n_handles;
	int64_t deadline = NT_FOREVER;
	nt_handle bell;

	if ((r = proc_bell(&bell)) < 0)
		return r;
	s->handle[s->n_handles++] = bell;
	if (w->look != NULL)
		s->handle[s->n_handles++] = w->look;
	if (s->more)
		deadline = nt_clock_monotonic() + LOOK_AGAIN;
	r = thr_wait(s->handle, s->n_handles, deadline);
	s->ended = r >= 0 && r < n ? s->handle[r] : NULL;
	if (r == n && w->look != NULL) {
		proc_lock();
		wake_waiters(w);
		proc_unlock();
	}
	return r == -EINTR ? r : 0;
}

/*
 * One look at the children: 1 if there is something to tell.  A signal that
 * is there by then was sent before that: it is to be looked at first.
 */
static int
search(struct search *s, const struct proc_entry *self, struct rusage *ru,
    long *r)
{
	memset(s, 0, offsetof(struct search, pid));
	s->ask |= s->more;
	s->more = 0;
	s->self = self->pid;
	s->group = self->pgid;
	proc_lock();
	s->late = (*thr_outside & ~s->seen) != 0;
	s->seen |= *thr_outside;
	if (!s->late)
		proc_each(look_at, s);
	if (s->found != NULL)
		*r = report(s, ru);
	proc_unlock();
	return s->found != NULL;
}

static long
wait_for(struct search *s, struct rusage *ru, struct waiter *w)
{
	struct proc_entry *self = proc_self();
	int armed = proc_has_bell() && thr_count() <= 1;
	nt_handle bell;
	long r = 0;

	for (;;) {
		/* As Ctrl-C that `make' catches and a job of it dies of. */
		if (sig_comes_first())
			return -EINTR;
		if (search(s, self, ru, &r))
			return r;
		if (s->late)
			continue;
		if (s->ending != NULL) {
			nt_wait_handles(&s->ending, 1, NT_FOREVER);
			continue;
		}
		if (s->matched == 0)
			return -ECHILD;
		if (s->options & WNOHANG)
			return 0;
		thr_may_block();
		self = proc_self();
		/* What changed before there was a bell is looked for again. */
		if (armed == 0) {
			if ((r = proc_bell(&bell)) < 0)
				return r;
			waiter_join(w);
			armed = 1;
			continue;
		}
		if ((r = sleep_for_change(s, w)) < 0)
			return r;
	}
}

long
spawn_wait(pid_t pid, int *status, int options, struct rusage *ru,
    int further)
{
	struct waiter w = { NULL, NULL };
	struct search s;
	long r;

	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED))
		return -EINVAL;
	if (proc_self() == NULL || pid == INT_MIN)
		return pid == INT_MIN ? -ESRCH : -ECHILD;
	s.pid = pid;
	s.options = options;
	s.further = further;
	s.more = 0;
	s.ended = NULL;
	s.seen = 0;
	/* A child in place would get a process, for what has ended already. */
	s.ask = (options & WNOHANG) != 0 || fork_level > 0;
	r = wait_for(&s, ru, &w);
	waiter_leave(&w);
	if (r > 0 && status != NULL)
		*status = s.status;
	return r;
}
