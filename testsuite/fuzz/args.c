/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: spawn/args.c nt/utf.c */
/* Any command line: the count and bytes that were told are kept to. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "spawn/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), *text, **argv;
	size_t bytes = 0, again = 0, n;

	memcpy(line, data, size);
	line[size] = '\0';
	n = args_split(line, NULL, NULL, &bytes);
	size = strlen(line);
	if (n < 1 || n > size / 2 + 2 || bytes > size + 2)
		abort();
	argv = malloc((n + 1) * sizeof *argv);
	text = malloc(bytes);
	if (args_split(line, argv, text, &again) != n || again != bytes)
		abort();
	for (size_t i = 0; i < n; i++)
		if (argv[i] < text || argv[i] + strlen(argv[i]) >= text + bytes)
			abort();
	if (argv[n] != NULL)
		abort();
	args_fix_name(argv[0]);
	free(argv);
	free(text);
	free(line);
	return 0;
}
