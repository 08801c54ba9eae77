/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Symbolic links in every form they come in:
 *	- WSL's reparse point, which holds the target's bytes,
 *	- Windows' own symbolic links and junctions,
 *	- a file with the system attribute that starts with a cookie, which
 *	  volumes without reparse points have.  This is Cygwin's form,
 *	- and so is a shortcut, NAME.lnk, with the read-only attribute.
 * Attributes and name tell what may be one: nothing else is ever opened.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/bytes.h"
#include "lib/caps.h"
#include "nt/file.h"
#include "nt/reparse.h"
#include "nt/utf.h"

#define SHORTCUT_UNITS	4

static int
is_shortcut_name(const struct nt_name *name)
{
	static const char lnk[SHORTCUT_UNITS] = { '.', 'l', 'n', 'k' };
	const uint16_t *s = name->text + name->units;

	if (name->units <= SHORTCUT_UNITS)
		return 0;
	for (int i = 1; i <= SHORTCUT_UNITS; i++)
		if ((s[-i] | 0x20) != (lnk[SHORTCUT_UNITS - i] | 0x20))
			return 0;
	return 1;
}

int
path_may_be_link(const struct nt_name *name, uint32_t attributes)
{
	if ((attributes & NT_ATTR_REPARSE) != 0)
		return 1;
	if ((attributes & NT_ATTR_DIRECTORY) != 0)
		return 0;
	return (attributes & NT_ATTR_SYSTEM) != 0 ||
	    ((attributes & NT_ATTR_READONLY) != 0 && is_shortcut_name(name));
}

static long
put(char *dst, size_t size, const char *text, size_t len)
{
	if (len >= size)
		return -ENAMETOOLONG;
	memcpy(dst, text, len);
	dst[len] = '\0';
	return len > 0 ? (long)len : -EINVAL;
}

/* A target that names where it is, in NT's words. */
static long
put_relative(char *dst, size_t size, const uint16_t *target, size_t units)
{
	uint16_t turned[PATH_NT_MAX];
	size_t n;

	if (units > PATH_NT_MAX)
		return -ENAMETOOLONG;
	for (size_t i = 0; i < units; i++)
		turned[i] = target[i] == '\\' ? '/' : target[i];
	n = path_name_from_nt(dst, size, turned, units);
	if (n >= size)
		return -ENAMETOOLONG;
	dst[n] = '\0';
	return n > 0 ? (long)n : -EINVAL;
}

/* The part of an NT name that names its drive or share: \??\C:, or 0. */
static size_t
volume_units(const struct nt_name *name)
{
	static const uint16_t unc[] = { 'U', 'N', 'C', '\\' };
	const uint16_t *s = name->text;
	size_t i = 8;

	if (name->units >= 6 && s[5] == ':')
		return 6;
	if (name->units <= i || memcmp(s + 4, unc, sizeof unc) != 0)
		return 0;
	for (int parts = 0; i < name->units; i++)
		if (s[i] == '\\' && ++parts == 2)
			break;
	return i;
}

/* A relative target that begins with a backslash: at its own volume's top. */
static long
put_rooted(char *dst, size_t size, const struct nt_name *name,
    const struct nt_reparse *r)
{
	uint16_t whole[PATH_NT_MAX];
	size_t head = volume_units(name);

	if (head == 0 || head + r->units > PATH_NT_MAX)
		return head == 0 ? -EINVAL : -ENAMETOOLONG;
	memcpy(whole, name->text, head * sizeof *whole);
	memcpy(whole + head, r->target, r->units * sizeof *whole);
	return path_from_nt(dst, size, whole, head + r->units);
}

/*
 * A junction to a volume without a drive letter ("\??\Volume{...}") is a
 * folder like any other: -EINVAL.
 */
static long
read_reparse(nt_handle h, const struct nt_name *name, char *dst, size_t size)
{
	char buf[NT_REPARSE_MAX] __attribute__((aligned(8)));
	struct nt_reparse r;
	int e;

	if ((e = nt_get_reparse(h, buf, &r)) < 0)
		return e == -EOPNOTSUPP ? -EINVAL : e;
	if (r.tag == NT_TAG_LX_SYMLINK)
		return put(dst, size, r.text, strnlen(r.text, r.len));
	if (r.tag == NT_TAG_SYMLINK && r.relative)
		return r.units > 0 && r.target[0] == '\\' ?
		    put_rooted(dst, size, name, &r) :
		    put_relative(dst, size, r.target, r.units);
	return path_from_nt(dst, size, r.target, r.units);
}

