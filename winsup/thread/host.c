/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads as the system has them.  All variables are of this Windows
 * process, and hosts lie in memory that fork does not know: a child that
 * runs in place leaves them alone, and the listener reads them at any time.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "nt/file.h"
#include "nt/interrupt.h"
#include "nt/mem.h"
#include "nt/sync.h"

KEEP static struct lock host_lock = LOCK_INIT(LOCK_HOST, "hosts");
KEEP static struct thr_host main_host;
KEEP static struct thr_host *hosts, *spare;

void
thr_hosts_lock(void)
{
	lock_acquire(&host_lock);
}

void
thr_hosts_unlock(void)
{
	lock_release(&host_lock);
}

struct thr_host *
thr_hosts(void)
{
	return hosts;
}

/* The main thread's stays the first one. */
static void
enter(struct thr_host *h)
{
	struct thr_host **p = hosts == &main_host ? &hosts->next : &hosts;

	h->next = *p;
	h->link = p;
	if (*p != NULL)
		(*p)->link = &h->next;
	*p = h;
}

struct thr_host *
thr_host_main(void)
{
	if (main_host.link == NULL)
		enter(&main_host);
	return &main_host;
}

/* Another granule of hosts; 0 or -ENOMEM. */
static int
more_hosts(void)
{
	struct thr_host *h;
	void *p;

	if (nt_mem_reserve(NULL, NT_GRANULE, &p) < 0)
		return -ENOMEM;
	if (nt_mem_commit(p, NT_GRANULE, NT_MEM_READ | NT_MEM_WRITE) < 0) {
		nt_mem_release(p);
		return -ENOMEM;
	}
	for (h = p; (char *)(h + 1) <= (char *)p + NT_GRANULE; h++) {
		h->next = spare;
		spare = h;
	}
	return 0;
}

struct thr_host *
thr_host_make(void)
{
	struct thr_host *h = NULL;

	thr_hosts_lock();
	if (spare != NULL || more_hosts() == 0) {
		h = spare;
		spare = h->next;
		memset(h, 0, sizeof(*h));
		/* What comes before it is known takes another thread. */
		h->blocked = ~(uint64_t)0;
		enter(h);
	}
	thr_hosts_unlock();
	return h;
}

void
thr_host_leave(struct thr_host *h)
{
	nt_handle thread, wake;

	thr_hosts_lock();
	if (h->link != NULL) {
		*h->link = h->next;
		if (h->next != NULL)
			h->next->link = h->link;
		h->link = NULL;
		h->next = NULL;
	}
	thread = h->thread;
	wake = h->wake;
	h->thread = h->wake = NULL;
	thr_hosts_unlock();
	if (thread != NULL && h->id == nt_thread_id())
		nt_thread_leaves(thread);
	else if (thread != NULL)
		nt_close(thread);
	if (wake != NULL)
		nt_close(wake);
}

void
thr_host_free(struct thr_host *h)
{
	if (h == &main_host)
		return;
	thr_hosts_lock();
	h->next = spare;
	spare = h;
	thr_hosts_unlock();
}

nt_handle
thr_host_thread(struct thr_host *h)
{
	if (h->thread == NULL && h->link != NULL && h->id != 0)
		nt_thread_open(h->id, &h->thread);
	return h->thread;
}

/* A call that is woken ends by itself: once is enough. */
static void
end_transfer(struct thr_host *h)
{
	nt_handle thread;

	if (h->io_wake != NULL) {
		if (h->io_woken)
			return;
		h->io_woken = 1;
		if (h->io_wake(h->io_handle) == 0)
			return;
	}
	if ((thread = thr_host_thread(h)) != NULL)
		nt_interrupt_io(thread);
}

int
thr_host_kick(struct thr_host *h)
{
	volatile uint32_t *word;
	nt_handle wake = h->wake;

	if (wake != NULL)
		nt_event_set(wake);
	if (h->in_wait)
		return wake != NULL ? 1 : -1;
	if ((word = h->word) != NULL) {
		nt_wake_word_all(word);
		return -1;
	}
	if (h->in_io) {
		end_transfer(h);
		return -1;
	}
	return 0;
}

/* With the list locked. */
static void
stop_all(void)
{
	uint32_t self = nt_thread_id();
	struct thr_host *h;
	nt_handle thread;

	for (h = hosts; h != NULL; h = h->next)
		if (h->id != self && (thread = thr_host_thread(h)) != NULL)
			nt_thread_suspend(thread, &h->ip, &h->sp);
}

static void
continue_all(void)
{
	uint32_t self = nt_thread_id();
	struct thr_host *h;

	for (h = hosts; h != NULL; h = h->next)
		if (h->id != self && h->thread != NULL)
			nt_thread_resume(h->thread);
}

void
thr_stop_others(void)
{
	thr_hosts_lock();
	stop_all();
}

void
thr_continue_others(void)
{
	lock_alone = 0;
	continue_all();
	thr_gate_wake();
	thr_hosts_unlock();
}

/*
 * What the system says at the end of a call is written to the stack, which
 * then must not be heap.
 */
static int
is_quiet(const struct thr_host *h)
{
	if (nt_is_own_code(h->ip))
		return 1;
	if (h->sp >= MM_HEAP_BASE && h->sp < MM_MAP_BASE)
		return 0;
	return h->in_wait || h->word != NULL ||
	    (h->in_io && h->io_data != NULL);
}

int
thr_others_quiet(void)
{
	const struct thr_host *h, *self = thr_self()->host;

	if (thr_count() <= 1)
		return 1;
	for (h = hosts; h != NULL; h = h->next)
		if (h != self && h->thread != NULL && !is_quiet(h))
			return 0;
	return 1;
}

int
thr_others_use(const void *start, size_t size)
{
	uintptr_t low = (uintptr_t)start, high = low + size, data;
	const struct thr_host *h, *self = thr_self()->host;

	if (thr_count() <= 1)
		return 0;
	for (h = hosts; h != NULL; h = h->next) {
		data = (uintptr_t)h->io_data;
		if (h != self && h->in_io && data != 0 && data < high &&
		    data + h->io_size > low)
			return 1;
	}
	return 0;
}

void
thr_still(int on)
{
	if (on) {
		thr_hosts_lock();
		nt_interrupt_alone(1);
		stop_all();
	} else {
		continue_all();
		nt_interrupt_alone(0);
		thr_hosts_unlock();
	}
}
