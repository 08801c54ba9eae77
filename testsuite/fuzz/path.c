/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* Any path: normal form, NT name and Win32 form stay in their bounds. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fake_volume.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Names are folders, files, missing or links, by how long they are. */
static int
fake_other(const char *name, uint32_t *attributes)
{
	size_t n = strlen(name);

	*attributes = n % 7 == 0 ? NT_ATTR_NORMAL : NT_ATTR_DIRECTORY;
	return n % 5 == 0 ? -ENOENT : 0;
}

static const struct fake_entry links[] = {
	{ "C:\\isthmus\\a", NT_ATTR_SYSTEM, "b/../c", 0 },
	{ "C:\\isthmus\\b", NT_ATTR_SYSTEM, "a", 0 },
	{ "C:\\isthmus\\c", NT_ATTR_REPARSE, "//h/s/", NT_TAG_LX_SYMLINK },
	{ "C:\\isthmus\\d", NT_ATTR_REPARSE, "..\\e", NT_TAG_SYMLINK },
	{ "C:\\isthmus\\e", NT_ATTR_SYSTEM, "/", 0 },
	{ NULL, 0, NULL, 0 }
};

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

	fake_entries = links;
	path_set_root(root, sizeof root / 2 - 1, "/home/x");
	memcpy(name, data, size);
	name[size] = '\0';
	if (path_resolve(&p, NULL, name) == 0) {
		check_normal(p.posix, p.posix_len);
		if (p.nt_units > PATH_NT_MAX)
			abort();
		if (p.kind == PATH_DISK)
			path_from_nt(out, sizeof out, p.nt, p.nt_units);
		if (path_walk(&p, size & 1) >= 0)
			check_normal(p.posix, p.posix_len);
	}
	path_parse_cookie(small, size / 2 + 1, name, size);
	path_from_win32(small, size / 2 + 1, name);
	path_to_win32(out, sizeof out, name);
	path_list_from_win32(out, sizeof out, name);
	path_list_from_win32(small, size / 2 + 1, name);
	path_list_to_win32(out, sizeof out, name);
	free(small);
	free(name);
	return 0;
}
