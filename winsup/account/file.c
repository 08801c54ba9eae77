/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /etc/passwd and /etc/group as text.  Lines that are no entries (comments,
 * too few fields, no number where one belongs) are passed over.
 */
#include "account/room.h"

#include <errno.h>
#include <string.h>

/* Cuts line at its colons; the number of fields, at most max. */
static unsigned
split(char *line, char **field, unsigned max)
{
	unsigned n = 0;

	while (n < max) {
		field[n++] = line;
		if ((line = strchr(line, ':')) == NULL)
			break;
		*line++ = '\0';
	}
	return n;
}

static int
number(const char *s, uint32_t *out)
{
	uint64_t v = 0;

	if (*s == '\0')
		return 0;
	for (; *s >= '0' && *s <= '9'; s++)
		if ((v = v * 10 + (uint64_t)(*s - '0')) > UINT32_MAX)
			return 0;
	*out = (uint32_t)v;
	return *s == '\0';
}

int
account_parse_passwd(char *line, struct passwd *out)
{
	char *f[8];
	uint32_t uid, gid;

	if (line[0] == '#' || line[0] == '+' || line[0] == '-' ||
	    split(line, f, 8) != 7 || f[0][0] == '\0' ||
	    !number(f[2], &uid) || !number(f[3], &gid))
		return -EINVAL;
	out->pw_name = f[0];
	out->pw_passwd = f[1];
	out->pw_uid = uid;
	out->pw_gid = gid;
#ifdef __ISTHMUS__
	out->pw_comment = f[4] + strlen(f[4]);
#endif
	out->pw_gecos = f[4];
	out->pw_dir = f[5];
	out->pw_shell = f[6];
	return 0;
}

int
account_parse_group(char *line, struct group *out, char **members,
    size_t max)
{
	char *f[5], *s, *next;
	uint32_t gid;
	size_t n = 0;

	if (line[0] == '#' || line[0] == '+' || line[0] == '-' ||
	    split(line, f, 5) != 4 || f[0][0] == '\0' || !number(f[2], &gid))
		return -EINVAL;
	if (max == 0)
		return -ERANGE;
	for (s = f[3]; s != NULL; s = next) {
		if ((next = strchr(s, ',')) != NULL)
			*next++ = '\0';
		if (*s == '\0')
			continue;
		if (n + 1 >= max)
			return -ERANGE;
		members[n++] = s;
	}
	members[n] = NULL;
	out->gr_name = f[0];
	out->gr_passwd = f[1];
	out->gr_gid = gid;
	out->gr_mem = members;
	return 0;
}

/* The line at *at, which is moved behind it; NULL at the end. */
static const char *
next_line(const char *text, size_t len, size_t *at, size_t *n)
{
	const char *line = text + *at, *end;

	if (*at >= len)
		return NULL;
	end = memchr(line, '\n', len - *at);
	*n = end != NULL ? (size_t)(end - line) : len - *at;
	*at += *n + 1;
	if (*n > 0 && line[*n - 1] == '\r')
		--*n;
	return line;
}

/* A copy of the line in buf; NUL bytes in it end it. */
static int
copy_line(char *buf, size_t size, const char *line, size_t n)
{
	if (n >= size)
		return -ERANGE;
	memcpy(buf, line, n);
	buf[n] = '\0';
	return 0;
}

/*
 * Is it the entry looked for, if it is one?  Saves ERANGE for those that are
 * not.  A name that goes on into the next field is nobody's.
 */
static int
has_name(const char *line, size_t n, const char *name)
{
	size_t len = strcspn(name, ":");

	return name[len] == '\0' && n > len && memcmp(line, name, len) == 0 &&
	    line[len] == ':';
}

int
account_find_passwd(const char *text, size_t len, size_t *at,
    const struct account_key *key, struct passwd *out, char *buf, size_t size)
{
	const char *line;
	size_t n;
	int e;

	while ((line = next_line(text, len, at, &n)) != NULL) {
		if (key != NULL && key->name != NULL &&
		    !has_name(line, n, key->name))
			continue;
		if ((e = copy_line(buf, size, line, n)) < 0)
			return e;
		if (account_parse_passwd(buf, out) == 0 && (key == NULL ||
		    key->name != NULL || key->id == out->pw_uid))
			return 1;
	}
	return 0;
}

int
account_find_group(const char *text, size_t len, size_t *at,
    const struct account_key *key, struct group *out, char *buf, size_t size)
{
	size_t pad = -(uintptr_t)buf % sizeof(char *), n, members;
	const char *line;
	int e;

	while ((line = next_line(text, len, at, &n)) != NULL) {
		if (key != NULL && key->name != NULL &&
		    !has_name(line, n, key->name))
			continue;
		/* As many members as there can be commas, before the text. */
		members = 2;
		for (size_t i = 0; i < n; i++)
			members += line[i] == ',';
		if (pad + members * sizeof(char *) >= size)
			return -ERANGE;
		e = copy_line(buf + pad + members * sizeof(char *),
		    size - pad - members * sizeof(char *), line, n);
		if (e < 0)
			return e;
		if (account_parse_group(buf + pad + members * sizeof(char *),
		    out, (char **)(void *)(buf + pad), members) == 0 &&
		    (key == NULL || key->name != NULL ||
		    key->id == out->gr_gid))
			return 1;
	}
	return 0;
}
