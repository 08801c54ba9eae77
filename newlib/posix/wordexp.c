/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * wordexp() and wordfree() (XSH; XCU 2.6): words are expanded as the shell
 * would, without a shell, which is started for command substitution only.
 * There are no positional parameters; `#' begins no comment.
 */
#include <errno.h>
#include <glob.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wx.h"

int
wx_put(struct wx *w, char c, int quoted)
{
	struct wx_text *t = &w->cur;
	size_t room = t->room ? 2 * t->room : 64;
	char *p;

	if (t->n + 1 >= t->room) {
		if ((p = realloc(t->s, room)) == NULL)
			return WRDE_NOSPACE;
		t->s = p;
		if ((p = realloc(t->quoted, room)) == NULL)
			return WRDE_NOSPACE;
		t->quoted = p;
		t->room = room;
	}
	t->s[t->n] = c;
	t->quoted[t->n++] = (char)quoted;
	t->s[t->n] = '\0';
	w->have = 1;
	w->after_white = 0;
	return 0;
}

static int
add_word(struct wx *w, const char *s)
{
	wordexp_t *o = w->out;
	size_t used = o->we_wordc + (w->flags & WRDE_DOOFFS ? o->we_offs : 0);
	char **v;

	if (used + 2 > w->room) {
		w->room = 2 * used + 8;
		v = realloc(o->we_wordv, w->room * sizeof(*v));
		if (v == NULL)
			return WRDE_NOSPACE;
		o->we_wordv = v;
	}
	if ((o->we_wordv[used] = strdup(s)) == NULL)
		return WRDE_NOSPACE;
	o->we_wordv[used + 1] = NULL;
	o->we_wordc++;
	return 0;
}

/* The field as a pattern: what is quoted has a backslash. */
static char *
pattern_of(const struct wx_text *t)
{
	char *p = malloc(2 * t->n + 1), *q = p;
	size_t i;

	for (i = 0; p != NULL && i < t->n; i++) {
		if (t->quoted[i] || t->s[i] == '\\')
			*q++ = '\\';
		*q++ = t->s[i];
	}
	if (p != NULL)
		*q = '\0';
	return p;
}

static int
is_pattern(const struct wx_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (!t->quoted[i] && strchr("*?[", t->s[i]) != NULL)
			return 1;
	return 0;
}

/* Pathname expansion (XCU 2.6.6): names in order, or the text as it is. */
static int
add_paths(struct wx *w)
{
	char *p = pattern_of(&w->cur);
	glob_t g = { 0 };
	size_t i;
	int e;

	if (p == NULL)
		return WRDE_NOSPACE;
	e = glob(p, 0, NULL, &g);
	free(p);
	if (e == GLOB_NOSPACE)
		return WRDE_NOSPACE;
	if (e != 0)
		return add_word(w, w->cur.s);
	for (i = 0; e == 0 && i < g.gl_pathc; i++)
		e = add_word(w, g.gl_pathv[i]);
	globfree(&g);
	return e;
}

/* The field that was being made, if any, is a word, or several. */
static int
end_field(struct wx *w)
{
	int e = 0;

	if (!w->have)
		return 0;
	if (w->cur.n > 0)
		e = is_pattern(&w->cur) ? add_paths(w) :
		    add_word(w, w->cur.s);
	else
		e = add_word(w, "");
	w->cur.n = 0;
	w->have = 0;
	return e;
}

/*
 * What an expansion gave: split at the characters of IFS (XCU 2.6.5), unless
 * it is quoted.
 */
int
wx_value(struct wx *w, const char *value, size_t n, int quoted)
{
	const char *ifs = getenv("IFS");
	int e = 0, white;
	size_t i;

	if (ifs == NULL)
		ifs = " \t\n";
	for (i = 0; e == 0 && i < n; i++) {
		if (quoted || w->nosplit || value[i] == '\0' ||
		    strchr(ifs, value[i]) == NULL) {
			e = wx_put(w, value[i], quoted);
			continue;
		}
		white = strchr(" \t\n", value[i]) != NULL;
		/* White space before another delimiter belongs to it. */
		if (!white && !w->have && !w->after_white)
			w->have = 1;
		e = end_field(w);
		w->after_white = white;
	}
	if (quoted)
		w->have = 1;
	return e;
}

/* The home of the user named, or of the one who runs this; or NULL. */
static const char *
home_of(const char *name, size_t n)
{
	const char *home = getenv("HOME");
	struct passwd *pw;
	char user[256];

	if (n == 0 && home != NULL)
		return home;
	if (n >= sizeof(user))
		return NULL;
	memcpy(user, name, n);
	user[n] = '\0';
	pw = n > 0 ? getpwnam(user) : getpwuid(getuid());
	return pw != NULL ? pw->pw_dir : NULL;
}

/* A tilde-prefix at the start of a word (XCU 2.6.1); *sp is behind `~'. */
static int
tilde(struct wx *w, const char **sp, const char *end)
{
	const char *s = *sp, *home;
	int e = 0;

	while (s < end && strchr("/ \t\n'\"\\$`", *s) == NULL)
		s++;
	if ((s < end && strchr("/ \t\n", *s) == NULL) ||
	    (home = home_of(*sp, s - *sp)) == NULL)
		return wx_put(w, '~', 0);
	*sp = s;
	w->have = 1;
	while (e == 0 && *home != '\0')
		e = wx_put(w, *home++, 1);
	return e;
}

