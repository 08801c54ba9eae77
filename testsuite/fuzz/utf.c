/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: nt/utf.c */
/* Any bytes survive the way to UTF-16 and back; so do any units. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nt/utf.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t n = utf_8to16(NULL, 0, (const char *)data, size), m;
	uint16_t *w = malloc(2 * n + 1);
	char *back = malloc(size + 1);

	if (utf_8to16(w, n, (const char *)data, size) != n)
		abort();
	m = utf_16to8(back, size, w, n);
	if (m != size || memcmp(back, data, size) != 0)
		abort();
	free(w);
	free(back);
	/* A result that does not fit must not be written beyond. */
	w = malloc(2 * (n / 2) + 1);
	utf_8to16(w, n / 2, (const char *)data, size);
	free(w);
	w = malloc(size + 1);
	memcpy(w, data, size);
	back = malloc(size / 3 + 1);
	utf_16to8(back, size / 3, w, size / 2);
	free(w);
	free(back);
	return 0;
}
