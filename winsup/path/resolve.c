/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * path/ overview.  path_resolve() takes any name a program gives, makes the
 * POSIX path of it (path_normalise, on text alone) and maps that through the
 * namespace (map.c) to an NT name or a device.  Callers hand that to NT as it
 * is; only where NT finds no way, or finds what may be a symbolic link, they
 * come back to walk.c, which looks at one component after the other.
 * link.c reads links; root_nt.c finds where the installation lies; convert.c
 * serves Win32 forms; cwd.c holds the current directory.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/trace.h"

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int
path_is_win32(const char *s)
{
	if (is_letter(s[0]) && s[1] == ':' && (s[2] == '\\' || s[2] == '/'))
		return 1;
	return s[0] == '\\' && s[1] == '\\' && s[2] != '\0';
}

/* Removes the last component of dst[0..len), returns the new length. */
static size_t
parent(const char *dst, size_t len)
{
	if (path_is_jail(dst, len))
		return len;
	while (len > 0 && dst[--len] != '/')
		continue;
	return len;
}

/*
 * Appends name's components to dst.  dst[0..len) is a POSIX path without
 * its final slash ("" for the root).
 */
static long
append(char *dst, size_t len, const char *name, int *must_be_dir)
{
	while (*name != '\0') {
		size_t n = strcspn(name, "/");
		const char *next = name + n;

		*must_be_dir = *next == '/';
		if (n == 0 || (n == 1 && name[0] == '.')) {
			*must_be_dir = 1;
		} else if (n == 2 && name[0] == '.' && name[1] == '.') {
			len = parent(dst, len);
			*must_be_dir = 1;
		} else {
			if (n > NAME_MAX || len + n + 2 > PATH_MAX)
				return -ENAMETOOLONG;
			dst[len++] = '/';
			memcpy(dst + len, name, n);
			len += n;
		}
		name = next + (*next == '/');
	}
	return (long)len;
}

int
path_normalise(char dst[PATH_MAX], size_t *len, const char *base,
    const char *name, int *must_be_dir)
{
	size_t n = 0;
	long r;

	*must_be_dir = 0;
	if (name[0] == '/' && name[1] == '/' && name[2] != '/' &&
	    name[2] != '\0') {
		dst[n++] = '/';		/* //server: append adds the other */
		name += 2;
	} else if (name[0] != '/') {
		n = strlen(base);
		if (n >= PATH_MAX)
			return -ENAMETOOLONG;
		memcpy(dst, base, n);
		if (n == 1)
			n = 0;
	}
	r = append(dst, n, name, must_be_dir);
	if (r < 0)
		return (int)r;
	if (r == 0 || (r == 1 && dst[0] == '/')) {
		dst[0] = '/';
		r = 1;
	}
	dst[r] = '\0';
	*len = (size_t)r;
	return 0;
}

/*
 * What stands behind the last ".." in s that follows an ordinary component,
 * or NULL if there is no such ".."; those at the start of a name go up from
 * a folder that is no link.
 */
static const char *
behind_dotdot(const char *s)
{
	const char *p = s, *behind = NULL;
	int ordinary = 0;

	for (; *p != '\0'; p += *p == '/') {
		size_t n = strcspn(p, "/");

		if (n == 2 && p[0] == '.' && p[1] == '.') {
			if (ordinary)
				behind = p + n;
		} else if (n > 0 && !(n == 1 && p[0] == '.'))
			ordinary = 1;
		p += n;
	}
	return behind;
}

/*
 * "a/.." is where a leads to, and an error unless that is a folder
 * (XBD 4.16): such a name is walked up to its last "..", and its rest is put
 * behind the folder found, which is the new base.
 */
static int
walk_dotdot(struct path *p, const char *base, const char **name)
{
	char prefix[PATH_MAX];
	const char *behind = behind_dotdot(*name);
	size_t n, done = 0;
	int e;

	if (behind == NULL)
		return 0;
	n = (size_t)(behind - *name);
	if (n >= sizeof prefix)
		return -ENAMETOOLONG;
	memcpy(prefix, *name, n);
	prefix[n] = '\0';
	if ((*name)[0] != '/' && (done = strlen(base)) == 1)
		done = 0;
	if (done >= PATH_MAX)
		return -ENAMETOOLONG;
	if ((*name)[0] != '/')
		memcpy(p->posix, base, done);
	if ((e = path_walk_from(p, done, prefix, 1)) < 0)
		return e;
	*name = behind + strspn(behind, "/");
	return 1;
}

/* Behind what was to be walked, if anything was. */
static int
map(struct path *p, const char *base, const char *name)
{
	int e = path_normalise(p->posix, &p->posix_len, base, name,
	    &p->must_be_dir);

	return e < 0 ? e : path_map(p);
}

/* The folder behind the last "..", apart as it takes a page of the stack. */
static __attribute__((noinline)) int
map_dotted(struct path *p, const char *base, const char *name)
{
	char folder[PATH_MAX];
	int e = walk_dotdot(p, base, &name);

	if (e <= 0)
		return e < 0 ? e : map(p, base, name);
	p->walked = 0;
	if (name[0] == '\0') {		/* it ended in ".." */
		p->must_be_dir = 1;
		return 0;
	}
	memcpy(folder, p->posix, p->posix_len + 1);
	return map(p, folder, name);
}

static int
resolve(struct path *p, const char *base, const char *name)
{
	char cwd[PATH_MAX];
	long r;
	int e, gone;

	if (name[0] == '\0')
		return -ENOENT;
	if (base == NULL && name[0] != '/') {
		r = path_cwd_text(cwd, sizeof cwd, &gone);
		if (r < 0)
			return (int)r;
		/* What was removed has only a parent. */
		if (gone && strncmp(name, "..", 2) != 0)
			return -ENOENT;
		base = cwd;
	}
	p->walked = p->below_root = p->nofollow = p->exe = 0;
	e = strstr(name, "..") != NULL ? map_dotted(p, base, name) :
	    map(p, base, name);
	trace(TRACE_PATH, "resolve \"%s\" = %d (%s%s)", name, e,
	    e == 0 ? p->posix : "", e == 0 && p->must_be_dir ? "/" : "");
	return e;
}

/* The Win32 form of a name; apart for the same reason. */
static __attribute__((noinline)) int
resolve_win32(struct path *p, const char *base, const char *name)
{
	char posix[PATH_MAX];
	long r = path_from_win32(posix, sizeof posix, name);

	if (r < 0 || (r = path_inner(posix)) < 0)
		return (int)r;
	return path_resolve(p, base, posix);
}

int
path_resolve(struct path *p, const char *base, const char *name)
{
	if (path_is_win32(name))
		return resolve_win32(p, base, name);
	if (name[0] == '/' && path_jail() != NULL) {
		base = path_jail();
		name += strspn(name, "/");
		if (*name == '\0')
			name = ".";
	}
	return resolve(p, base, name);
}

int
path_resolve_outer(struct path *p, const char *name)
{
	return resolve(p, "/", name);
}
