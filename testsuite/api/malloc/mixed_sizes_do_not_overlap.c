/* SPDX-License-Identifier: BSD-2-Clause */
/* Random allocation, reallocation and freeing; every byte stays put. */
#include <stdint.h>

#include "test.h"

#define	SLOTS	2000

static unsigned char *p[SLOTS];
static size_t len[SLOTS];

static void
verify(unsigned i, size_t n)
{
	for (size_t k = 0; k < n; k += 1 + k / 64)
		CHECK_INT(p[i][k], (unsigned char)i);
}

int
main(void)
{
	uint32_t r = 1;
	for (int round = 0; round < 200000; round++) {
		r = r * 1103515245 + 12345;
		unsigned i = (r >> 8) % SLOTS;
		size_t n = (r >> 4) % (i % 100 == 0 ? 300000 : 700);
		if (p[i] == NULL)
			p[i] = malloc(n);
		else if (r & 1 << 29) {
			verify(i, len[i]);
			p[i] = realloc(p[i], n + 1);
			verify(i, n < len[i] ? n : len[i]);
		} else {
			verify(i, len[i]);
			free(p[i]);
			p[i] = NULL;
			continue;
		}
		CHECK(p[i] != NULL && ((uintptr_t)p[i] & 15) == 0);
		len[i] = n;
		memset(p[i], (int)i, n);
	}
	return (0);
}
