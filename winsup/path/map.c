/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The namespace: which POSIX path lies where.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "nt/file.h"

static const struct {
	const char *name;
	enum path_device device;
} devices[] = {
	{ "null", PATH_DEV_NULL },
	{ "zero", PATH_DEV_ZERO },
	{ "full", PATH_DEV_FULL },
	{ "random", PATH_DEV_RANDOM },
	{ "urandom", PATH_DEV_RANDOM },
	{ "stdin", PATH_DEV_STDIN },
	{ "stdout", PATH_DEV_STDOUT },
	{ "stderr", PATH_DEV_STDERR },
	{ "tty", PATH_DEV_CONSOLE },
	{ "console", PATH_DEV_CONSOLE },
};

int (*path_proc_hook)(char posix[PATH_MAX], size_t *len);

/* Windows' folder for temporary files, asked for once. */
static struct {
	struct lock lock;
	int asked;
	size_t units;			/* 0: /tmp is <root>/tmp */
	uint16_t nt[PATH_NT_MAX];
} temp = { .lock = LOCK_INIT(LOCK_MOUNT, "temp") };

/* If path is dir or below it, returns what follows dir, else NULL. */
static const char *
below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	if (strncmp(path, dir, n) != 0 || (path[n] != '/' && path[n] != '\0'))
		return NULL;
	return path + n;
}

static int
put_units(struct path *p, const uint16_t *s, size_t units)
{
	if (p->nt_units + units > PATH_NT_MAX)
		return -ENAMETOOLONG;
	memcpy(p->nt + p->nt_units, s, units * sizeof *s);
	p->nt_units += units;
	return 0;
}

/* Adds rest ("/a/b" or "") to the NT name, component by component. */
static int
put_components(struct path *p, const char *rest)
{
	static const uint16_t backslash = '\\';

	while (*rest == '/') {
		size_t n = strcspn(++rest, "/"), units;

		if (put_units(p, &backslash, 1) < 0)
			return -ENAMETOOLONG;
		units = path_name_to_nt(p->nt + p->nt_units,
		    PATH_NT_MAX - p->nt_units, rest, n);
		if (p->nt_units + units > PATH_NT_MAX)
			return -ENAMETOOLONG;
		p->nt_units += units;
		rest += n;
	}
	return 0;
}

static int
map_drive(struct path *p, const char *rest)
{
	uint16_t drive[7] = { '\\', '?', '?', '\\', 0, ':', '\\' };
	char letter = rest[1];

	if (letter >= 'A' && letter <= 'Z')
		letter = (char)(letter - 'A' + 'a');
	if (letter < 'a' || letter > 'z' ||
	    (rest[2] != '/' && rest[2] != '\0'))
		return -ENOENT;
	drive[4] = (uint16_t)(letter - 'a' + 'A');
	p->kind = PATH_DISK;
	/* The drive's root needs its backslash: \??\C: is the volume. */
	if (put_units(p, drive, rest[2] == '\0' ? 7 : 6) < 0)
		return -ENAMETOOLONG;
	return put_components(p, rest + 2);
}

static int
map_share(struct path *p)
{
	static const uint16_t unc[] = { '\\', '?', '?', '\\', 'U', 'N', 'C' };

	p->kind = PATH_DISK;
	if (put_units(p, unc, sizeof unc / sizeof unc[0]) < 0)
		return -ENAMETOOLONG;
	return put_components(p, p->posix + 1);
}

static int
map_root(struct path *p, const char *rest)
{
	static const uint16_t backslash = '\\';

	p->kind = PATH_DISK;
	if (put_units(p, path_root.nt, path_root.units) < 0)
		return -ENAMETOOLONG;
	if (*rest == '\0' && path_root.units == 6)
		return put_units(p, &backslash, 1);	/* root is a drive */
	return put_components(p, rest);
}

