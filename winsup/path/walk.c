/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Component by component, through symbolic links (XBD 4.16).  This is the
 * long way, which only a path that NT could not follow is sent: most names
 * lead to their file in one call.
 *
 * A walk has a part that is done, which holds no link, and a rest.  A link in
 * front of the rest puts its target there; ".." takes a component off the
 * part that is done, which is right because that holds no link.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/trace.h"
#include "nt/file.h"

#define EXE_UNITS	4

struct walk {
	struct path *p;		/* p->posix[0..len) is what is done */
	size_t len;		/* 0: the root */
	int links;
	int attributes_known;
	uint32_t attributes;	/* of what is done, if it is on a disk */
	char rest[PATH_MAX];
};

/* Puts target in front of the rest. */
static int
insert(struct walk *w, const char *rest, const char *target, size_t n)
{
	size_t tail = strlen(rest);

	if (n + 1 + tail >= sizeof w->rest)
		return -ENAMETOOLONG;
	memmove(w->rest + n + 1, rest, tail + 1);
	memcpy(w->rest, target, n);
	w->rest[n] = '/';
	if (tail == 0)
		w->rest[n] = '\0';
	return 0;
}

/* //server is as much a root as / is: ".." does not lead out of it. */
static size_t
root_length(const char *posix)
{
	return posix[0] == '/' && posix[1] == '/' ?
	    2 + strcspn(posix + 2, "/") : 0;
}

static void
up(struct walk *w)
{
	char *s = w->p->posix;
	size_t least = w->len > 1 && s[1] == '/' ? root_length(s) : 0;

	if (path_is_jail(s, w->len))
		return;
	while (w->len > least && s[--w->len] != '/')
		continue;
}

/* Begins anew at the root that an absolute target names. */
static int
take_root(struct walk *w, const char **rest)
{
	const char *s = *rest;
	size_t n;

	w->len = 0;
	if (path_jail() != NULL) {
		w->len = strlen(path_jail());
		memcpy(w->p->posix, path_jail(), w->len);
		return 0;
	}
	if (s[0] != '/' || s[1] != '/' || s[2] == '/' || s[2] == '\0')
		return 0;
	n = root_length(s);
	if (n >= PATH_MAX)
		return -ENAMETOOLONG;
	memcpy(w->p->posix, s, n);
	w->len = n;
	*rest += n;
	return 0;
}

/* The link that was just appended; rest is what comes behind it. */
static int
follow(struct walk *w, const struct nt_name *name, const char **rest)
{
	char target[PATH_MAX], posix[PATH_MAX];
	const char *to = target;
	long n = path_read_link(name, w->attributes, target, sizeof target);
	int e;

	if (n < 0)
		return (int)n;
	if (++w->links > PATH_LINKS_MAX)
		return -ELOOP;
	if (path_is_win32(target)) {
		n = path_from_win32(posix, sizeof posix, target);
		if (n < 0 || (n = path_inner(posix)) < 0)
			return (int)n;
		to = posix;
	}
	if ((e = insert(w, *rest, to, (size_t)n)) < 0)
		return e;
	*rest = w->rest;
	if (to[0] == '/')
		return take_root(w, rest);
	up(w);
	return 0;
}

static int
append(struct walk *w, const char *name, size_t n)
{
	char *s = w->p->posix;

	if (n > NAME_MAX || w->len + n + 2 > PATH_MAX)
		return -ENAMETOOLONG;
	s[w->len++] = '/';
	memcpy(s + w->len, name, n);
	w->len += n;
	return 0;
}

/* Maps what is done. */
static int
map(struct walk *w)
{
	struct path *p = w->p;

	p->posix_len = w->len > 0 ? w->len : 1;
	if (w->len == 0)
		p->posix[0] = '/';
	p->posix[p->posix_len] = '\0';
	return path_map(p);
}

int
path_add_exe(struct path *p)
{
	static const uint16_t exe[EXE_UNITS] = { '.', 'e', 'x', 'e' };
	size_t i = p->nt_units;

	if (p->exe || i + EXE_UNITS > PATH_NT_MAX)
		return 0;
	for (; i > 0 && p->nt[i - 1] != '\\'; i--)
		if (p->nt[i - 1] == '.')
			return 0;
	if (i == 0 || i == p->nt_units)
		return 0;
	memcpy(p->nt + p->nt_units, exe, sizeof exe);
	p->nt_units += EXE_UNITS;
	p->exe = 1;
	return 1;
}

void
path_drop_exe(struct path *p)
{
	if (p->exe)
		p->nt_units -= EXE_UNITS;
	p->exe = 0;
}

int
path_is_program(struct path *p)
{
	uint32_t attributes;
	struct nt_name name;
	int e;

	if (p->kind != PATH_DISK || !path_add_exe(p))
		return 0;
	name = path_nt_name(p);
	e = nt_attributes(&name, &attributes);
	path_drop_exe(p);
	return e == 0 && (attributes & NT_ATTR_DIRECTORY) == 0;
}

