/* SPDX-License-Identifier: BSD-2-Clause */
#include <malloc.h>
#include <stdint.h>

#include "test.h"

int
main(void)
{
	for (size_t a = 16; a <= 65536; a *= 2) {
		void *p = aligned_alloc(a, a * 2), *q = NULL;
		CHECK(p != NULL && (uintptr_t)p % a == 0);
		memset(p, 1, a * 2);
		CHECK_INT(posix_memalign(&q, a, 100), 0);
		CHECK((uintptr_t)q % a == 0);
		CHECK(malloc_usable_size(q) >= 100);
		q = realloc(q, 500);
		CHECK(q != NULL);
		free(p);
		free(q);
	}
	void *q;
	CHECK_INT(posix_memalign(&q, 3, 100), EINVAL);
	CHECK_INT(posix_memalign(&q, 2, 100), EINVAL);
	void *m = memalign(256, 10);
	CHECK((uintptr_t)m % 256 == 0);
	free(m);
	return (0);
}
