/* SPDX-License-Identifier: BSD-2-Clause */
#include <threads.h>
#include <time.h>

#include "test.h"

int
main(void)
{
	struct timespec at;
	mtx_t m;
	cnd_t c;
	tss_t key;

	CHECK_INT(mtx_init(&m, mtx_plain | mtx_recursive), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(mtx_trylock(&m), thrd_success);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	mtx_destroy(&m);
	CHECK_INT(mtx_init(&m, mtx_timed), thrd_success);
	CHECK_INT(mtx_lock(&m), thrd_success);
	CHECK_INT(mtx_trylock(&m), thrd_busy);
	CHECK_INT(timespec_get(&at, TIME_UTC), TIME_UTC);
	CHECK_INT(mtx_timedlock(&m, &at), thrd_timedout);
	CHECK_INT(cnd_init(&c), thrd_success);
	CHECK_INT(cnd_signal(&c), thrd_success);
	CHECK_INT(cnd_broadcast(&c), thrd_success);
	CHECK_INT(cnd_timedwait(&c, &m, &at), thrd_timedout);
	CHECK_INT(mtx_unlock(&m), thrd_success);
	cnd_destroy(&c);
	mtx_destroy(&m);

	CHECK_INT(tss_create(&key, NULL), thrd_success);
	CHECK(tss_get(key) == NULL);
	CHECK_INT(tss_set(key, &key), thrd_success);
	CHECK(tss_get(key) == &key);
	tss_delete(key);
	CHECK(thrd_equal(thrd_current(), thrd_current()));
	thrd_yield();
	at = (struct timespec){ 0, 10000000 };
	CHECK_INT(thrd_sleep(&at, NULL), 0);
	at.tv_nsec = -1;
	CHECK(thrd_sleep(&at, NULL) < -1);
	return (0);
}
