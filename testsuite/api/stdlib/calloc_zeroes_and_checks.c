/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdint.h>

#include "test.h"

int
main(void)
{
	for (int round = 0; round < 50; round++) {
		char *d = malloc(3000);
		memset(d, 0x5a, 3000);
		free(d);
		char *p = calloc(30, 100);
		for (int i = 0; i < 3000; i++)
			CHECK(p[i] == 0);
		free(p);
	}
	volatile size_t huge = SIZE_MAX / 2;
	CHECK_NULL_ERR(calloc(huge, 3), ENOMEM);
	CHECK_NULL_ERR(malloc(huge), ENOMEM);
	CHECK_NULL_ERR(reallocarray(NULL, huge, 4), ENOMEM);
	return (0);
}
