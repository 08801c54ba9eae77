/* SPDX-License-Identifier: BSD-2-Clause */
#include <malloc.h>
#include <stdint.h>

#include "test.h"

int
main(void)
{
	volatile size_t huge = SIZE_MAX - 4096;
	char *p = malloc(100);
	void *q = p;
	memset(p, 7, 100);
	CHECK_NULL_ERR(malloc(huge), ENOMEM);
	CHECK_NULL_ERR(malloc((size_t)1 << 46), ENOMEM);
	CHECK_NULL_ERR(realloc(p, huge), ENOMEM);
	CHECK_NULL_ERR(aligned_alloc(64, huge), ENOMEM);
	CHECK_NULL_ERR(valloc(huge), ENOMEM);
	CHECK_NULL_ERR(calloc(huge / 2, 4), ENOMEM);
	CHECK_NULL_ERR(reallocarray(p, huge / 2, 4), ENOMEM);
	/* What was there stays, and memory is still to be had. */
	for (int i = 0; i < 100; i++)
		CHECK_INT(p[i], 7);
	CHECK_INT(posix_memalign(&q, 64, huge), ENOMEM);
	CHECK(q == p);
	free(p);
	p = malloc(10 << 20);
	CHECK_OK(p != NULL);
	free(p);
	return (0);
}
