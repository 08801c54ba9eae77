/* SPDX-License-Identifier: BSD-2-Clause */
/* Large blocks: usable from end to end, and given back. */
#include "test.h"

int
main(void)
{
	for (int round = 0; round < 6; round++) {
		size_t n = 200u << 20;
		char *p = malloc(n);
		CHECK_OK(p != NULL);
		for (size_t i = 0; i < n; i += 1 << 20)
			p[i] = (char)(i >> 20);
		p[n - 1] = 9;
		for (size_t i = 0; i < n; i += 1 << 20)
			CHECK(p[i] == (char)(i >> 20));
		free(p);
	}
	return (0);
}
