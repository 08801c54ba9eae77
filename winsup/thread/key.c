/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Thread-specific data (POSIX.1-2024 pthread_key_create and others).
 *
 * A key's number is an index into one table of destructors.  Each key has a
 * generation, which every value carries: a value set before its key was
 * deleted does not show up under a key that reuses the number.
 */
#include "thread/room.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

#include "lib/fault.h"
#include "lib/lock.h"
#include "thread/room_impl.h"

#define KEYS	1024u			/* PTHREAD_KEYS_MAX of limits.h */
#define ROUNDS	4			/* PTHREAD_DESTRUCTOR_ITERATIONS */

struct value {
	void *data;
	uint32_t generation;
};

/* Odd generations are in use.  Changed under key_lock.  Fork class: copy. */
static struct key {
	void (*destructor)(void *);
	volatile uint32_t generation;
} keys[KEYS];
static struct lock key_lock = LOCK_INIT(LOCK_THREAD, "keys");

/* ENOMEM is never needed; EAGAIN: all PTHREAD_KEYS_MAX keys are in use. */
int
pthread_key_create(pthread_key_t *out, void (*destructor)(void *))
{
	unsigned i;

	lock_acquire(&key_lock);
	for (i = 0; i < KEYS && keys[i].generation & 1; i++)
		continue;
	if (i < KEYS) {
		keys[i].destructor = destructor;
		keys[i].generation++;
	}
	lock_release(&key_lock);
	if (i == KEYS)
		return EAGAIN;
	*out = i;
	return 0;
}

/* EINVAL: no such key. */
int
pthread_key_delete(pthread_key_t key)
{
	int ret = EINVAL;

	lock_acquire(&key_lock);
	if (key < KEYS && keys[key].generation & 1) {
		keys[key].generation++;
		keys[key].destructor = NULL;
		ret = 0;
	}
	lock_release(&key_lock);
	return ret;
}

void *
pthread_getspecific(pthread_key_t key)
{
	struct thread *t = thr_self();
	const struct value *v;

	if (key >= t->n_values)
		return NULL;
	v = &t->values[key];
	return v->generation == keys[key].generation ? v->data : NULL;
}

static int
values_grow(struct thread *t, unsigned n)
{
	struct value *v;

	n = (n + 16) & ~15u;
	if (fault("thr.values") < 0)
		return ENOMEM;
	v = mm_realloc(t->values, n * sizeof(*v));
	if (v == NULL)
		return ENOMEM;
	memset(v + t->n_values, 0, (n - t->n_values) * sizeof(*v));
	t->values = v;
	t->n_values = n;
	return 0;
}

/* EINVAL: no such key; ENOMEM. */
int
pthread_setspecific(pthread_key_t key, const void *data)
{
	struct thread *t = thr_self();
	uint32_t generation;
	int err;

	if (key >= KEYS || !((generation = keys[key].generation) & 1))
		return EINVAL;
	if (key >= t->n_values) {
		if (data == NULL)
			return 0;
		if ((err = values_grow(t, key)) != 0)
			return err;
	}
	t->values[key].data = (void *)(uintptr_t)data;
	t->values[key].generation = generation;
	return 0;
}

/* One destructor for one value, if it has both. */
static int
destroy(struct thread *t, unsigned key)
{
	struct value v = t->values[key];
	void (*destructor)(void *) = NULL;

	if (v.data == NULL)
		return 0;
	t->values[key].data = NULL;
	lock_acquire(&key_lock);
	if (keys[key].generation == v.generation)
		destructor = keys[key].destructor;
	lock_release(&key_lock);
	if (destructor == NULL)
		return 0;
	destructor(v.data);
	return 1;
}

void
thr_keys_done(struct thread *t)
{
	unsigned key;
	int round, ran = 1;

	/* A destructor may set values again, also of higher keys. */
	for (round = 0; round < ROUNDS && ran; round++) {
		ran = 0;
		for (key = 0; key < t->n_values; key++)
			ran |= destroy(t, key);
	}
	mm_free(t->values);
	t->values = NULL;
	t->n_values = 0;
}