/* A backslash outside single quotes; *sp is behind it. */
static int
backslash(struct wx *w, const char **sp, const char *end, int quoted)
{
	char c;

	if (*sp == end)
		return WRDE_SYNTAX;
	c = *(*sp)++;
	if (c == '\n')
		return 0;
	if (quoted && strchr("$`\"\\", c) == NULL) {
		int e = wx_put(w, '\\', 1);

		if (e != 0)
			return e;
	}
	return wx_put(w, c, 1);
}

static int
single_quotes(struct wx *w, const char **sp, const char *end)
{
	int e = 0;

	for (w->have = 1; e == 0; (*sp)++) {
		if (*sp == end)
			return WRDE_SYNTAX;
		if (**sp == '\'')
			break;
		e = wx_put(w, **sp, 1);
	}
	(*sp)++;
	return e;
}

static int
double_quotes(struct wx *w, const char **sp, const char *end, int depth)
{
	const char *close = wx_skip(*sp, end, '"');
	int e;

	if (close == NULL)
		return WRDE_SYNTAX;
	w->have = 1;
	e = wx_words(w, *sp, close - *sp, 1, depth + 1);
	*sp = close + 1;
	return e;
}

/* An unquoted character without a meaning of its own to us. */
static int
plain(struct wx *w, char c, int depth)
{
	if (c == ' ' || c == '\t')
		return w->nosplit ? wx_put(w, c, 0) : end_field(w);
	/* In the word of ${...} the shell takes these as they are. */
	if (depth == 0 && strchr("\n|&;<>(){}", c) != NULL)
		return WRDE_BADCHAR;
	return wx_put(w, c, 0);
}

/*
 * Expands n bytes of s, as inside double quotes with quoted. depth 0 is what
 * the caller of wordexp() wrote.
 */
int
wx_words(struct wx *w, const char *s, size_t n, int quoted, int depth)
{
	const char *end = s + n;
	int e = 0, start;
	char c;

	if (depth > WX_DEPTH)
		return WRDE_SYNTAX;
	while (e == 0 && s < end) {
		start = !w->have && !quoted;
		c = *s++;
		if (c == '\\')
			e = backslash(w, &s, end, quoted);
		else if (c == '$')
			e = wx_dollar(w, &s, end, quoted, depth);
		else if (c == '`')
			e = wx_backquote(w, &s, end, quoted);
		else if (c == '"')
			e = double_quotes(w, &s, end, depth);
		else if (quoted)
			e = wx_put(w, c, 1);
		else if (c == '\'')
			e = single_quotes(w, &s, end);
		else if (c == '~' && start)
			e = tilde(w, &s, end);
		else
			e = plain(w, c, depth);
	}
	return e;
}

void
wordfree(wordexp_t *o)
{
	size_t i, n = o->we_wordc;
	char **v = o->we_wordv;

	/* The offset is known by its empty slots: all words come after. */
	for (i = 0; v != NULL && n > 0; i++)
		if (v[i] != NULL) {
			free(v[i]);
			n--;
		}
	free(v);
	o->we_wordv = NULL;
	o->we_wordc = 0;
}

/* The words so far, or none, with the empty slots that are asked for. */
static int
begin(struct wx *w, wordexp_t *o, int flags)
{
	size_t offs = flags & WRDE_DOOFFS ? o->we_offs : 0;

	if (!(flags & WRDE_APPEND) || o->we_wordv == NULL) {
		w->room = offs + 8;
		o->we_wordc = 0;
		o->we_wordv = calloc(w->room, sizeof(*o->we_wordv));
		if (o->we_wordv == NULL)
			return WRDE_NOSPACE;
	} else {
		w->room = offs + o->we_wordc + 1;
	}
	return 0;
}

/* Takes away the words that came after the first n. */
static void
undo(wordexp_t *o, size_t n, size_t offs)
{
	while (o->we_wordc > n) {
		free(o->we_wordv[offs + --o->we_wordc]);
		o->we_wordv[offs + o->we_wordc] = NULL;
	}
}

/*
 * Returns 0 or WRDE_*; only with WRDE_NOSPACE are there words then (XSH).
 */
int
wordexp(const char *words, wordexp_t *o, int flags)
{
	size_t had, offs = flags & WRDE_DOOFFS ? o->we_offs : 0;
	struct wx w = { .out = o, .flags = flags };
	wordexp_t before;
	int e, saved = errno;

	if ((flags & WRDE_REUSE) && !(flags & WRDE_APPEND))
		wordfree(o);
	before = *o;
	if ((e = begin(&w, o, flags)) != 0)
		return e;
	had = o->we_wordc;
	e = wx_words(&w, words, strlen(words), 0, 0);
	if (e == 0)
		e = end_field(&w);
	free(w.cur.s);
	free(w.cur.quoted);
	if (e != 0 && e != WRDE_NOSPACE) {
		undo(o, had, offs);
		if (!(flags & WRDE_APPEND)) {
			wordfree(o);
			*o = before;	/* whatever that was (XSH) */
		}
	}
	errno = saved;
	return e;
}
