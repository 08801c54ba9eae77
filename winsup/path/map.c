/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The namespace: which POSIX path lies where.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "nt/file.h"

static const struct {
	const char *name;
	enum path_device device;
} devices[] = {
	{ "null", PATH_DEV_NULL },
	{ "zero", PATH_DEV_ZERO },
	{ "full", PATH_DEV_FULL },
	{ "random", PATH_DEV_RANDOM },
	{ "urandom", PATH_DEV_URANDOM },
	{ "stdin", PATH_DEV_STDIN },
	{ "stdout", PATH_DEV_STDOUT },
	{ "stderr", PATH_DEV_STDERR },
	{ "tty", PATH_DEV_CONSOLE },
	{ "console", PATH_DEV_CONSOLE },
	{ "clipboard", PATH_DEV_CLIPBOARD },
};

/* Folders of /dev with files in them, which lie beside the temporary ones. */
static const struct {
	const char *name, *place;
} folders[] = {
	{ "shm", "/.isthmus-shm" },
	{ "mqueue", "/.isthmus-mqueue" },
};
#define NFOLDERS	(sizeof folders / sizeof folders[0])
#define NDEVICES	(sizeof devices / sizeof devices[0])

int (*path_proc_hook)(char posix[PATH_MAX], size_t *len);

/* Windows' folder for temporary files, asked for once. */
static struct {
	int asked;			/* the mount table's lock is held */
	size_t units;			/* 0: /tmp is <root>/tmp */
	uint16_t nt[PATH_NT_MAX];
} temp;

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
	p->at_mount = rest[2] == '\0';
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

int
path_map_root(struct path *p, const char *rest)
{
	static const uint16_t backslash = '\\';

	p->kind = PATH_DISK;
	if (put_units(p, path_root.nt, path_root.units) < 0)
		return -ENAMETOOLONG;
	if (*rest == '\0' && path_root.units == 6)
		return put_units(p, &backslash, 1);	/* root is a drive */
	return put_components(p, rest);
}

int
path_resolve_root(struct path *p, const char *name)
{
	size_t n = strlen(name);

	if (n >= sizeof p->posix)
		return -ENAMETOOLONG;
	memcpy(p->posix, name, n + 1);
	p->posix_len = n;
	p->nt_units = 0;
	p->device = PATH_DEV_NONE;
	p->mount_flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
	p->must_be_dir = p->nofollow = p->exe = p->at_mount = p->led = 0;
	p->walked = p->below_root = 1;
	return path_map_root(p, name);
}

/* /tmp: the installation's own if there is one, else Windows'. */
static int
map_temp(struct path *p, const char *rest)
{
	uint32_t attr;
	struct nt_name own;
	long units;
	int e;

	if ((e = path_map_root(p, "/tmp")) < 0)
		return e;
	if (!temp.asked) {
		own = path_nt_name(p);
		if (nt_attributes(&own, &attr) < 0 &&
		    (units = path_temp_name(temp.nt, PATH_NT_MAX)) > 0)
			temp.units = (size_t)units;
		temp.asked = 1;
	}
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
	unsigned disk, partition;
	const char *name;
	int e;

	if (*rest == '\0') {
		p->kind = PATH_VIRTUAL_DIR;
		return 0;
	}
	for (size_t i = 0; i < NFOLDERS; i++) {
		if ((name = below(rest + 1, folders[i].name)) == NULL)
			continue;
		if ((e = map_temp(p, folders[i].place)) < 0)
			return e;
		p->at_mount = *name == '\0';
		return put_components(p, name);
	}
	for (size_t i = 0; i < NDEVICES; i++)
		if (strcmp(rest + 1, devices[i].name) == 0) {
			p->kind = PATH_DEVICE;
			p->device = devices[i].device;
			return 0;
		}
	if (path_block_device(rest + 1, &disk, &partition)) {
		p->kind = PATH_DEVICE;
		p->device = PATH_DEV_BLOCK;
		return 0;
	}
	for (size_t i = 0; i < NDEVICES; i++)
		if (below(rest + 1, devices[i].name) != NULL)
			return -ENOTDIR;	/* /dev/null/x */
	return path_map_root(p, p->posix);	/* <root>/dev/... may be real */
}