/* UTF-16 behind its mark, or bytes; up to a terminator. */
static long
put_text(char *dst, size_t size, const char *text, size_t len)
{
	uint16_t wide[PATH_MAX];
	const char *end;
	size_t n;

	if (len < 2 || memcmp(text, "\377\376", 2) != 0) {
		end = memchr(text, '\0', len);
		return put(dst, size, text, end != NULL ?
		    (size_t)(end - text) : len);
	}
	len = (len - 2) / 2;
	if (len > PATH_MAX)
		len = PATH_MAX;
	memcpy(wide, text + 2, len * 2);
	for (n = 0; n < len && wide[n] != 0; n++)
		continue;
	len = utf_16to8(dst, size, wide, n);
	if (len >= size)
		return -ENAMETOOLONG;
	dst[len] = '\0';
	return len > 0 ? (long)len : -EINVAL;
}

long
path_parse_cookie(char *dst, size_t size, const char *text, size_t len)
{
	if (len < PATH_COOKIE_LEN ||
	    memcmp(text, PATH_COOKIE, PATH_COOKIE_LEN) != 0)
		return -EINVAL;
	return put_text(dst, size, text + PATH_COOKIE_LEN,
	    len - PATH_COOKIE_LEN);
}

/* A shortcut's head and what follows it (MS-SHLLINK 2.1, 2.2, 2.4). */
#define HEAD_SIZE	0x4c
#define HEAD_FLAGS	20
#define HEAD_SHOW	60
#define HAS_ID_LIST	0x1u
#define HAS_NAME	0x4u
#define HAS_RELATIVE	0x8u

/*
 * Cygwin's shortcuts have a description, which is the POSIX path, and a
 * relative path, and nothing else but an id list.
 */
long
path_parse_shortcut(char *dst, size_t size, const char *s, size_t len)
{
	static const char class[16] = {
		1, 0x14, 2, 0, 0, 0, 0, 0, (char)0xc0, 0, 0, 0, 0, 0, 0, 0x46
	};
	size_t at = HEAD_SIZE, n;

	if (len < HEAD_SIZE + 2 || get16(s) != HEAD_SIZE ||
	    get16(s + 2) != 0 || memcmp(s + 4, class, sizeof class) != 0 ||
	    get16(s + HEAD_FLAGS + 2) != 0 || get16(s + HEAD_SHOW) != 1 ||
	    (get16(s + HEAD_FLAGS) & ~HAS_ID_LIST) !=
	    (HAS_NAME | HAS_RELATIVE))
		return -EINVAL;
	if (get16(s + HEAD_FLAGS) & HAS_ID_LIST)
		at += 2 + get16(s + at);
	if (at + 2 > len || (n = get16(s + at)) > len - at - 2)
		return -EINVAL;
	return put_text(dst, size, s + at + 2, n);
}

/* A file that may be a link by what it holds. */
static long
read_file(nt_handle h, char *dst, size_t size)
{
	char text[PATH_COOKIE_LEN + 2 + 4 * PATH_MAX];
	long n = nt_read(h, text, sizeof text, 0), r;

	if (n < 0)
		return n;
	r = path_parse_cookie(dst, size, text, (size_t)n);
	return r != -EINVAL ? r :
	    path_parse_shortcut(dst, size, text, (size_t)n);
}

long
path_read_link(const struct nt_name *name, uint32_t attributes, char *dst,
    size_t size)
{
	int reparse = (attributes & NT_ATTR_REPARSE) != 0;
	struct nt_open_args a = {
		.name = *name,
		.access = reparse ? NT_READ_ATTRIBUTES : NT_READ_DATA,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
	};
	nt_handle h;
	long r;

	if (!path_may_be_link(name, attributes))
		return -EINVAL;
	if ((r = nt_open(&h, &a)) < 0)
		return r == -EISDIR ? -EINVAL : r;
	if (reparse)
		r = cap_taken(CAP_REPARSE) ? -EINVAL :
		    read_reparse(h, name, dst, size);
	else
		r = read_file(h, dst, size);
	nt_close(h);
	return r;
}
