/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Handlers of fork (POSIX.1-2024 pthread_atfork): prepare handlers run last
 * one first, the others first one first.  They may register more, which do
 * not run for that fork.  Fork class: copy.
 */
#include "spawn/room.h"

#include <errno.h>

#include "lib/fault.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/image.h"

#define PER_BLOCK	16

struct handlers {
	void (*prepare)(void);
	void (*parent)(void);
	void (*child)(void);
};

/* Blocks are never freed, so that they are read without the lock. */
static struct block {
	struct block *before, *after;
	struct handlers h[PER_BLOCK];
} first;
static struct block *last = &first;	/* atfork_lock */
static volatile unsigned count;		/* atfork_lock */
static struct lock atfork_lock = LOCK_INIT(LOCK_ATEXIT, "atfork");

int
spawn_atfork(void (*prepare)(void), void (*parent)(void),
    void (*child)(void))
{
	struct block *b, *fresh = mm_zalloc(sizeof *fresh);
	int e = 0;

	lock_acquire(&atfork_lock);
	b = last;
	if (count > 0 && count % PER_BLOCK == 0) {
		if (fresh == NULL || fault("spawn.atfork") < 0) {
			e = -ENOMEM;
		} else {
			fresh->before = b;
			b->after = fresh;
			last = b = fresh;
			fresh = NULL;
		}
	}
	if (e == 0) {
		b->h[count % PER_BLOCK] =
		    (struct handlers){ prepare, parent, child };
		__atomic_store_n(&count, count + 1, __ATOMIC_RELEASE);
	}
	lock_release(&atfork_lock);
	mm_free(fresh);
	return e;
}

static void
forget(void (**fn)(void), const void *image)
{
	if (*fn != NULL && nt_image_of((void *)*fn) == image)
		__atomic_store_n(fn, NULL, __ATOMIC_RELEASE);
}

static struct block *
block_of(unsigned i)
{
	struct block *b = &first;

	for (i /= PER_BLOCK; i > 0; i--)
		b = b->after;
	return b;
}

void
spawn_atfork_forget(const void *image)
{
	struct handlers *h;

	lock_acquire(&atfork_lock);
	for (unsigned i = 0; i < count; i++) {
		h = &block_of(i)->h[i % PER_BLOCK];
		forget(&h->prepare, image);
		forget(&h->parent, image);
		forget(&h->child, image);
	}
	lock_release(&atfork_lock);
}

unsigned
spawn_atfork_prepare(void)
{
	unsigned n = __atomic_load_n(&count, __ATOMIC_ACQUIRE);
	const struct handlers *h;

	for (unsigned i = n; i > 0; i--) {
		h = &block_of(i - 1)->h[(i - 1) % PER_BLOCK];
		if (h->prepare != NULL)
			h->prepare();
	}
	return n;
}

void
spawn_atfork_after(unsigned n, int in_child)
{
	const struct handlers *h;
	void (*fn)(void);

	for (unsigned i = 0; i < n; i++) {
		h = &block_of(i)->h[i % PER_BLOCK];
		fn = in_child ? h->child : h->parent;
		if (fn != NULL)
			fn();
	}
}
