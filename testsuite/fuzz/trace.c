/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: lib/trace.c lib/fault.c */
/* The words of ISTHMUS_TRACE and ISTHMUS_FAULT, and quoted bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/trace.h"
#include "lib/fault.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *spec = malloc(size + 1), *dst;
	const char *bad = NULL, *file;
	size_t bad_len = 0, room = size > 0 ? data[0] % 64u + 8 : 8;

	memcpy(spec, data, size);
	spec[size] = '\0';
	file = trace_parse(spec, &bad, &bad_len);
	if (file != NULL && (file < spec || file > spec + size))
		abort();
	if (bad_len > 0 && (bad < spec || bad + bad_len > spec + size))
		abort();
	fault_parse(spec);
	fault("a");
	dst = malloc(room);
	trace_quote(dst, room, data, size, 40);
	free(dst);
	free(spec);
	return 0;
}
