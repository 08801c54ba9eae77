/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Command lines.  The rules:
 *
 * - The program's name ends at a blank that is not between double quotes;
 *   a backslash is nothing special in it.
 * - Arguments are separated by blanks and tabs outside quotes.
 * - 2n backslashes and a double quote: n backslashes, and the quote begins
 *   or ends a quoted part; 2n+1: n backslashes and a literal quote.
 * - "" within a quoted part: a literal quote, the part goes on.
 * - Backslashes before anything else stand for themselves.
 *
 * The text is UTF-8; every special character is ASCII.  There is no
 * globbing: a parent that wants patterns expanded does it.
 */
#include "spawn/room.h"

#include <stdlib.h>
#include <string.h>

struct splitter {
	const char *p;
	char **argv;		/* NULL: count only */
	char *text;
	size_t bytes;
	size_t count;
};

static int
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
put(struct splitter *s, char c)
{
	if (s->argv != NULL)
		s->text[s->bytes] = c;
	s->bytes++;
}

static void
begin(struct splitter *s)
{
	if (s->argv != NULL)
		s->argv[s->count] = s->text + s->bytes;
	s->count++;
}

static void
split_name(struct splitter *s)
{
	int quoted = 0;

	begin(s);
	for (; *s->p != '\0'; s->p++) {
		if (*s->p == '"')
			quoted = !quoted;
		else if (is_blank(*s->p) && !quoted)
			break;
		else
			put(s, *s->p);
	}
	put(s, '\0');
}

/* At a double quote that is not escaped: whether it is a literal one. */
static int
quote(struct splitter *s, int *quoted)
{
	if (*quoted && s->p[1] == '"') {
		s->p++;
		return 1;
	}
	*quoted = !*quoted;
	return 0;
}

static void
split_argument(struct splitter *s)
{
	int quoted = 0;
	size_t slashes, keep;

	begin(s);
	for (;;) {
		for (slashes = 0; *s->p == '\\'; slashes++)
			s->p++;
		keep = *s->p == '"' ? slashes / 2 : slashes;
		while (keep-- > 0)
			put(s, '\\');
		if (*s->p == '\0' || (is_blank(*s->p) && !quoted))
			break;
		if (*s->p != '"' || slashes % 2 == 1 || quote(s, &quoted))
			put(s, *s->p);
		s->p++;
	}
	put(s, '\0');
}

size_t
args_split(const char *line, char **argv, char *text, size_t *bytes)
{
	struct splitter s = { .p = line, .argv = argv, .text = text };

	split_name(&s);
	for (;;) {
		while (is_blank(*s.p))
			s.p++;
		if (*s.p == '\0')
			break;
		split_argument(&s);
	}
	if (argv != NULL)
		argv[s.count] = NULL;
	*bytes = s.bytes;
	return s.count;
}

static size_t
put_run(char *dst, size_t at, char c, size_t count)
{
	for (; count > 0; count--, at++)
		if (dst != NULL)
			dst[at] = c;
	return at;
}

/* "*" and "?" are quoted for programs that expand what is not. */
size_t
args_quote(char *dst, const char *arg)
{
	int quoted = *arg == '\0' || strpbrk(arg, " \t\n\v\"*?") != NULL;
	size_t at = 0, slashes;

	at = put_run(dst, at, '"', quoted);
	for (;; arg++) {
		for (slashes = 0; *arg == '\\'; arg++)
			slashes++;
		if (*arg == '"')
			slashes = 2 * slashes + 1;
		else if (*arg == '\0' && quoted)
			slashes *= 2;
		at = put_run(dst, at, '\\', slashes);
		if (*arg == '\0')
			break;
		at = put_run(dst, at, *arg, 1);
	}
	at = put_run(dst, at, '"', quoted);
	return put_run(dst, at, '\0', 1);
}

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * A Win32 path is one with a drive, or with backslashes and no slash: a
 * backslash is an ordinary character in a POSIX name.
 */
void
args_fix_name(char *name)
{
	size_t len = strlen(name);
	char *p;

	if (len > 4 && name[len - 5] != '/' && name[len - 5] != '\\' &&
	    name[len - 4] == '.' && (name[len - 3] | 0x20) == 'e' &&
	    (name[len - 2] | 0x20) == 'x' && (name[len - 1] | 0x20) == 'e')
		name[len - 4] = '\0';
	if ((is_letter(name[0]) && name[1] == ':') ||
	    strchr(name, '/') == NULL)
		for (p = name; *p != '\0'; p++)
			if (*p == '\\')
				*p = '/';
}

char *
args_text(const char *line, size_t *bytes)
{
	size_t n = args_split(line, NULL, NULL, bytes);
	char **argv = malloc((n + 1) * sizeof *argv);
	char *text = malloc(*bytes + 1);

	if (argv == NULL || text == NULL) {
		free(text);
		text = NULL;
	} else
		args_split(line, argv, text, bytes);
	free(argv);
	return text;
}
