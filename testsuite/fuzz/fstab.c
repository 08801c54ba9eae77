/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/resolve.c path/walk.c path/link.c path/map.c path/mount.c path/fstab.c path/convert.c path/name.c path/cwd.c path/moved.c nt/utf.c lib/caps.c lib/lock.c lib/assert.c lib/trace.c */
/* Any text as /etc/fstab: the table stays usable, and is written as read. */
#include <stdint.h>

#include "fake_volume.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static int
fake_other(const char *name, uint32_t *attributes)
{
	*attributes = NT_ATTR_DIRECTORY;
	return 0;
}

static void
round_trip(char *line)
{
	char out[3 * PATH_MAX], again[3 * PATH_MAX];
	char third[3 * PATH_MAX];
	struct path_fstab e;

	if (path_fstab_line(line, &e) <= 0 ||
	    path_fstab_format(out, sizeof out, &e) >= sizeof out)
		return;
	strcpy(again, out);
	again[strlen(again) - 1] = '\0';
	if (path_fstab_line(again, &e) != 1)
		abort();
	path_fstab_format(third, sizeof third, &e);
	if (strcmp(third, out) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint16_t root[] = u"\\??\\C:\\i";
	static struct fake_entry volume[2];
	static struct path p;
	char *text = malloc(size + 1), out[PATH_MAX];

	memcpy(text, data, size);
	text[size] = '\0';
	volume[0] = (struct fake_entry){ "C:\\i\\etc\\fstab",
	    NT_ATTR_NORMAL, text, FAKE_TEXT };
	fake_entries = volume;
	path_set_root(root, sizeof root / 2 - 1, "/");
	if (path_resolve(&p, NULL, "/a/b") == 0 && p.kind == PATH_DISK)
		path_from_nt(out, sizeof out, p.nt, p.nt_units);
	path_from_win32(out, sizeof out, "C:\\a\\b");
	path_mounts_text(out, size);
	text[strcspn(text, "\n")] = '\0';
	round_trip(text);
	free(text);
	return 0;
}
