/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/map.c path/convert.c path/name.c path/cwd.c nt/utf.c lib/lock.c lib/assert.c lib/trace.c */
/* Any path: normal form, NT name and Win32 form stay in their bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "path/room.h"
#include "nt/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
nt_attributes(const struct nt_name *n, uint32_t *attributes)
{
	*attributes = NT_ATTR_DIRECTORY;
	return n->units % 5 == 0 ? -2 : 0;
}

long
path_temp_name(uint16_t *nt, size_t max)
{
	return -2;
}

uint32_t
path_drives(void)
{
	return 4;
}

static void
check_normal(const char *s, size_t len)
{
	if (strlen(s) != len || s[0] != '/' || len >= PATH_MAX)
		abort();
	if (len > 1 && s[len - 1] == '/')
		abort();
	if (strstr(s + 1, "//") != NULL || strstr(s, "/./") != NULL ||
	    strstr(s, "/../") != NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint16_t root[] = u"\\??\\C:\\isthmus";
	static struct path p;
	char *name = malloc(size + 1), out[PATH_MAX];
	char *small = malloc(size / 2 + 1);

	path_set_root(root, sizeof root / 2 - 1, "/home/x");
	memcpy(name, data, size);
	name[size] = '\0';
	if (path_resolve(&p, NULL, name) == 0) {
		check_normal(p.posix, p.posix_len);
		if (p.nt_units > PATH_NT_MAX)
			abort();
		if (p.kind == PATH_DISK)
			path_from_nt(out, sizeof out, p.nt, p.nt_units);
	}
	path_from_win32(small, size / 2 + 1, name);
	path_to_win32(out, sizeof out, name);
	path_list_from_win32(out, sizeof out, name);
	path_list_from_win32(small, size / 2 + 1, name);
	path_list_to_win32(out, sizeof out, name);
	free(small);
	free(name);
	return 0;
}
