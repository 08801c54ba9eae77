/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The per-thread block.  It is found through one slot of Windows' own
 * thread-local storage, so threads that the DLL did not start have one too.
 */
#include "thread/room_impl.h"

#include <errno.h>
#include <sched.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/sync.h"

#ifdef __ISTHMUS__
#include <reent.h>
#undef errno
#undef __getreent
struct _reent *__getreent(void);
int *__errno(void);
#endif

/* Fork class: copy; thr_fork_host() sets it. */
static struct thread *main_thread;

KEEP volatile int thr_blocks;

/*
 * Fork class of these: copy; what the child has not, thr_fork_child() takes
 * out.  Free blocks are used in the order in which they became free, and not
 * before there are some, so that a number of a thread that has ended is not
 * soon that of another one.
 */
static struct lock list_lock = LOCK_INIT(LOCK_THREAD, "threads");
static struct thread *all, *free_first, **free_last = &free_first;
static unsigned n_free;
struct thread *const *const thr_first = &all;
#define FREE_MIN	32

void
thr_count_add(int n)
{
	__atomic_add_fetch(&thr_blocks, n, __ATOMIC_SEQ_CST);
	/* Another one may take what the main thread blocks. */
	if (n > 0 && thr_resting != NULL)
		__atomic_store_n(thr_resting, 0, __ATOMIC_SEQ_CST);
}

void
thr_list_lock(void)
{
	lock_acquire(&list_lock);
}

void
thr_list_unlock(void)
{
	lock_release(&list_lock);
}

/* A number that no thread has may be any pointer: only ours are read. */
struct thread *
thr_find(pthread_t id)
{
	struct thread *t = (struct thread *)id;

	if (t == NULL || !mm_block_holds(t) || t->state == THR_FREE ||
	    t->link == NULL || *t->link != t)
		return NULL;
	return t;
}

struct thread *
thr_find_tid(uint32_t tid)
{
	struct thread *t;

	for (t = all; t != NULL; t = t->next)
		if (t->tid == tid && t->state == THR_RUNNING)
			return t;
	return NULL;
}

static struct thread *
take_free(void)
{
	struct thread *t = NULL;

	thr_list_lock();
	if (n_free > FREE_MIN) {
		t = free_first;
		free_first = t->next;
		n_free--;
	}
	thr_list_unlock();
	if (t != NULL)
		memset(t, 0, sizeof(*t));
	return t;
}

struct thread *
thr_block_make(void)
{
	struct thread *t;

	if (fault("thr.block") < 0)
		return NULL;
	t = take_free();
	if (t == NULL && (t = mm_zalloc(sizeof(*t))) == NULL)
		return NULL;
#ifdef __ISTHMUS__
	_REENT_INIT_PTR_ZEROED(&t->reent);
#endif
	t->state = THR_STARTING;
	t->policy = SCHED_OTHER;
	thr_list_lock();
	t->next = all;
	t->link = &all;
	if (all != NULL)
		all->link = &t->next;
	all = t;
	thr_list_unlock();
	return t;
}

void
thr_block_free(struct thread *t)
{
	*t->link = t->next;
	if (t->next != NULL)
		t->next->link = t->link;
	t->state = THR_FREE;
	t->link = NULL;
	t->next = NULL;
	if (n_free == 0)
		free_last = &free_first;
	*free_last = t;
	free_last = &t->next;
	n_free++;
}

void
thr_block_done(struct thread *t)
{
	thr_dtors_done(t);
	thr_keys_done(t);
	thr_sync_done(t);
#ifdef __ISTHMUS__
	_reclaim_reent(&t->reent);
#endif
	thr_tls_done(t);
	mm_malloc_thread_done();
	mm_free(t->dl_error);
	t->dl_error = NULL;
}

/* The block of a thread that runs already. */
static struct thread *
block_make(struct thr_host *h)
{
	struct thread *t;

	if (h == NULL || (t = thr_block_make()) == NULL)
		return NULL;
	t->foreign = 1;
	t->detached = 1;
	t->state = THR_RUNNING;
	main_thread = t;
	t->host = h;
	h->id = t->tid = nt_thread_id();
	if (nt_self_set(t) < 0) {
		thr_list_lock();
		thr_block_free(t);
		thr_list_unlock();
		return NULL;
	}
	thr_count_add(1);
	return t;
}

int
thr_init_main(void)
{
	struct thread *t;
	int err = nt_self_init();

	if (err < 0)
		return err;
	mm_still_hook = thr_still;
	if ((t = block_make(thr_host_main())) == NULL)
		return -ENOMEM;
	t->foreign = 0;
	t->detached = 0;
	main_thread = t;
	return 0;
}

struct thread *
thr_main_thread(void)
{
	return main_thread;
}

struct thread *
thr_self_make(void)
{
	static const char msg[] = "isthmus: no memory for a new thread\n";
	struct thread *t = nt_self();

	if (t == NULL) {
		t = block_make(thr_host_make());
		thr_points = 1;
	}
	if (t == NULL) {
		platform_write_error(msg, sizeof(msg) - 1);
		platform_die();
	}
	return t;
}

/* What tracing needs; nobody looks at what several of them write there. */
void
thr_visit(void)
{
	KEEP static struct thread visitor;
	KEEP static struct thr_host host;

	visitor.host = &host;
	nt_self_set(&visitor);
}

