/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/name.c nt/utf.c */
/* Any name survives; nothing Windows forbids is left in it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "path/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint16_t w[700];
	char back[2100];
	size_t n, m, i;

	if (memchr(data, '/', size) != NULL || memchr(data, 0, size) != NULL)
		return 0;
	n = path_name_to_nt(w, 700, (const char *)data, size);
	if (n > 700)
		abort();
	for (i = 0; i < n; i++)
		if (w[i] < 0x20 || (w[i] < 0x80 &&
		    strchr("<>:\"|?*\\", w[i]) != NULL))
			abort();
	m = path_name_from_nt(back, sizeof back, w, n);
	/* U+F001..F07F stand for escapes and cannot be told apart. */
	for (i = 0; i + 2 < size; i++)
		if (data[i] == 0xef && data[i + 1] >= 0x80 &&
		    data[i + 1] <= 0x81)
			return 0;
	if (m != size || memcmp(back, data, size) != 0)
		abort();
	return 0;
}
