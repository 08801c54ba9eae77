/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: spawn/environ.c nt/utf.c */
/* Any environment block, and the one that is made of it again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mm/room.h"
#include "spawn/room.h"

void *mm_alloc(size_t n) { return malloc(n); }
void *mm_realloc(void *p, size_t n) { return realloc(p, n); }
void mm_free(void *p) { free(p); }

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void *blocks[4096];
static size_t n_blocks;

static void *
alloc(size_t n)
{
	if (n_blocks == sizeof blocks / sizeof blocks[0])
		return NULL;
	return blocks[n_blocks++] = malloc(n);
}

static long
convert(char *dst, size_t size, const char *s)
{
	size_t n = strlen(s);

	if (n + 10 > size)
		return -1;
	memcpy(dst, "/cygdrive/", 10);
	memcpy(dst + 10, s, n + 1 > size - 10 ? size - 10 : n + 1);
	dst[size - 1] = '\0';
	return (long)strlen(dst);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct environ_paths paths = { convert, convert };
	uint16_t *block = calloc(size / 2 + 2, 2);
	char value[20], **made, **env;

	memcpy(block, data, size / 2 * 2);
	n_blocks = 0;
	env = made = environ_make(block, &paths, alloc);
	for (; env != NULL && *env != NULL; env++)
		if (strchr(*env, '=') == NULL || **env == '=')
			abort();
	if (environ_peek(block, "PATH", value, sizeof value) >=
	    (long)sizeof value)
		abort();
	if (made != NULL)
		mm_free(environ_block(made, &paths));
	while (n_blocks > 0)
		free(blocks[--n_blocks]);
	free(block);
	return 0;
}