struct mm_thread *
mm_thread_make(void)
{
	return &thr_self()->mm;
}

/*
 * Threads of pthread_create() have no block any more here, and the main
 * thread does not come here but when a foreign part of the process ends it:
 * its block stays.
 */
void
thr_detach(void)
{
	struct thread *t = nt_self();
	struct thr_host *h;

	if (t == NULL || !t->foreign)
		return;
	thr_block_done(t);
	mm_free(t->sig);
	h = t->host;
	nt_self_set(NULL);
	thr_list_lock();
	thr_block_free(t);
	thr_list_unlock();
	thr_host_leave(h);
	thr_host_free(h);
	thr_count_add(-1);
}

/* XSH fork(): the child has the thread that called it. */
void
thr_fork_child(void)
{
	struct thread *t, *next, *self = thr_self();
	int others = 0;

	thr_list_lock();
	for (t = all; t != NULL; t = next) {
		next = t->next;
		if (t == self)
			continue;
		others = 1;
		thr_block_free(t);
	}
	self->joiner = NULL;
	thr_live = 1;
	thr_list_unlock();
	mm_stack_forget();
#ifdef __ISTHMUS__
	if (others)
		thr_streams_forked();
#endif
}

void
thr_fork_host(struct thread *t)
{
	struct thr_host *h = thr_host_main();

	t->host = h;
	h->id = t->tid = nt_thread_id();
	h->blocked = 0;
	thr_blocks = 1;
	thr_sched_apply(t);
}

int
thr_stacks(int (*fn)(const struct mm_stack *, void *), void *arg)
{
	struct thread *t, *self = thr_self();
	struct mm_stack s;
	int own, r = 0;

	for (own = 1; own >= 0; own--)
		for (t = all; t != NULL && r == 0; t = t->next) {
			if (!t->own_stack || (t == self) != own)
				continue;
			s = t->stack;
			mm_stack_measure(&s);
			r = fn(&s, arg);
		}
	return r;
}

/*
 * A thread that rests, say for input, may hold a stream's lock for long, and
 * one that writes all the time is met with one again and again: after a
 * while fork does without it.  The child puts such locks right.
 */
#define TRIES_SHIELD	20
#define TRIES_QUIET	10

static int
is_safe(const struct thread *t, unsigned tries)
{
	return t->mm.locks == 0 && t->shared == 0 && (t->shield == 0 ||
	    t->host->in_io || t->host->in_wait || tries >= TRIES_SHIELD);
}

static int
are_safe(unsigned tries)
{
	const struct thread *t, *self = thr_self();
	const struct thr_host *h;

	for (h = thr_hosts(); h != NULL; h = h->next)
		if (h != self->host && h->ranks != 0)
			return 0;
	for (t = all; t != NULL; t = t->next)
		if (t != self && t->state < THR_ENDED && !is_safe(t, tries))
			return 0;
	return 1;
}

/*
 * Threads that take locks all the time would hardly ever all be met without
 * one.  So after the first look each waits before the next lock it takes.
 */
KEEP static volatile uint32_t gate;	/* who stops the others; 0: nobody */

static void
wait_at_gate(void)
{
	struct thread *t = nt_self();
	uint32_t who;

	if (t == NULL || t->host->ranks != 0 || t->mm.locks != 0 ||
	    t->shared != 0 || t->shield != 0)
		return;
	while ((who = gate) != 0 && who != nt_thread_id()) {
		t->host->word = &gate;
		nt_wait_word(&gate, who, NT_FOREVER);
		t->host->word = NULL;
	}
}

static int
close_gate(void)
{
	uint32_t none = 0;

	if (!__atomic_compare_exchange_n(&gate, &none, nt_thread_id(), 0,
	    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return 0;
	lock_gate = wait_at_gate;
	return 1;
}

/* Who waits there is woken when all go on: one may be amid falling asleep. */
KEEP static int gate_opened;

static void
open_gate(void)
{
	lock_gate = NULL;
	__atomic_store_n(&gate, 0, __ATOMIC_SEQ_CST);
	gate_opened = 1;
}

void
thr_gate_wake(void)
{
	if (!gate_opened)
		return;
	gate_opened = 0;
	nt_wake_word_all(&gate);
}

void
thr_stop_safely(int quiet)
{
	int closed = 0;

	for (unsigned tries = 0;; tries++) {
		thr_stop_others();
		if (are_safe(tries) && (!quiet || tries >= TRIES_QUIET ||
		    thr_others_quiet()))
			break;
		thr_continue_others();
		if (tries == 0)
			closed = close_gate();
		if (tries < 20)
			nt_yield();
		else
			nt_wait_handles(NULL, 0, nt_clock_monotonic() +
			    NT_PER_SECOND / 1000);
	}
	lock_alone = 1;
	if (closed)
		open_gate();
}

void
thr_rest_others(void)
{
	thr_stop_safely(0);
	thr_hosts_unlock();
}

void
thr_rest_is_over(void)
{
	thr_hosts_lock();
	thr_continue_others();
}

/* Called by the locks: must not take one, so it makes no block. */
void *
platform_lock_set(void)
{
	struct thread *t = nt_self();

	return t == NULL ? NULL : &t->host->ranks;
}

#ifdef __ISTHMUS__
/* newlib's state of the calling thread; see its <sys/reent.h>. */
struct _reent *
__getreent(void)
{
	return &thr_self()->reent;
}
#endif