/* /tmp: the installation's own if there is one, else Windows'. */
static int
map_temp(struct path *p, const char *rest)
{
	uint32_t attr;
	struct nt_name own;
	long units;
	int e;

	if ((e = map_root(p, "/tmp")) < 0)
		return e;
	lock_acquire(&temp.lock);
	if (!temp.asked) {
		own = path_nt_name(p);
		if (nt_attributes(&own, &attr) < 0 &&
		    (units = path_temp_name(temp.nt, PATH_NT_MAX)) > 0)
			temp.units = (size_t)units;
		temp.asked = 1;
	}
	lock_release(&temp.lock);
	if (temp.units > 0) {
		p->nt_units = 0;
		if ((e = put_units(p, temp.nt, temp.units)) < 0)
			return e;
	}
	return put_components(p, rest);
}

/* /proc and below: 1 if a link in it led elsewhere. */
static int
map_proc(struct path *p)
{
	int e = path_proc_hook != NULL ? path_proc_hook(p->posix,
	    &p->posix_len) : 0;

	p->kind = PATH_PROC;
	return e;
}

static int
map_device(struct path *p, const char *rest)
{
	const char *name;
	int e;

	if (*rest == '\0') {
		p->kind = PATH_VIRTUAL_DIR;
		return 0;
	}
	if (below(rest, "/fd") != NULL)
		return map_proc(p);
	for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
		if (strcmp(rest + 1, devices[i].name) == 0) {
			p->kind = PATH_DEVICE;
			p->device = devices[i].device;
			return 0;
		}
	for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++)
		if (below(rest + 1, devices[i].name) != NULL)
			return -ENOTDIR;	/* /dev/null/x */
	/* Shared memory objects are files beside the temporary ones. */
	if ((name = below(rest, "/shm")) != NULL)
		return (e = map_temp(p, "/.isthmus-shm")) < 0 ? e :
		    put_components(p, name);
	return map_root(p, p->posix);	/* <root>/dev/... may be real */
}

/* 1: p has another path now. */
static int
map_once(struct path *p)
{
	const char *rest;

	p->nt_units = 0;
	p->device = PATH_DEV_NONE;
	if (p->posix[1] == '\0')
		return map_root(p, "");
	if (p->posix[1] == '/')
		return map_share(p);
	if ((rest = below(p->posix, CYGDRIVE)) != NULL) {
		if (*rest != '\0')
			return map_drive(p, rest);
		p->kind = PATH_VIRTUAL_DIR;
		return 0;
	}
	if (below(p->posix, "/proc") != NULL)
		return map_proc(p);
	if ((rest = below(p->posix, "/dev")) != NULL)
		return map_device(p, rest);
	if ((rest = below(p->posix, "/tmp")) != NULL)
		return map_temp(p, rest);
	if (below(p->posix, "/usr/bin") != NULL ||
	    below(p->posix, "/usr/lib") != NULL)
		return map_root(p, p->posix + 4);
	return map_root(p, p->posix);
}

int
path_is_mount(const struct path *p)
{
	const char *rest = below(p->posix, CYGDRIVE);

	return p->posix_len == 1 ||
	    (rest != NULL && rest[0] == '/' && rest[1] != '\0' &&
	    rest[2] == '\0');
}

int
path_map(struct path *p)
{
	int e, links = 0;

	while ((e = map_once(p)) == 1)
		if (++links > PATH_LINKS_MAX)
			return -ELOOP;
	return e;
}

static int
drive_entry(unsigned n, char *name)
{
	uint32_t drives = path_drives();

	for (int d = 0; d < 26; d++)
		if ((drives >> d & 1) != 0 && n-- == 0) {
			name[0] = (char)('a' + d);
			name[1] = '\0';
			return 1;
		}
	return 0;
}

int
path_virtual_entry(const char *posix, unsigned n, char *name, int *is_dir)
{
	*is_dir = 1;
	if (strcmp(posix, CYGDRIVE) == 0)
		return drive_entry(n, name);
	if (n-- == 0) {
		strcpy(name, "fd");
		return 1;
	}
	*is_dir = 0;
	if (n < sizeof devices / sizeof devices[0]) {
		strcpy(name, devices[n].name);
		return 1;
	}
	return 0;
}
