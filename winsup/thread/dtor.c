/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Destructors of C++ thread_local objects (Itanium C++ ABI, "Dynamic
 * initialization of thread_local"): run when their thread ends, the last
 * one first, before those of keys; for the main thread when exit() begins.
 */
#include "thread/room_impl.h"

struct thr_dtor {
	struct thr_dtor *next;
	void (*fn)(void *);
	void *object;
};

int __cxa_thread_atexit(void (*)(void *), void *, void *);

/* 0, or -1 without memory. */
int
__cxa_thread_atexit(void (*fn)(void *), void *object, void *dso)
{
	struct thread *t = thr_self();
	struct thr_dtor *d = mm_alloc(sizeof(*d));

	if (d == NULL)
		return -1;
	d->fn = fn;
	d->object = object;
	d->next = t->dtors;
	t->dtors = d;
	return 0;
}

void
thr_dtors_done(struct thread *t)
{
	struct thr_dtor *d;

	while ((d = t->dtors) != NULL) {
		t->dtors = d->next;
		d->fn(d->object);
		mm_free(d);
	}
}

void
thr_dtors_run(void)
{
	thr_dtors_done(thr_self());
}