/*
 * Looks at the component that was just appended.  1: it is there, 0: it is
 * not, 2: it was a link and the rest has changed.
 */
static int
look(struct walk *w, const char **rest, int follow_it)
{
	struct nt_name name;
	int e = map(w);

	w->attributes = NT_ATTR_DIRECTORY;
	w->attributes_known = 1;
	if (e < 0)
		return e == -ENOENT ? 0 : e;
	if (w->p->kind == PATH_DEVICE)
		w->attributes = NT_ATTR_NORMAL;
	if (w->p->kind != PATH_DISK)
		return 1;
	name = path_nt_name(w->p);
	e = nt_attributes(&name, &w->attributes);
	if (w->p->at_mount) {
		if (e < 0)
			w->attributes = NT_ATTR_DIRECTORY;
		return 1;
	}
	if (e == -ENOENT || e == -ENOTDIR) {
		/* Something may be mounted below what is nowhere. */
		w->attributes = NT_ATTR_DIRECTORY;
		return path_mount_below(w->p->posix, w->p->posix_len);
	}
	if (e < 0)
		return e;
	if (!follow_it || !path_may_be_link(&name, w->attributes))
		return 1;
	e = follow(w, &name, rest);
	if (e == -EINVAL || ((e == -EACCES || e == -EBUSY) &&
	    (w->attributes & NT_ATTR_REPARSE) == 0))
		return 1;	/* only looked like one, or cannot be read */
	return e < 0 ? e : 2;
}

static const char *
skip_slashes(const char *s)
{
	while (*s == '/')
		s++;
	return s;
}

/* Does nothing follow that names something? */
static int
is_last(const char *rest)
{
	return *skip_slashes(rest) == '\0';
}

/* One component of rest.  1: go on; 0: the last is not there; -errno. */
static int
step(struct walk *w, const char **rest, int follow_last)
{
	const char *name = *rest;
	size_t n = strcspn(name, "/");
	int r, last;

	*rest = name + n;
	if (n == 1 && name[0] == '.')
		return 1;
	if (n == 2 && name[0] == '.' && name[1] == '.') {
		up(w);
		w->attributes_known = 0;
		return 1;
	}
	if ((r = append(w, name, n)) < 0)
		return r;
	last = is_last(*rest);
	r = look(w, rest, !last || follow_last || **rest == '/');
	if (r == 0 && last && **rest == '/')	/* of a link's target */
		w->p->must_be_dir = 1;
	if (r == 0)
		return last ? 0 : path_is_program(w->p) ? -ENOTDIR : -ENOENT;
	if (r == 1 && **rest == '/' &&
	    (w->attributes & NT_ATTR_DIRECTORY) == 0)
		return -ENOTDIR;
	return r < 0 ? r : 1;
}

int
path_walk_from(struct path *p, size_t done, const char *name,
    int follow_last)
{
	struct walk w = { .p = p, .len = done };
	const char *rest = w.rest;
	int r = 1, e;

	if (strlen(name) >= sizeof w.rest)
		return -ENAMETOOLONG;
	strcpy(w.rest, name);
	while (r == 1 && *(rest = skip_slashes(rest)) != '\0')
		r = step(&w, &rest, follow_last);
	if (r < 0)
		return r;
	p->attributes = w.attributes_known ? w.attributes :
	    NT_ATTR_DIRECTORY;
	e = map(&w);
	p->walked = 1;
	p->exe = 0;
	trace(TRACE_PATH, "walk \"%s\" = %d (%s)", name, e < 0 ? e : r,
	    p->posix);
	return e < 0 ? e : r;
}

int
path_walk(struct path *p, int follow_last)
{
	char name[PATH_MAX];
	size_t done = path_known_folder(p->posix), len = p->posix_len;
	int r;

	memcpy(name, p->posix, len + 1);
	if (done == 0)
		done = root_length(name);
	r = path_walk_from(p, done, name + done, follow_last ||
	    p->must_be_dir);
	if (r < 0) {
		memcpy(p->posix, name, len + 1);
		p->posix_len = len;
		path_map(p);
	}
	return r;
}

int
path_again(struct path *p, int e)
{
	char was[PATH_MAX];
	int r;

	if (e != -ENOTDIR || p->kind != PATH_DISK || p->below_root)
		return e;
	memcpy(was, p->posix, p->posix_len + 1);
	if ((r = path_walk(p, !p->nofollow)) < 0)
		return r;
	if (strcmp(was, p->posix) != 0)
		return 1;
	return r == 1 && (p->attributes & NT_ATTR_DIRECTORY) == 0 ?
	    -ENOTDIR : -ENOENT;
}

int
path_follow(struct path *p)
{
	char was[PATH_MAX];
	int r;

	if (p->kind != PATH_DISK || p->walked)
		return 0;
	memcpy(was, p->posix, p->posix_len + 1);
	if ((r = path_walk(p, 1)) < 0)
		return r;
	return strcmp(was, p->posix) != 0;
}
