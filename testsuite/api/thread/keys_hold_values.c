/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys are independent, start at NULL, and run out in an orderly way. */
#include <limits.h>
#include <pthread.h>

#include "test.h"

static void
never(void *p)
{
	(void)p;
	abort();
}

int
main(void)
{
	static pthread_key_t keys[5000];
	int n, v[3];

	for (n = 0; n < 5000 && pthread_key_create(&keys[n], never) == 0; n++)
		CHECK(pthread_getspecific(keys[n]) == NULL);
	CHECK(n >= 128 && n <= 5000);
	if (n < 5000) {
		pthread_key_t k;
		CHECK_INT(pthread_key_create(&k, NULL), EAGAIN);
	}
	for (int i = 0; i < n; i++)
		CHECK_INT(pthread_setspecific(keys[i], &v[i % 3]), 0);
	for (int i = 0; i < n; i++)
		CHECK(pthread_getspecific(keys[i]) == &v[i % 3]);
	/* A key that is made anew does not show the old one's value. */
	CHECK_INT(pthread_key_delete(keys[10]), 0);
	CHECK_INT(pthread_key_create(&keys[10], NULL), 0);
	CHECK(pthread_getspecific(keys[10]) == NULL);
	CHECK_INT(pthread_setspecific(keys[10], v), 0);
	CHECK(pthread_getspecific(keys[10]) == v);
	for (int i = 0; i < n; i++)
		CHECK_INT(pthread_key_delete(keys[i]), 0);
	CHECK_INT(pthread_setspecific(keys[0], v), EINVAL);
	CHECK_INT(pthread_key_delete(keys[0]), EINVAL);
	return (0);
}
