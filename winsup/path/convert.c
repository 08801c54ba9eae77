/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Win32 forms of paths, one by one and in lists.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "nt/utf.h"

static const uint16_t nt_prefix[] = { '\\', '?', '?', '\\' };
static const uint16_t nt_unc[] = { '\\', '?', '?', '\\', 'U', 'N', 'C', '\\' };

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int
same_letters(const char *a, const char *b, size_t n)
{
	for (; n > 0; n--, a++, b++)
		if (lower(*a) != lower(*b))
			return 0;
	return 1;
}

/* Does form lie at or below place?  Case is not looked at. */
static int
lies_in(const char *form, size_t len, const char *place, size_t n)
{
	return n > 0 && len >= n && same_letters(form, place, n) &&
	    (form[n] == '/' || form[n] == '\0');
}

/* dst[skip..] with head in front. */
static long
put_head(char *dst, size_t size, const char *head, size_t n, size_t skip)
{
	size_t len = strlen(dst) - skip;

	if (n == 1 && head[0] == '/')
		n = 0;
	if (n + len + 2 > size)
		return -ENAMETOOLONG;
	memmove(dst + n, dst + skip, len + 1);
	memcpy(dst, head, n);
	if (n + len == 0) {
		strcpy(dst, "/");
		return 1;
	}
	return (long)(n + len);
}

/*
 * From a drive form to the POSIX path: below the mount that is nearest, else
 * below the root, else below the drives' prefix; a share is what it is.
 */
static long
mounted_form(char *dst, size_t size)
{
	const struct path_mount *m, *best = NULL;
	size_t len = strlen(dst), n, longest = 0;
	const char *prefix;
	long r;

	path_mounts_lock();
	for (unsigned i = 0; (m = path_mount_number(i)) != NULL; i++)
		if ((n = strlen(m->form)) > longest &&
		    lies_in(dst, len, m->form, n)) {
			best = m;
			longest = n;
		}
	n = path_root.posix_len;
	prefix = path_cygdrive(&len);
	if (n >= longest && lies_in(dst, strlen(dst), path_root.posix, n))
		r = put_head(dst, size, "/", 1, n);
	else if (best != NULL)
		r = put_head(dst, size, best->posix, best->posix_len,
		    longest);
	else if (dst[1] == '/')
		r = (long)strlen(dst);
	else
		r = put_head(dst, size, prefix, len, 0);
	path_mounts_unlock();
	return r;
}

/* Of a drive form what ".." does not lead out of: the drive, or the share. */
static size_t
top_length(const char *form)
{
	size_t n = form[1] == '/' ? 2 + strcspn(form + 2, "/") : 0;

	return form[n] == '/' ? n + 1 + strcspn(form + n + 1, "/") : n;
}

/* "." and ".." of Windows mean the text. */
static size_t
collapse(char *form)
{
	char *top = form + top_length(form), *to = top;
	size_t n;

	for (const char *from = top; *from == '/'; from += n + 1) {
		n = strcspn(from + 1, "/");
		if (n == 2 && from[1] == '.' && from[2] == '.') {
			while (to > top && *--to != '/')
				continue;
		} else if (n != 1 || from[1] != '.') {
			memmove(to, from, n + 1);
			to += n + 1;
		}
	}
	*to = '\0';
	return (size_t)(to - form);
}

/*
 * Builds head + rest, where both slash and sep part components; names keep
 * what they have in them.  Slashes at the end go.
 */
static long
join(char *dst, size_t size, const char *head, const char *rest, char sep)
{
	size_t n = strlen(head), i;

	if (n + strlen(rest) + 2 > size)
		return -ENAMETOOLONG;
	memcpy(dst, head, n);
	for (i = 0; rest[i] != '\0'; i++) {
		char c = rest[i] == sep ? '/' : rest[i];

		if (c == '/' && n > 0 && dst[n - 1] == '/')
			continue;
		dst[n++] = c;
	}
	while (n > 1 && dst[n - 1] == '/')
		n--;
	dst[n] = '\0';
	return (long)collapse(dst);
}

/* "C:\x", "C:/x" to "/c/x". */
static long
join_drive(char *dst, size_t size, const char *path, char sep)
{
	char head[] = "/x/";

	head[1] = lower(path[0]);
	return join(dst, size, head, path[2] == '\0' ? "" : path + 3, sep);
}

long
path_drive_form(char *dst, size_t size, const char *win32)
{
	if (strncmp(win32, "\\\\?\\UNC\\", 8) == 0)
		return join(dst, size, "//", win32 + 8, '\\');
	if (strncmp(win32, "\\\\?\\", 4) == 0)
		win32 += 4;
	if (win32[0] != '\0' && win32[1] == ':' && win32[2] == '\0' &&
	    lower(win32[0]) >= 'a' && lower(win32[0]) <= 'z')
		return join_drive(dst, size, win32, '\\');
	if (win32[0] == '/' && win32[1] == '/' && win32[2] != '\0')
		return join(dst, size, "//", win32 + 2, '\\');
	if (!path_is_win32(win32))
		return -EINVAL;
	if (win32[0] == '\\')
		return join(dst, size, "//", win32 + 2, '\\');
	return join_drive(dst, size, win32, '\\');
}

