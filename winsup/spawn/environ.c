/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names and values are kept as they are, with these exceptions:
 * - "=C:" and its like, Windows' folders per drive, are left out;
 * - PATH, which Windows spells Path, gets its POSIX name, and its list
 *   becomes a POSIX one;
 * - TMP, TEMP, TMPDIR, HOME become POSIX paths if they are Win32 ones;
 * - HOME, where there is none, is USERPROFILE's folder.
 */
#include "spawn/room.h"

#include <string.h>

#include "mm/room.h"
#include "nt/utf.h"

char *const spawn_no_env[] = { NULL };

/* A variable's value is at most 32767 units on Windows. */
#define ENVIRON_LIST_MAX	32768

enum kind { KIND_PLAIN, KIND_LIST, KIND_PATH };

struct maker {
	const struct environ_paths *paths;
	void *(*alloc)(size_t);
	char **env;
	size_t count;
	char *text;		/* room for all strings as they came */
	const char *home;
	const char *profile;
};

char **spawn_arguments;

static size_t
units_of(const uint16_t *s)
{
	size_t n = 0;

	while (s[n] != 0)
		n++;
	return n;
}

/* name against the beginning of var, ASCII letters alike in both cases. */
static int
is_name(const char *var, const char *name)
{
	char c;

	for (; *name != '\0'; name++, var++) {
		c = *var;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (c != *name)
			return 0;
	}
	return *var == '=';
}

static enum kind
kind_of(const char *var)
{
	static const char *const paths[] = { "TMP", "TEMP", "TMPDIR", "HOME" };
	size_t i;

	if (is_name(var, "PATH"))
		return KIND_LIST;
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		if (is_name(var, paths[i]))
			return KIND_PATH;
	return KIND_PLAIN;
}

static int
is_win32(const char *s)
{
	return (s[0] != '\0' && s[1] == ':') || s[0] == '\\';
}

/*
 * name=value with value converted; NULL if it is to stay as it is (it is
 * no Win32 path, or there is no memory).
 */
static char *
converted(struct maker *m, const char *name, size_t len, const char *value,
    enum kind kind)
{
	/* "C:\;" becomes "/cygdrive/c:", by far the worst case. */
	size_t size = 4 * strlen(value) + 32;
	char *s;
	long n;

	if (kind == KIND_PATH && !is_win32(value))
		return NULL;
	s = m->alloc(len + 1 + size);
	if (s == NULL)
		return NULL;
	memcpy(s, name, len);
	s[len] = '=';
	n = (kind == KIND_LIST ? m->paths->list : m->paths->path)(s + len + 1,
	    size, value);
	return n < 0 ? NULL : s;
}

static void
add(struct maker *m, char *var)
{
	char *value = strchr(var, '='), *s = NULL;
	enum kind kind = kind_of(var);

	if (value == NULL)
		return;
	if (kind == KIND_LIST)
		memcpy(var, "PATH", 4);
	if (kind != KIND_PLAIN)
		s = converted(m, var, (size_t)(value - var), value + 1, kind);
	if (s == NULL)
		s = var;
	if (is_name(s, "HOME"))
		m->home = s;
	if (is_name(s, "USERPROFILE"))
		m->profile = value + 1;
	m->env[m->count++] = s;
}

char **
environ_make(const uint16_t *block, const struct environ_paths *paths,
    void *(*alloc)(size_t))
{
	struct maker m = { .paths = paths, .alloc = alloc };
	size_t n, bytes = 0, count = 0, len;
	const uint16_t *p;
	char *home;

	for (p = block; *p != 0; p += n + 1) {
		n = units_of(p);
		bytes += utf_16to8(NULL, 0, p, n) + 1;
		count++;
	}
	m.env = alloc((count + 2) * sizeof(*m.env));
	m.text = alloc(bytes + 1);
	if (m.env == NULL || m.text == NULL)
		return NULL;
	for (p = block; *p != 0; p += n + 1) {
		n = units_of(p);
		if (*p == '=')
			continue;
		len = utf_16to8(m.text, bytes, p, n);
		m.text[len] = '\0';
		add(&m, m.text);
		m.text += len + 1;
		bytes -= len + 1;
	}
	if (m.home == NULL && m.profile != NULL) {
		home = converted(&m, "HOME", 4, m.profile, KIND_PATH);
		if (home != NULL)
			m.env[m.count++] = home;
	}
	m.env[m.count] = NULL;
	return m.env;
}

/*
 * A value that is a POSIX path, or a list of them, as Windows has it: in
 * text, which holds ENVIRON_LIST_MAX; else the value itself.
 */
static const char *
win32_value(enum kind kind, const char *value, char *text,
    const struct environ_paths *paths)
{
	long (*convert)(char *, size_t, const char *) =
	    kind == KIND_LIST ? paths->list : paths->path;

	if (kind == KIND_PLAIN || (kind == KIND_PATH && *value != '/') ||
	    convert(text, ENVIRON_LIST_MAX, value) < 0)
		return value;
	return text;
}

struct block {
	uint16_t *units;
	size_t count, room;
	const struct environ_paths *paths;
	char *text;
};

#define BLOCK_ROOM	4096	/* units to begin with, as most need no more */

/* Room for n more units and the block's end. */
static int
reserve(struct block *b, size_t n)
{
	size_t need = b->count + n + 2, room = b->room;
	uint16_t *units;

	while (room < need)
		room *= 2;
	if (room == b->room)
		return 1;
	units = mm_realloc(b->units, room * sizeof *units);
	if (units == NULL)
		return 0;
	b->units = units;
	b->room = room;
	return 1;
}

/* One variable with its end.  0 without memory. */
static int
put_variable(struct block *b, const char *var)
{
	const char *value = strchr(var, '=');
	size_t name, len;

	if (value == NULL || value == var)
		return 1;
	name = (size_t)(++value - var);
	value = win32_value(kind_of(var), value, b->text, b->paths);
	len = strlen(value);
	if (!reserve(b, name + len + 1))	/* no byte makes two units */
		return 0;
	b->count += utf_8to16(b->units + b->count, name, var, name);
	b->count += utf_8to16(b->units + b->count, len, value, len);
	b->units[b->count++] = 0;
	return 1;
}

uint16_t *
environ_block(char *const *env, const struct environ_paths *paths)
{
	struct block b = { .room = BLOCK_ROOM, .paths = paths };
	int fits;

	/* Not on the stack: of that much, each page would be touched. */
	b.text = mm_alloc(ENVIRON_LIST_MAX);
	b.units = mm_alloc(b.room * sizeof *b.units);
	fits = b.text != NULL && b.units != NULL;
	for (; fits && *env != NULL; env++)
		fits = put_variable(&b, *env);
	mm_free(b.text);
	if (!fits) {
		mm_free(b.units);
		return NULL;
	}
	b.units[b.count] = b.units[b.count + 1] = 0;
	return b.units;
}

long
environ_peek(const uint16_t *block, const char *name, char *dst, size_t size)
{
	size_t len = strlen(name), n, i;
	const uint16_t *p;

	for (p = block; *p != 0; p += n + 1) {
		n = units_of(p);
		for (i = 0; i < len && p[i] == (unsigned char)name[i]; i++)
			;
		if (i < len || p[len] != '=')
			continue;
		i = utf_16to8(dst, size - 1, p + len + 1, n - len - 1);
		if (i > size - 1)
			i = size - 1;
		dst[i] = '\0';
		return (long)i;
	}
	return -1;
}
