/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a folder has in it that is on no disk: /dev and its like, drives,
 * and places where something is mounted.
 */
#include "path/room_impl.h"

#include <string.h>

/* The name of path if it lies right in folder, else NULL. */
static const char *
name_in(const char *folder, const char *path)
{
	size_t n = strlen(folder);

	if (n == 1)
		n = 0;
	if (strncmp(path, folder, n) != 0 || path[n] != '/' ||
	    path[n + 1] == '\0' || strchr(path + n + 1, '/') != NULL)
		return NULL;
	return path + n + 1;
}

static int
drive(unsigned *n, char *name)
{
	uint32_t drives = path_drives();

	for (int d = 0; d < 26; d++)
		if ((drives >> d & 1) != 0 && (*n)-- == 0) {
			name[0] = (char)('a' + d);
			name[1] = '\0';
			return 1;
		}
	return 0;
}

/* One name after the other, until *n of them have passed. */
static int
take(unsigned *n, char *name, const char *s)
{
	if (s == NULL || strlen(s) > NAME_MAX || (*n)-- != 0)
		return 0;
	strcpy(name, s);
	return 1;
}

/* Is that a mount's place too, and taken as such? */
static int
is_listed(const char *target)
{
	return strcmp(target, "/dev") == 0 || strcmp(target, "/proc") == 0;
}

static int
mounted(const char *folder, unsigned *n, char *name)
{
	const struct path_mount *m;
	const char *prefix;
	size_t len;
	int r;

	path_mounts_lock();
	prefix = path_cygdrive(&len);
	r = len > 0 && take(n, name, name_in(folder, prefix));
	for (unsigned i = 0; r == 0 && (m = path_mount_number(i)) != NULL; i++)
		r = !is_listed(m->posix) && strcmp(m->posix, prefix) != 0 &&
		    take(n, name, name_in(folder, m->posix));
	path_mounts_unlock();
	return r;
}

/* Drives lie in their prefix, which may be "/". */
static int
has_drives(const char *folder)
{
	const char *prefix;
	size_t len;
	int r;

	path_mounts_lock();
	prefix = path_cygdrive(&len);
	r = strcmp(len > 0 ? prefix : "/", folder) == 0;
	path_mounts_unlock();
	return r;
}

void
path_get_cygdrive(char dst[256])
{
	const char *prefix;
	size_t len;

	path_mounts_lock();
	prefix = path_cygdrive(&len);
	strcpy(dst, len > 0 ? prefix : "/");
	path_mounts_unlock();
}

static int
device(unsigned *n, char *name, enum path_entry_kind *kind)
{
	char block[16];

	for (unsigned i = 0; path_dev_name(i, kind) != NULL; i++)
		if (take(n, name, path_dev_name(i, kind)))
			return 1;
	if (!path_blocks(n, block))
		return 0;
	*kind = PATH_ENTRY_BLOCK;
	strcpy(name, block);
	return 1;
}

int
path_entry(const char *folder, unsigned n, char *name,
    enum path_entry_kind *kind)
{
	if (strcmp(folder, "/dev") == 0 && device(&n, name, kind))
		return 1;
	*kind = PATH_ENTRY_DIR;
	if (folder[1] == '\0' && (take(&n, name, "dev") ||
	    take(&n, name, "proc")))
		return 1;
	return mounted(folder, &n, name) ||
	    (has_drives(folder) && drive(&n, name));
}
