/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * wordexp(): parameters, commands and sums behind a dollar (XCU 2.6.2 to
 * 2.6.4).
 */
#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wx.h"

/*
 * From s to the close that belongs to what was opened before it. Nested
 * brackets and quotes are passed over.
 */
const char *
wx_skip(const char *s, const char *end, char close)
{
	for (; s < end; s++) {
		if (*s == close)
			return s;
		if (*s == '\\') {
			if (++s == end)
				return NULL;
			continue;
		}
		if (close == '`')
			continue;
		if (*s == '\'' && close != '"') {
			s = memchr(s + 1, '\'', end - s - 1);
		} else if (*s == '"' && close != '"') {
			s = wx_skip(s + 1, end, '"');
		} else if (*s == '`') {
			s = wx_skip(s + 1, end, '`');
		} else if (*s == '$' && s + 1 < end && s[1] == '{') {
			s = wx_skip(s + 2, end, '}');
		} else if (*s == '$' && s + 1 < end && s[1] == '(') {
			s = wx_skip(s + 2, end, ')');
		} else if (*s == '(' && close == ')') {
			s = wx_skip(s + 1, end, ')');
		}
		if (s == NULL)
			return NULL;
	}
	return NULL;
}

/*
 * Expands n bytes to one string, which the caller frees; as a pattern, with
 * a backslash before what was quoted.
 */
static int
to_string(struct wx *w, const char *s, size_t n, int depth, int pattern,
    char **result)
{
	struct wx one = { .flags = w->flags, .nosplit = 1 };
	size_t i;
	char *p;
	int e;

	e = wx_words(&one, s, n, 0, depth + 1);
	p = e == 0 ? malloc(2 * one.cur.n + 1) : NULL;
	if (e == 0 && p == NULL)
		e = WRDE_NOSPACE;
	*result = p;
	for (i = 0; e == 0 && i < one.cur.n; i++) {
		if (pattern && (one.cur.quoted[i] || one.cur.s[i] == '\\'))
			*p++ = '\\';
		*p++ = one.cur.s[i];
	}
	if (p != NULL)
		*p = '\0';
	free(one.cur.s);
	free(one.cur.quoted);
	return e;
}

/* The output of a command without the newlines at its end (XCU 2.6.3). */
static int
command(struct wx *w, const char *s, size_t n, int quoted)
{
	static const char quiet[] = "exec 2>/dev/null\n";
	size_t room = 0, used = 0, got;
	char *line, *text = NULL, *p;
	int e = 0;
	FILE *f;

	if (w->flags & WRDE_NOCMD)
		return WRDE_CMDSUB;
	if ((line = malloc(sizeof(quiet) + n)) == NULL)
		return WRDE_NOSPACE;
	sprintf(line, "%s%.*s", w->flags & WRDE_SHOWERR ? "" : quiet, (int)n,
	    s);
	f = popen(line, "r");
	free(line);
	if (f == NULL)
		return WRDE_NOSPACE;
	do {
		if (used == room) {
			room = room ? 2 * room : 512;
			if ((p = realloc(text, room)) == NULL) {
				e = WRDE_NOSPACE;
				break;
			}
			text = p;
		}
		got = fread(text + used, 1, room - used, f);
		used += got;
	} while (got > 0);
	pclose(f);
	while (used > 0 && text[used - 1] == '\n')
		used--;
	if (e == 0)
		e = wx_value(w, text, used, quoted);
	free(text);
	return e;
}

/* `...`: backslashes before $ ` \ (and " inside quotes) are removed. */
int
wx_backquote(struct wx *w, const char **sp, const char *end, int quoted)
{
	const char *s = *sp, *close = wx_skip(s, end, '`');
	char *text, *p;
	int e;

	if (close == NULL)
		return WRDE_SYNTAX;
	*sp = close + 1;
	if ((text = p = malloc(close - s + 1)) == NULL)
		return WRDE_NOSPACE;
	for (; s < close; s++) {
		if (*s == '\\' && strchr(quoted ? "$`\\\"" : "$`\\", s[1]))
			s++;
		*p++ = *s;
	}
	e = command(w, text, p - text, quoted);
	free(text);
	return e;
}

/* $((...)): between the brackets, expanded as if quoted. */
static int
sum(struct wx *w, const char *s, size_t n, int quoted, int depth)
{
	char *expr, digits[24];
	long v;
	int e;

	if ((e = to_string(w, s, n, depth, 0, &expr)) != 0)
		return e;
	e = wx_arith(expr, w->flags, &v);
	free(expr);
	if (e != 0)
		return e;
	return wx_value(w, digits, snprintf(digits, sizeof(digits), "%ld", v),
	    quoted);
}

/* Of ${...}. */
struct param {
	char		name[256];
	char		op;		/* - = ? + # %, or 0 */
	int		colon;		/* an empty value counts as unset */
	int		twice;		/* ## %% */
	int		length;		/* ${#name} */
	const char	*word;
	size_t		nword;
	const char	*value;		/* NULL: not set */
	char		digits[24];
};

/* A name, a digit or a special parameter at s: its end. */
static const char *
name_at(const char *s, const char *end)
{
	if (s < end && (isalpha((unsigned char)*s) || *s == '_')) {
		while (s < end && (isalnum((unsigned char)*s) || *s == '_'))
			s++;
		return s;
	}
	if (s < end && isdigit((unsigned char)*s))
		return s + 1;
	return s < end && strchr("@*#?-$!", *s) != NULL ? s + 1 : s;
}

