/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc/registry: keys are folders, values files, to be read.  A file holds
 * what the value does: text in UTF-8 with its terminator, else the bytes.
 * "@" is the value without a name.  What a name cannot hold is written %XX:
 * a slash, "%" itself, and "@" where it is the whole name.  A value that is
 * called as a key beside it ends in %val.
 */
#include "file/proc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mm/room.h"
#include "nt/file.h"
#include "nt/registry.h"
#include "nt/utf.h"

static const struct {
	const char *name, *nt;		/* NULL: the user's own */
} roots[] = {
	{ "HKEY_CLASSES_ROOT", "\\Registry\\Machine\\Software\\Classes" },
	{ "HKEY_CURRENT_CONFIG", "\\Registry\\Machine\\System\\"
	    "CurrentControlSet\\Hardware Profiles\\Current" },
	{ "HKEY_CURRENT_USER", NULL },
	{ "HKEY_LOCAL_MACHINE", "\\Registry\\Machine" },
	{ "HKEY_USERS", "\\Registry\\User" },
};
#define ROOTS	(sizeof roots / sizeof roots[0])

#define IS_VALUE	"%val"

struct reg_name {
	size_t units;
	uint16_t nt[PATH_NT_MAX];
};

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' &&
	    (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* A component of n bytes as the registry has it. */
static int
put_component(struct reg_name *r, const char *s, size_t n)
{
	char text[NAME_MAX + 1];
	size_t len = 0, units;

	for (size_t i = 0; i < n && len < sizeof text; i++) {
		if (s[i] != '%') {
			text[len++] = s[i];
			continue;
		}
		if (i + 2 >= n || hex(s[i + 1]) < 0 || hex(s[i + 2]) < 0)
			return -ENOENT;
		text[len++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
		i += 2;
	}
	units = utf_8to16(r->nt + r->units, PATH_NT_MAX - r->units, text,
	    len);
	if (units > PATH_NT_MAX - r->units)
		return -ENAMETOOLONG;
	r->units += units;
	return 0;
}

/* The components of s[0..n), "/HKEY_.../Software", as NT's name of a key. */
static int
key_name(struct reg_name *r, const char *s, size_t n)
{
	size_t len = strcspn(s + 1, "/"), i;
	const char *end = s + n, *nt;
	long units;
	int e = 0;

	for (i = 0; i < ROOTS; i++)
		if (strlen(roots[i].name) == len &&
		    strncasecmp(roots[i].name, s + 1, len) == 0)
			break;
	if (i == ROOTS)
		return -ENOENT;
	r->units = 0;
	if ((nt = roots[i].nt) != NULL)
		r->units = utf_8to16(r->nt, PATH_NT_MAX, nt, strlen(nt));
	else if ((units = nt_key_of_user(r->nt, PATH_NT_MAX)) < 0)
		return (int)units;
	else
		r->units = (size_t)units;
	for (s += 1 + len; e == 0 && s < end; s += len) {
		len = strcspn(++s, "/");
		if (r->units == PATH_NT_MAX)
			return -ENAMETOOLONG;
		r->nt[r->units++] = '\\';
		e = put_component(r, s, len);
	}
	return e;
}

static int
open_key(nt_handle *h, const char *path, size_t n)
{
	struct reg_name *r = malloc(sizeof *r);
	struct nt_name name;
	int e;

	if (r == NULL)
		return -ENOMEM;
	if ((e = key_name(r, path, n)) == 0) {
		name.text = r->nt;
		name.units = r->units;
		e = nt_key_open(h, &name);
	}
	free(r);
	return e;
}

/* The value that path names, its key open in *h. */
static int
open_value(nt_handle *h, struct reg_name *r, const char *path)
{
	const char *base = strrchr(path, '/');
	size_t n = strlen(base + 1), k = strlen(IS_VALUE);
	int e;

	r->units = 0;
	if (base == path)
		return -ENOENT;
	if (n > k && strcmp(base + 1 + n - k, IS_VALUE) == 0)
		n -= k;
	if ((n != 1 || base[1] != '@') &&
	    (e = put_component(r, base + 1, n)) < 0)
		return e;
	return open_key(h, path, (size_t)(base - path));
}

int
proc_registry_kind(const char *path)
{
	struct reg_name *r;
	nt_handle h;
	uint32_t type;
	long n;
	int e;

	if (*path == '\0')
		return 1;
	if ((e = open_key(&h, path, strlen(path))) == 0) {
		nt_close(h);
		return 1;
	}
	if (e == -EACCES || (r = malloc(sizeof *r)) == NULL)
		return e;
	if ((e = open_value(&h, r, path)) == 0) {
		n = nt_key_value(h, &(struct nt_name){ r->nt, r->units },
		    &type, NULL, 0);
		nt_close(h);
		e = n < 0 ? (int)n : 0;
	}
	free(r);
	return e;
}

static void
add_value(struct proc_text *t, uint32_t type, const char *data, size_t n)
{
	size_t len;
	char *text;

	if (type != NT_REG_SZ && type != NT_REG_EXPAND_SZ &&
	    type != NT_REG_MULTI_SZ) {
		text_add(t, data, n);
		return;
	}
	len = utf_16to8(NULL, 0, (const uint16_t *)(const void *)data, n / 2);
	if ((text = malloc(len + 1)) == NULL) {
		t->failed = 1;
		return;
	}
	utf_16to8(text, len, (const uint16_t *)(const void *)data, n / 2);
	text_add(t, text, len);
	free(text);
}

int
proc_registry_text(struct proc_text *t, const char *path)
{
	struct reg_name *r = malloc(sizeof *r);
	char *data = malloc(NT_KEY_VALUE);
	uint32_t type;
	nt_handle h;
	long n = -ENOMEM;

	if (r != NULL && data != NULL &&
	    (n = open_value(&h, r, path)) == 0) {
		n = nt_key_value(h, &(struct nt_name){ r->nt, r->units },
		    &type, data, NT_KEY_VALUE);
		nt_close(h);
	}
	if (n >= 0)
		add_value(t, type, data, (size_t)n);
	free(data);
	free(r);
	return n < 0 ? (int)n : 0;
}

/* A name of the registry as one of a file; -ENAMETOOLONG. */
static int
file_name(char *dst, const uint16_t *nt, size_t units, int is_key)
{
	char text[NAME_MAX + 1];
	size_t len = utf_16to8(text, NAME_MAX, nt, units), n = 0;
	int whole = len == 1 && text[0] == '@';

	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	if (len == 0)
		dst[n++] = '@';
	for (size_t i = 0; i < len; i++) {
		int odd = text[i] == '/' || text[i] == '%' ||
		    (whole && !is_key) || (text[i] == '.' && (len == 1 ||
		    (len == 2 && text[1 - i] == '.')));

		if (n + 3 > NAME_MAX - strlen(IS_VALUE))
			return -ENAMETOOLONG;
		n += (size_t)sprintf(dst + n, odd ? "%%%02X" : "%c",
		    (unsigned char)text[i]);
	}
	dst[n] = '\0';
	return 0;
}

/* A key beside the value of that name? */
static int
is_key_too(const char *path, const char *name)
{
	char whole[PATH_MAX];
	nt_handle h;

	if (snprintf(whole, sizeof whole, "%s/%s", path, name) >=
	    (int)sizeof whole || open_key(&h, whole, strlen(whole)) < 0)
		return 0;
	nt_close(h);
	return 1;
}

/* Values have cookies from here on. */
#define VALUES	(INT64_C(1) << 32)

int
proc_registry_entry(const char *path, int64_t *at, char *name, int *is_key)
{
	uint16_t nt[NAME_MAX + 1];
	nt_handle h;
	long n;
	int e;

	*is_key = 1;
	if (*path == '\0') {
		if (*at >= (int64_t)ROOTS)
			return 0;
		strcpy(name, roots[(*at)++].name);
		return 1;
	}
	if ((e = open_key(&h, path, strlen(path))) < 0)
		return e;
	do {
		*is_key = *at < VALUES;
		n = *is_key ? nt_key_child(h, (unsigned)*at, nt, NAME_MAX) :
		    nt_key_value_name(h, (unsigned)(*at - VALUES), nt,
		    NAME_MAX);
		if (n == -ENOENT && *is_key) {
			*at = VALUES;
			continue;
		}
		++*at;
		if (n >= 0 && file_name(name, nt, (size_t)n, *is_key) < 0)
			n = -ENAMETOOLONG;
	} while (n == -ENAMETOOLONG || (n == -ENOENT && *is_key));
	nt_close(h);
	if (n == -ENOENT) {
		--*at;
		return 0;
	}
	if (n >= 0 && !*is_key && is_key_too(path, name))
		strcat(name, IS_VALUE);
	return n < 0 ? (int)n : 1;
}
