/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Stack sizes up to 1 GiB, a stack of the program's own, what
 * pthread_getattr_np() tells, guards.
 */
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

#include "test.h"

static void *
tell(void *arg)
{
	pthread_attr_t *a = arg;
	char here;
	size_t size, guard;
	void *low;

	CHECK_INT(pthread_getattr_np(pthread_self(), a), 0);
	CHECK_INT(pthread_attr_getstack(a, &low, &size), 0);
	CHECK_INT(pthread_attr_getguardsize(a, &guard), 0);
	CHECK((uintptr_t)&here > (uintptr_t)low);
	CHECK((uintptr_t)&here < (uintptr_t)low + size);
	return NULL;
}

static long __attribute__((noinline))
deep(int n)
{
	volatile char page[16384];

	page[0] = (char)n;
	return n == 0 ? 0 : deep(n - 1) + page[0] - (char)n + 1;
}

static void *
dive(void *arg)
{
	return (void *)deep((int)(long)arg);
}

int
main(void)
{
	pthread_attr_t a, told;
	pthread_t t;
	void *value, *own;
	size_t size;

	CHECK_INT(pthread_attr_init(&a), 0);
	CHECK_INT(pthread_attr_setstacksize(&a, 1), EINVAL);
	CHECK_INT(pthread_attr_setstacksize(&a, (size_t)1 << 30), 0);
	CHECK_INT(pthread_attr_getstacksize(&a, &size), 0);
	CHECK(size == (size_t)1 << 30);
	CHECK_INT(pthread_create(&t, &a, dive, (void *)2000), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK_INT((long)value, 2000);
	CHECK_INT(pthread_create(&t, &a, tell, &told), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_attr_getstacksize(&told, &size), 0);
	CHECK(size >= (size_t)1 << 30);
	CHECK_INT(pthread_attr_setstacksize(&a, 1 << 20), 0);
	CHECK_INT(pthread_attr_setguardsize(&a, 1 << 20), 0);
	CHECK_INT(pthread_attr_getguardsize(&a, &size), 0);
	CHECK_INT(size, 1 << 20);
	CHECK_INT(pthread_create(&t, &a, dive, (void *)40), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK_INT((long)value, 40);
	CHECK_INT(pthread_attr_setguardsize(&a, 0), 0);
	CHECK_INT(pthread_attr_getguardsize(&a, &size), 0);
	CHECK_INT(size, 0);
	CHECK_INT(pthread_create(&t, &a, dive, (void *)40), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK_INT((long)value, 40);
	CHECK_INT(pthread_attr_destroy(&a), 0);

	CHECK_INT(pthread_attr_init(&a), 0);
	own = aligned_alloc(65536, 1 << 20);
	CHECK(own != NULL);
	CHECK_INT(pthread_attr_setstack(&a, own, 16), EINVAL);
	CHECK_INT(pthread_attr_setstack(&a, own, 1 << 20), 0);
	CHECK_INT(pthread_attr_getstack(&a, &value, &size), 0);
	CHECK(value == own && size == 1 << 20);
	CHECK_INT(pthread_create(&t, &a, tell, &told), 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_INT(pthread_attr_getstack(&told, &value, &size), 0);
	CHECK(value == own && size == 1 << 20);
	CHECK_INT(pthread_create(&t, &a, dive, (void *)40), 0);
	CHECK_INT(pthread_join(t, &value), 0);
	CHECK_INT((long)value, 40);
	free(own);
	tell(&told);
	return 0;
}
