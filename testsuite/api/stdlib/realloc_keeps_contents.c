/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdint.h>

#include "test.h"

int
main(void)
{
	char *p = realloc(NULL, 10);
	CHECK(p != NULL);
	memcpy(p, "123456789", 10);
	for (size_t n = 20; n < 4000000; n *= 3) {
		p = realloc(p, n);
		CHECK(p != NULL);
		CHECK_STR(p, "123456789");
		p[n - 1] = 'x';
	}
	p = realloc(p, 10);
	CHECK_STR(p, "123456789");
	volatile size_t huge = SIZE_MAX / 2;
	char *keep = p;
	CHECK_NULL_ERR(realloc(keep, huge), ENOMEM);
	CHECK_STR(p, "123456789");
	free(p);
	return (0);
}
