/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A hundred gigabytes in all, a few hundred megabytes at a time: works only
 * if freed memory is used again.
 */
#include "test.h"

int
main(void)
{
	for (int i = 0; i < 500; i++) {
		size_t n = (size_t)(150 + i % 100) << 20;
		char *p = malloc(n);
		CHECK_OK(p != NULL);
		p[0] = p[n / 2] = p[n - 1] = 1;
		free(p);
	}
	return (0);
}