static int
look_up(struct param *p, const char *s, size_t n)
{
	if (n == 0 || n >= sizeof(p->name))
		return WRDE_SYNTAX;
	memcpy(p->name, s, n);
	p->name[n] = '\0';
	if (isalpha((unsigned char)*s) || *s == '_')
		p->value = getenv(p->name);
	else if (*s == '$')
		snprintf(p->digits, sizeof(p->digits), "%ld", (long)getpid());
	else if (*s == '#' || *s == '?')
		strcpy(p->digits, "0");
	if (p->digits[0] != '\0')
		p->value = p->digits;
	/* No positional parameters: not set, which is no error with these. */
	if (*s == '@' || *s == '*' || *s == '-')
		p->value = "";
	return 0;
}

/* What stands in ${...}. */
static int
parse(struct param *p, const char *s, const char *end)
{
	const char *q;
	int e;

	memset(p, 0, sizeof(*p));
	if (*s == '#' && s + 1 < end && (q = name_at(s + 1, end)) == end) {
		p->length = 1;
		s++;
	}
	q = name_at(s, end);
	if ((e = look_up(p, s, q - s)) != 0)
		return e;
	if (q == end)
		return 0;
	if (*q == ':' && q + 1 < end) {
		p->colon = 1;
		q++;
	}
	p->op = *q++;
	if (strchr("-=?+#%", p->op) == NULL ||
	    (p->colon && strchr("#%", p->op) != NULL))
		return WRDE_SYNTAX;
	if (strchr("#%", p->op) != NULL && q < end && *q == p->op) {
		p->twice = 1;
		q++;
	}
	p->word = q;
	p->nword = end - q;
	return 0;
}

/* ${name#pattern} and its kin: the value without what matches. */
static int
strip(struct wx *w, struct param *p, int quoted, int depth)
{
	size_t n = strlen(p->value), i, cut;
	char *pattern, *copy;
	int e, hit = 0;

	e = to_string(w, p->word, p->nword, depth, 1, &pattern);
	if (e != 0)
		return e;
	if ((copy = strdup(p->value)) == NULL) {
		free(pattern);
		return WRDE_NOSPACE;
	}
	for (i = 0; i <= n && !hit; i++) {
		cut = p->twice ? n - i : i;
		if (p->op == '#') {
			copy[cut] = '\0';
			hit = fnmatch(pattern, copy, 0) == 0;
			copy[cut] = p->value[cut];
		} else {
			hit = fnmatch(pattern, copy + n - cut, 0) == 0;
		}
	}
	free(pattern);
	if (!hit)
		cut = 0;
	e = p->op == '#' ? wx_value(w, copy + cut, n - cut, quoted) :
	    wx_value(w, copy, n - cut, quoted);
	free(copy);
	return e;
}

/* ${name=word} and ${name?word}, where the parameter is not set. */
static int
assign_or_refuse(struct wx *w, struct param *p, int quoted, int depth)
{
	char *text;
	int e;

	e = to_string(w, p->word, p->nword, depth, 0, &text);
	if (e != 0)
		return e;
	if (p->op == '?') {
		if (w->flags & WRDE_SHOWERR)
			fprintf(stderr, "%s: %s\n", p->name,
			    *text ? text : "parameter null or not set");
		e = WRDE_BADVAL;
	} else if (!isalpha((unsigned char)p->name[0]) && p->name[0] != '_') {
		e = WRDE_SYNTAX;
	} else if (setenv(p->name, text, 1) != 0) {
		e = WRDE_NOSPACE;
	} else {
		e = wx_value(w, text, strlen(text), quoted);
	}
	free(text);
	return e;
}

static int
apply(struct wx *w, struct param *p, int quoted, int depth)
{
	int set = p->value != NULL && (!p->colon || *p->value != '\0');
	char digits[24];

	if (p->op == '+')
		return set ? wx_words(w, p->word, p->nword, quoted,
		    depth + 1) : 0;
	if (!set && p->op == '-')
		return wx_words(w, p->word, p->nword, quoted, depth + 1);
	if (!set && (p->op == '=' || p->op == '?'))
		return assign_or_refuse(w, p, quoted, depth);
	if (p->value == NULL) {
		if (w->flags & WRDE_UNDEF)
			return WRDE_BADVAL;
		p->value = "";
	}
	if (p->length)
		return wx_value(w, digits, snprintf(digits, sizeof(digits),
		    "%zu", strlen(p->value)), quoted);
	if (p->op == '#' || p->op == '%')
		return strip(w, p, quoted, depth);
	return wx_value(w, p->value, strlen(p->value), quoted);
}

static int
braces(struct wx *w, const char **sp, const char *end, int quoted, int depth)
{
	const char *s = *sp, *close = wx_skip(s, end, '}');
	struct param p;
	int e;

	if (close == NULL || close == s)
		return WRDE_SYNTAX;
	*sp = close + 1;
	e = parse(&p, s, close);
	return e != 0 ? e : apply(w, &p, quoted, depth);
}

/* *sp is behind the dollar. */
int
wx_dollar(struct wx *w, const char **sp, const char *end, int quoted,
    int depth)
{
	const char *s = *sp, *q;
	struct param p = { 0 };
	int e;

	if (s < end && *s == '{') {
		*sp = s + 1;
		return braces(w, sp, end, quoted, depth);
	}
	if (s < end && *s == '(') {
		if ((q = wx_skip(s + 1, end, ')')) == NULL)
			return WRDE_SYNTAX;
		*sp = q + 1;
		if (s[1] == '(' && q[-1] == ')' &&
		    wx_skip(s + 2, q, ')') == q - 1)
			return sum(w, s + 2, q - s - 3, quoted, depth);
		return command(w, s + 1, q - s - 1, quoted);
	}
	q = name_at(s, end);
	if (q == s)
		return wx_put(w, '$', quoted);
	*sp = q;
	e = look_up(&p, s, q - s);
	return e != 0 ? e : apply(w, &p, quoted, depth);
}
