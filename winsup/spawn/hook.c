/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Those who want to know when this process forks, or ends, or its program
 * does.  Fork class: copy, so a child has them too.
 */
#include "spawn/room.h"

#include "lib/lock.h"
#include "proc/room.h"

static struct spawn_hook *hooks;	/* hook_lock; never taken out */
static struct lock hook_lock = LOCK_INIT(LOCK_ATEXIT, "spawn hooks");

void
spawn_add_hook(struct spawn_hook *h)
{
	struct spawn_hook *other;

	lock_acquire(&hook_lock);
	for (other = hooks; other != NULL && other != h; other = other->next)
		continue;
	if (other == NULL) {
		h->next = hooks;
		__atomic_store_n(&hooks, h, __ATOMIC_RELEASE);
	}
	lock_release(&hook_lock);
}

void
spawn_tell_fork(const struct proc_entry *child)
{
	for (struct spawn_hook *h = hooks; h != NULL; h = h->next)
		if (h->forking != NULL)
			h->forking(child);
}

void
spawn_tell_leaving(int ends)
{
	for (struct spawn_hook *h = hooks; h != NULL; h = h->next)
		if (h->leaving != NULL)
			h->leaving(ends);
}