int
path_map_drive_form(struct path *p, const char *form)
{
	size_t n = strlen(form);

	p->nt_units = 0;
	if (form[1] != '/')
		return map_drive(p, form);
	memcpy(p->posix, form, n + 1);
	p->posix_len = n;
	return map_share(p);
}

static int
map_mount(struct path *p, const struct path_mount *m)
{
	static const uint16_t backslash = '\\';
	const char *rest = p->posix + (m->posix_len == 1 ? 0 : m->posix_len);

	if (rest[0] == '/' && rest[1] == '\0')
		rest++;
	p->kind = PATH_DISK;
	p->mount_flags = m->flags;
	p->at_mount = *rest == '\0';
	if (put_units(p, m->nt, m->units) < 0)
		return -ENAMETOOLONG;
	if (p->at_mount && m->units == 6)
		return put_units(p, &backslash, 1);	/* a drive */
	return put_components(p, rest);
}

/* Drives below their prefix, unless a longer mount is in it. */
static int
map_cygdrive(struct path *p, size_t mounted, int *r)
{
	size_t len;
	const char *prefix = path_cygdrive(&len), *rest;

	if (len == 0) {
		if (mounted > 1 || p->posix[1] == '\0' ||
		    (p->posix[2] != '/' && p->posix[2] != '\0'))
			return 0;
		*r = map_drive(p, p->posix);
		return *r != -ENOENT;
	}
	if (mounted > len || (rest = below(p->posix, prefix)) == NULL)
		return 0;
	*r = 0;
	if (*rest != '\0')
		*r = map_drive(p, rest);
	else
		p->kind = PATH_VIRTUAL_DIR;
	return 1;
}

int
path_map_locked(struct path *p)
{
	const struct path_mount *m;
	const char *rest;
	size_t mounted;
	int r;

	p->nt_units = 0;
	p->device = PATH_DEV_NONE;
	p->at_mount = p->led = 0;
	p->mount_flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
	if (p->posix[1] == '/')
		return map_share(p);
	m = path_mount_of(p->posix, p->posix_len);
	mounted = m != NULL ? m->posix_len : 0;
	if (map_cygdrive(p, mounted, &r))
		return r;
	if (mounted <= 4 && (rest = below(p->posix, "/dev")) != NULL)
		return map_device(p, rest);
	if (m != NULL)
		return map_mount(p, m);
	if (p->posix[1] == '\0') {
		p->at_mount = 1;
		return path_map_root(p, "");
	}
	if ((rest = below(p->posix, "/tmp")) != NULL)
		return map_temp(p, rest);
	if (below(p->posix, "/usr/bin") != NULL ||
	    below(p->posix, "/usr/lib") != NULL)
		return path_map_root(p, p->posix + 4);
	return path_map_root(p, p->posix);
}

/* 1: p has another path now. */
static int
map_once(struct path *p)
{
	int r;

	/* It asks for the current directory: without the lock. */
	if (below(p->posix, "/proc") != NULL ||
	    below(p->posix, "/dev/fd") != NULL) {
		p->nt_units = 0;
		p->device = PATH_DEV_NONE;
		p->at_mount = p->led = 0;
		p->mount_flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
		return map_proc(p);
	}
	path_mounts_lock();
	r = path_map_locked(p);
	path_mounts_unlock();
	/* It is the root, whose name is not in its reach. */
	if (path_is_jail(p->posix, p->posix_len))
		p->at_mount = 1;
	return r;
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

const char *
path_dev_name(unsigned n, enum path_entry_kind *kind)
{
	*kind = PATH_ENTRY_LINK;
	if (n == 0)
		return "fd";
	*kind = PATH_ENTRY_DIR;
	if (--n < NFOLDERS)
		return folders[n].name;
	if ((n -= NFOLDERS) >= NDEVICES)
		return NULL;
	*kind = devices[n].device >= PATH_DEV_STDIN ? PATH_ENTRY_LINK :
	    PATH_ENTRY_CHAR;
	return devices[n].name;
}