long
path_from_win32(char *dst, size_t size, const char *win32)
{
	long r;

	if (win32[0] == '/' || (win32[0] != '\0' && win32[1] == ':' &&
	    win32[2] == '\0'))
		return -EINVAL;
	r = path_drive_form(dst, size, win32);
	return r < 0 ? r : mounted_form(dst, size);
}

static int
starts_with(const uint16_t *s, size_t units, const uint16_t *head, size_t n)
{
	return units >= n && memcmp(s, head, n * sizeof *s) == 0;
}

/* Converts an NT name's text behind its prefix, separators to slashes. */
static size_t
slashed(char *dst, size_t size, const uint16_t *nt, size_t units)
{
	uint16_t turned[PATH_NT_MAX];
	size_t i;

	if (units > PATH_NT_MAX)
		return size;
	for (i = 0; i < units; i++)
		turned[i] = nt[i] == '\\' ? '/' : nt[i];
	return path_name_from_nt(dst, size, turned, units);
}

long
path_nt_form(char *dst, size_t size, const uint16_t *nt, size_t units)
{
	char text[PATH_MAX];
	size_t head = 0, n;

	if (starts_with(nt, units, nt_unc, sizeof nt_unc / 2))
		head = 8;
	else if (starts_with(nt, units, nt_prefix, sizeof nt_prefix / 2))
		head = 4;
	n = slashed(text, sizeof text, nt + head, units - head);
	if (n >= sizeof text)
		return -ENAMETOOLONG;
	text[n] = '\0';
	if (head == 8)
		return join(dst, size, "//", text, '/');
	if (n == 2 && text[1] == ':')
		return join_drive(dst, size, text, '/');
	return path_is_win32(text) ? join_drive(dst, size, text, '/') :
	    -EINVAL;
}

long
path_from_nt(char *dst, size_t size, const uint16_t *nt, size_t units)
{
	long r = path_nt_form(dst, size, nt, units);

	return r < 0 ? r : mounted_form(dst, size);
}

long
path_put_win32(char *dst, size_t size, struct path *p)
{
	const uint16_t *nt;
	size_t units, n = 0;

	if (p->kind == PATH_DEVICE && p->device == PATH_DEV_NULL) {
		if (size < 4)
			return -ENAMETOOLONG;
		memcpy(dst, "NUL", 4);
		return 3;
	}
	if (p->kind != PATH_DISK)
		return -ENOENT;
	nt = p->nt + 4;
	units = p->nt_units - 4;
	if (starts_with(p->nt, p->nt_units, nt_unc, sizeof nt_unc / 2)) {
		nt += 2;		/* "C\server": the C becomes "\" */
		units -= 2;
		p->nt[6] = '\\';
	} else if (units >= 260 && size > 4) {
		memcpy(dst, "\\\\?\\", 4);
		n = 4;
	}
	n += utf_16to8(dst + n, size - n, nt, units);
	if (n >= size)
		return -ENAMETOOLONG;
	dst[n] = '\0';
	return (long)n;
}

long
path_to_win32(char *dst, size_t size, const char *posix)
{
	struct path p;
	int e = path_resolve(&p, NULL, posix);

	return e < 0 ? e : path_put_win32(dst, size, &p);
}

long
path_outer_to_win32(char *dst, size_t size, const char *posix)
{
	struct path p;
	int e = path_resolve_outer(&p, posix);

	return e < 0 ? e : path_put_win32(dst, size, &p);
}

/* One entry of a list, copied with its slashes turned. */
static long
pass_through(char *dst, size_t size, const char *entry)
{
	size_t n = strlen(entry);

	if (n >= size)
		return -ENAMETOOLONG;
	for (size_t i = 0; i <= n; i++)
		dst[i] = entry[i] == '\\' ? '/' : entry[i];
	return (long)n;
}

/*
 * Converts each entry of list between `from` separators by one function,
 * joins the results by `to`; empty entries stay empty.
 */
static long
convert_list(char *dst, size_t size, const char *list, char from, char to,
    long (*one)(char *, size_t, const char *))
{
	char entry[PATH_MAX];
	const char sep[2] = { from, '\0' };
	size_t n = 0, len;
	long r;

	for (;;) {
		len = strcspn(list, sep);
		if (len >= sizeof entry || n + 1 >= size)
			return -ENAMETOOLONG;
		memcpy(entry, list, len);
		entry[len] = '\0';
		r = len == 0 ? 0 : one(dst + n, size - n, entry);
		if (r < 0 && (r = pass_through(dst + n, size - n, entry)) < 0)
			return r;
		n += (size_t)r;
		list += len;
		if (*list++ == '\0')
			break;
		if (n + 1 >= size)
			return -ENAMETOOLONG;
		dst[n++] = to;
	}
	dst[n] = '\0';
	return (long)n;
}

long
path_list_from_win32(char *dst, size_t size, const char *list)
{
	return convert_list(dst, size, list, ';', ':', path_from_win32);
}

long
path_list_to_win32(char *dst, size_t size, const char *list)
{
	return convert_list(dst, size, list, ':', ';', path_to_win32);
}
