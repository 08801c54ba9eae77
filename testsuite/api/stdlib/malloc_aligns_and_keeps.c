/* SPDX-License-Identifier: BSD-2-Clause */
#include <stddef.h>
#include <stdint.h>

#include "test.h"

int
main(void)
{
	unsigned char *p[2000];
	for (int i = 0; i < 2000; i++) {
		size_t n = (size_t)i * 37 % 5000;
		p[i] = malloc(n);
		CHECK(p[i] != NULL);
		CHECK((uintptr_t)p[i] % _Alignof(max_align_t) == 0);
		memset(p[i], i & 0xff, n);
	}
	for (int i = 0; i < 2000; i += 2)
		free(p[i]);
	for (int i = 1; i < 2000; i += 2) {
		size_t n = (size_t)i * 37 % 5000;
		for (size_t j = 0; j < n; j++)
			CHECK(p[i][j] == (i & 0xff));
		free(p[i]);
	}
	free(NULL);
	return (0);
}
