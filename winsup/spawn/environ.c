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

/*
 * One variable into dst; the units with their end.  dst NULL: at most how
 * many, which each byte makes one of.
 */
static size_t
put_variable(uint16_t *dst, const char *var, char *text,
    const struct environ_paths *paths)
{
	const char *value = strchr(var, '=');
	size_t name, len, n;

	if (value == NULL || value == var)
		return 0;
	name = (size_t)(++value - var);
	value = win32_value(kind_of(var), value, text, paths);
	len = strlen(value);
	if (dst == NULL)
		return name + len + 1;
	n = utf_8to16(dst, name, var, name);
	n += utf_8to16(dst + n, len, value, len);
	dst[n] = 0;
	return n + 1;
}

uint16_t *
environ_block(char *const *env, const struct environ_paths *paths)
{
	/* Not on the stack: of that much, each page would be touched. */
	char *text = mm_alloc(ENVIRON_LIST_MAX);
	uint16_t *block = NULL;
	size_t units = 2, at = 0;
	char *const *e;

	if (text == NULL)
		return NULL;
	for (e = env; *e != NULL; e++)
		units += put_variable(NULL, *e, text, paths);
	block = mm_alloc(units * sizeof(*block));
	for (e = env; *e != NULL && block != NULL; e++)
		at += put_variable(block + at, *e, text, paths);
	if (block != NULL)
		block[at] = block[at + 1] = 0;
	mm_free(text);
	return block;
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
