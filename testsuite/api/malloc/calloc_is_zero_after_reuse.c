/* SPDX-License-Identifier: BSD-2-Clause */
/* Memory that was used and freed, in every size, comes back zeroed. */
#include "test.h"

int
main(void)
{
	static const size_t sizes[] = {
		1, 100, 4000, 70000, 500000, 3 << 20, 20 << 20, 50 << 20
	};
	for (int round = 0; round < 4; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
			size_t n = sizes[i];
			char *p = malloc(n);
			CHECK(p != NULL);
			memset(p, 0x5a, n);
			free(p);
			p = calloc(1, n);
			CHECK(p != NULL);
			for (size_t k = 0; k < n; k += k < 10000 ? 1 : 511)
				CHECK_INT(p[k], 0);
			CHECK_INT(p[n - 1], 0);
			memset(p, 0x5a, n);
			free(p);
		}
	return (0);
}
