/* SPDX-License-Identifier: BSD-2-Clause */
#include <malloc.h>
#include <stdint.h>

#include "test.h"

int
main(void)
{
	for (size_t n = 0; n < 100000; n = n * 3 / 2 + 1) {
		char *p = malloc(n);
		size_t m = malloc_usable_size(p);
		CHECK(m >= n);
		memset(p, 1, m);
		/* Growing within it keeps what is there. */
		p = realloc(p, m + 1);
		CHECK_INT(p[n > 0 ? n - 1 : 0], 1);
		free(p);
	}
	CHECK_INT(malloc_usable_size(NULL), 0);
	char *v = valloc(100);
	CHECK(v != NULL && (uintptr_t)v % 4096 == 0);
	free(v);
	v = pvalloc(100);
	CHECK(v != NULL && (uintptr_t)v % 4096 == 0);
	CHECK(malloc_usable_size(v) >= 4096);
	free(v);
	return (0);
}
