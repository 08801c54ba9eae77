/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: mm/kmem.c lib/lock.c lib/assert.c lib/fault.c */
/* Destructors of keys: their rounds, values set again, deleted keys. */
#include "fake_mem.h"

#include <pthread.h>

/* The host's own are in use, by the sanitizers for example. */
#define pthread_key_create	our_key_create
#define pthread_key_delete	our_key_delete
#define pthread_getspecific	our_getspecific
#define pthread_setspecific	our_setspecific
#include "thread/key.c"

int nt_self_slot = -1;
static struct thread *self;
static pthread_key_t key[300];
static int runs, again;

void *nt_self_slow(void) { return self; }
struct thread *thr_self_make(void) { abort(); }

static void
count(void *p)
{
	CHECK(p == &runs);
	runs++;
	if (again > 0) {
		again--;
		CHECK_INT(pthread_setspecific(key[0], p), 0);
	}
}

static void
never(void *p)
{
	abort();
}

int
main(void)
{
	struct thread one, two;
	int i;

	memset(&one, 0, sizeof one);
	memset(&two, 0, sizeof two);
	CHECK_INT(mm_init(), 0);
	self = &one;
	for (i = 0; i < 300; i++)
		CHECK_INT(pthread_key_create(&key[i], i == 299 ? never :
		    count), 0);
	for (i = 0; i < 300; i++) {
		CHECK(pthread_getspecific(key[i]) == NULL);
		CHECK_INT(pthread_setspecific(key[i], &runs), 0);
	}
	self = &two;
	CHECK(pthread_getspecific(key[7]) == NULL);
	CHECK_INT(pthread_setspecific(key[250], NULL), 0);
	CHECK_INT(two.n_values, 0);
	thr_keys_done(&two);
	CHECK_INT(runs, 0);

	self = &one;
	CHECK_INT(pthread_key_delete(key[299]), 0);
	again = 1;
	thr_keys_done(&one);
	CHECK_INT(runs, 299 + 1);
	CHECK(one.values == NULL && one.n_values == 0);
	/* One that sets its value for ever is left at some time. */
	CHECK_INT(pthread_setspecific(key[0], &runs), 0);
	again = 1000;
	runs = 0;
	thr_keys_done(&one);
	CHECK(runs >= 4 && runs < 100);
	again = 0;

	CHECK_INT(pthread_setspecific(key[298], &runs), 0);
	CHECK(pthread_getspecific(key[298]) == &runs);
	CHECK_INT(pthread_setspecific(99999, &runs), EINVAL);
	CHECK(pthread_getspecific(99999) == NULL);
	return 0;
}
