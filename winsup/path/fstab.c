/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lines of /etc/fstab: source, target, type, options, two numbers; fields
 * between blanks, a blank within one as \040.  As on Cygwin the type says
 * nothing but "cygdrive" (where drives appear), "usertemp" (Windows' folder
 * for temporary files), and of our own "umounted" (not there any more).
 */
#include "path/room_impl.h"

#include <errno.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned set, clear;
} options[] = {
	{ "binary", 0, PATH_MOUNT_TEXT },
	{ "text", PATH_MOUNT_TEXT, 0 },
	{ "exec", PATH_MOUNT_EXEC, PATH_MOUNT_NOTEXEC },
	{ "cygexec", PATH_MOUNT_EXEC, PATH_MOUNT_NOTEXEC },
	{ "notexec", PATH_MOUNT_NOTEXEC, PATH_MOUNT_EXEC },
	{ "noexec", PATH_MOUNT_NOTEXEC, PATH_MOUNT_EXEC },
	{ "acl", 0, PATH_MOUNT_NOACL },
	{ "noacl", PATH_MOUNT_NOACL, 0 },
	{ "posix=0", PATH_MOUNT_NOPOSIX, PATH_MOUNT_POSIX },
	{ "posix=1", PATH_MOUNT_POSIX, PATH_MOUNT_NOPOSIX },
	{ "ihash", PATH_MOUNT_IHASH, 0 },
	{ "override", PATH_MOUNT_OVERRIDE, 0 },
	{ "bind", PATH_MOUNT_BIND, 0 },
	{ "user", 0, PATH_MOUNT_SYSTEM },
	{ "system", PATH_MOUNT_SYSTEM, 0 },
	{ "sparse", PATH_MOUNT_SPARSE, 0 },
	{ "ro", PATH_MOUNT_RO, 0 },
	{ "rw", 0, PATH_MOUNT_RO },
	{ "auto", 0, 0 },
	{ "defaults", 0, 0 },
	{ "nouser", 0, 0 },
	{ "dos", 0, 0 },
};
#define NOPTIONS (sizeof options / sizeof options[0])

static int
parse_options(const char *s, unsigned *flags)
{
	while (*s != '\0') {
		size_t n = strcspn(s, ","), i;

		for (i = 0; i < NOPTIONS && (strlen(options[i].name) != n ||
		    memcmp(options[i].name, s, n) != 0); i++)
			continue;
		if (i == NOPTIONS && n > 0)
			return -EINVAL;
		if (n > 0)
			*flags = (*flags | options[i].set) &
			    ~options[i].clear;
		s += n + (s[n] == ',');
	}
	return 0;
}

/* Decodes \040 and its like where it stands. */
static int
unescape(char *s)
{
	char *to = s;
	int c;

	for (; *s != '\0'; s++) {
		if (s[0] != '\\' || s[1] < '0' || s[1] > '3' || s[2] < '0' ||
		    s[2] > '7' || s[3] < '0' || s[3] > '7') {
			*to++ = *s;
			continue;
		}
		c = (s[1] - '0') * 64 + (s[2] - '0') * 8 + (s[3] - '0');
		if (c == 0)
			return -EINVAL;
		*to++ = (char)c;
		s += 3;
	}
	*to = '\0';
	return 0;
}

static char *
next_field(char **s)
{
	char *field = *s + strspn(*s, " \t\r");

	if (*field == '\0' || *field == '#')
		return NULL;
	*s = field + strcspn(field, " \t\r");
	if (**s != '\0')
		*(*s)++ = '\0';
	return field;
}

int
path_fstab_line(char *line, struct path_fstab *out)
{
	char *type, *opts;

	memset(out, 0, sizeof *out);
	if ((out->source = next_field(&line)) == NULL)
		return 0;
	out->target = next_field(&line);
	type = next_field(&line);
	opts = next_field(&line);
	if (type == NULL || out->target[0] != '/' ||
	    unescape(out->source) < 0 || unescape(out->target) < 0 ||
	    strlen(out->target) >= PATH_MAX ||
	    strlen(out->source) >= PATH_MAX)
		return -EINVAL;
	out->flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
	if (opts != NULL && parse_options(opts, &out->flags) < 0)
		return -EINVAL;
	out->kind = strcmp(type, "cygdrive") == 0 ? FSTAB_CYGDRIVE :
	    strcmp(type, "usertemp") == 0 ? FSTAB_TEMP :
	    strcmp(type, "umounted") == 0 ? FSTAB_GONE : FSTAB_MOUNT;
	return 1;
}

static size_t
add(char *dst, size_t size, size_t n, const char *s)
{
	for (; *s != '\0'; s++, n++)
		if (n + 1 < size)
			dst[n] = *s;
	return n;
}

/* Blanks and backslashes that would be read as something else. */
static size_t
add_escaped(char *dst, size_t size, size_t n, const char *s)
{
	char code[5] = "\\040";

	for (; *s != '\0'; s++) {
		char one[2] = { *s, '\0' };
		int odd = *s == ' ' || *s == '\t' || *s == '\n' ||
		    *s == '#' || (*s == '\\' && s[1] >= '0' && s[1] <= '3');

		if (odd) {
			code[1] = (char)('0' + ((unsigned char)*s >> 6));
			code[2] = (char)('0' + ((unsigned char)*s >> 3 & 7));
			code[3] = (char)('0' + ((unsigned char)*s & 7));
		}
		n = add(dst, size, n, odd ? code : one);
	}
	return n;
}

size_t
path_fstab_format(char *dst, size_t size, const struct path_fstab *e)
{
	static const char *const types[] = {
		[FSTAB_MOUNT] = "ntfs", [FSTAB_CYGDRIVE] = "cygdrive",
		[FSTAB_TEMP] = "usertemp", [FSTAB_GONE] = "umounted",
	};
	size_t n = add_escaped(dst, size, 0, e->source);

	n = add(dst, size, n, " ");
	n = add_escaped(dst, size, n, e->target);
	n = add(dst, size, n, " ");
	n = add(dst, size, n, types[e->kind]);
	n = add(dst, size, n, e->flags & PATH_MOUNT_TEXT ? " text" :
	    " binary");
	for (size_t i = 0; i < NOPTIONS; i++)
		if ((options[i].set & e->flags) != 0 &&
		    options[i].set != PATH_MOUNT_TEXT &&
		    options[i].set != PATH_MOUNT_SYSTEM &&
		    strncmp(options[i].name, "cyg", 3) != 0 &&
		    strcmp(options[i].name, "noexec") != 0) {
			n = add(dst, size, n, ",");
			n = add(dst, size, n, options[i].name);
		}
	if ((e->flags & PATH_MOUNT_SYSTEM) == 0)
		n = add(dst, size, n, ",user");
	n = add(dst, size, n, " 0 0\n");
	if (size > 0)
		dst[n < size ? n : size - 1] = '\0';
	return n;
}
