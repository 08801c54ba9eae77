/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* What ISO C's threads.h has for failures: each call that can fail. */
#include <threads.h>
#include <time.h>

#include "test.h"

#define KEYS	5000

static mtx_t m;
static const struct timespec past = { 1, 0 };

static int
held_by_main(void *arg)
{
	const struct timespec bad = { 1, 1000000000 };

	CHECK_INT(mtx_trylock(&m), thrd_busy);
	CHECK_INT(mtx_timedlock(&m, &past), thrd_timedout);
	CHECK_INT(mtx_timedlock(&m, &bad), thrd_error);
	return 7;
}

static void
locks(void)
{
	const struct timespec bad = { 1, -1 };
	thrd_t t;
	cnd_t c;
	int value;

#ifndef __GLIBC__
	CHECK_INT(mtx_init(&m, 99), thrd_error);
#endif
	CHECK_INT(mtx_init(&m, mtx_timed), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(thrd_create(&t, held_by_main, NULL), thrd_success);
	CHECK_INT(thrd_join(t, &value), thrd_success);
	CHECK_INT(value, 7);
	CHECK_INT(cnd_init(&c), thrd_success);
	CHECK_INT(cnd_timedwait(&c, &m, &past), thrd_timedout);
	CHECK_INT(cnd_timedwait(&c, &m, &bad), thrd_error);
	CHECK_INT(mtx_trylock(&m), thrd_busy);		/* it is held yet */
	CHECK_INT(mtx_unlock(&m), thrd_success);
	cnd_destroy(&c);
	mtx_destroy(&m);
}

static int
wait_for_it(void *arg)
{
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	return 0;
}

/* One that is detached is nobody's to join or detach; nor is oneself. */
static void
threads(void)
{
	thrd_t t;

	CHECK_INT(thrd_join(thrd_current(), NULL), thrd_error);
	CHECK_INT(mtx_init(&m, mtx_plain), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(thrd_create(&t, wait_for_it, NULL), thrd_success);
	CHECK_INT(thrd_detach(t), thrd_success);
	CHECK_INT(thrd_detach(t), thrd_error);
	CHECK_INT(thrd_join(t, NULL), thrd_error);
	CHECK_INT(mtx_unlock(&m), thrd_success);
}

static void
keys(void)
{
	static tss_t key[KEYS];
	int n = 0, r;

	while (n < KEYS && (r = tss_create(&key[n], NULL)) == thrd_success)
		n++;
	CHECK(n < KEYS);
	CHECK_INT(r, thrd_error);
	while (n > 0)
		tss_delete(key[--n]);
	CHECK_INT(tss_set(key[0], &m), thrd_error);
}

static void
times(void)
{
	struct timespec t = { 0, 1000000000 };

	CHECK(thrd_sleep(&t, NULL) < -1);
	CHECK_INT(timespec_get(&t, 99), 0);
	CHECK_INT(timespec_get(&t, 0), 0);
}

int
main(void)
{
	locks();
	threads();
	keys();
	times();
	return 0;
}
