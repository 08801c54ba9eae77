/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * exit() and what is registered for it (POSIX.1-2024 exit, atexit,
 * quick_exit, at_quick_exit; Itanium C++ ABI 3.3.6 for __cxa_*).
 *
 * Handlers form one stack, whichever image registered them; an image that
 * is unloaded takes its own out of it.  No lock is held while a handler
 * runs, so that a handler may register more (they run next), unload a
 * DLL, call exit() again (the rest is run then) or wait for a thread that
 * does any of it.
 *
 * Fork class of all variables here: copy.
 */
#include "crt/exit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/lock.h"
#include "thread/room.h"

/* newlib's, set once a stream is in use: flushes and closes them all. */
extern void (*__stdio_exit_handler)(void);

enum kind { KIND_CXA, KIND_ON_EXIT, KIND_QUICK };

struct handler {
	union {
		void (*cxa)(void *);
		void (*on_exit)(int, void *);
		void (*quick)(void);
	} f;
	void *arg;
	void *dso;
	enum kind kind;
	int live;
};

#define PER_BLOCK	32		/* POSIX: without fail, ATEXIT_MAX */

struct block {
	struct block *below;
	unsigned used;
	struct handler h[PER_BLOCK];
};

struct stack {			/* LOCK_ATEXIT */
	struct block *top;
	struct block first;
	struct lock lock;
};

static struct stack at_exit = {
	.lock = LOCK_INIT(LOCK_ATEXIT, "atexit"),
};
static struct stack at_quick = {
	.lock = LOCK_INIT(LOCK_ATEXIT, "at_quick_exit"),
};

/* The block with room for one more, or NULL; the lock is held. */
static struct block *
room(struct stack *s)
{
	if (s->top == NULL)
		s->top = &s->first;
	return s->top->used < PER_BLOCK ? s->top : NULL;
}

/* 0, or -1 without memory. */
static int
push(struct stack *s, const struct handler *h)
{
	struct block *b, *fresh = NULL;

	lock_acquire(&s->lock);
	while ((b = room(s)) == NULL) {
		lock_release(&s->lock);
		if (fresh == NULL)
			fresh = calloc(1, sizeof(*fresh));
		if (fresh == NULL)
			return -1;
		lock_acquire(&s->lock);
		if (room(s) == NULL) {
			fresh->below = s->top;
			s->top = fresh;
			fresh = NULL;
		}
	}
	b->h[b->used] = *h;
	b->h[b->used].live = 1;
	b->used++;
	lock_release(&s->lock);
	free(fresh);
	return 0;
}

/* Drops what has been run from the top; returns a block to be freed. */
static struct block *
trim(struct stack *s)
{
	struct block *b = s->top;

	while (b->used > 0 && !b->h[b->used - 1].live)
		b->used--;
	if (b->used > 0 || b == &s->first)
		return NULL;
	s->top = b->below;
	return b;
}

/* Takes the last handler, of that image unless dso is NULL; 0 if none. */
static int
pop(struct stack *s, void *dso, struct handler *out)
{
	struct block *b, *empty;
	unsigned i;
	int found = 0;

	lock_acquire(&s->lock);
	for (b = s->top; b != NULL && !found; b = b->below)
		for (i = b->used; i > 0 && !found; i--)
			if (b->h[i - 1].live &&
			    (dso == NULL || b->h[i - 1].dso == dso)) {
				*out = b->h[i - 1];
				b->h[i - 1].live = 0;
				found = 1;
			}
	empty = s->top != NULL ? trim(s) : NULL;
	lock_release(&s->lock);
	free(empty);
	return found;
}

/* Returns 0, or -1 without memory. */
int
__cxa_atexit(void (*f)(void *), void *arg, void *dso)
{
	struct handler h = {
		.f.cxa = f, .arg = arg, .dso = dso, .kind = KIND_CXA
	};

	return push(&at_exit, &h);
}

int
on_exit(void (*f)(int, void *), void *arg)
{
	struct handler h = {
		.f.on_exit = f, .arg = arg, .kind = KIND_ON_EXIT
	};

	return push(&at_exit, &h);
}

/* at_quick_exit() in each image calls this. */
int
__isthmus_at_quick_exit(void (*f)(void), void *dso)
{
	struct handler h = { .f.quick = f, .dso = dso, .kind = KIND_QUICK };

	return push(&at_quick, &h);
}

static void
run(struct stack *s, void *dso, int status)
{
	struct handler h;

	while (pop(s, dso, &h))
		switch (h.kind) {
		case KIND_CXA:
			h.f.cxa(h.arg);
			break;
		case KIND_ON_EXIT:
			h.f.on_exit(status, h.arg);
			break;
		case KIND_QUICK:
			h.f.quick();
			break;
		}
}

void
__cxa_finalize(void *dso)
{
	run(&at_exit, dso, 0);
}

void
exit_forget_image(void *dso)
{
	struct handler h;

	__cxa_finalize(dso);
	while (pop(&at_quick, dso, &h))
		;
}

/*
 * The first thread to come here ends the process; another one waits for
 * that (POSIX.1-2024: the call shall block).  The same thread may come
 * again, from a handler.
 */
static void
only_one_thread(void)
{
	static void *owner;
	static volatile uint32_t never;
	void *self = platform_lock_set(), *none = NULL;

	if (__atomic_compare_exchange_n(&owner, &none, self, 0,
	    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) || none == self)
		return;
	for (;;)
		platform_wait(&never, 0);
}

void
exit(int status)
{
	only_one_thread();
	thr_dtors_run();
	run(&at_exit, NULL, status);
	if (__stdio_exit_handler != NULL)
		__stdio_exit_handler();
	_exit(status);
}

/* Streams are not flushed (C23 7.24.4.7, POSIX.1-2024). */
void
quick_exit(int status)
{
	only_one_thread();
	run(&at_quick, NULL, status);
	_exit(status);
}
