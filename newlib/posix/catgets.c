/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * catopen(), catgets() and catclose() (XSH). A catalog is the text gencat
 * would read: "$set N", "N message" lines, "$quote c", "\" at the end of a
 * line continues it. POSIX does not say what gencat writes; keeping the
 * source form means that it need only copy, and that any machine's catalog
 * is readable. Files in GNU's or BSD's binary forms are not catalogs here.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <nl_types.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct message {
	int	set, id;
	char	*text;
};

struct __isthmus_nl_cat {
	struct message	*msg;
	size_t		n, room;
};

static int
compare(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	if (x->set != y->set)
		return x->set < y->set ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The escapes of gencat, in place; a quote ends the text. */
static void
unescape(char *s, char quote)
{
	static const char from[] = "ntvbrf", to[] = "\n\t\v\b\r\f";
	const char *k;
	char *d = s;
	int i, v;

	if (quote != '\0' && *s == quote)
		s++;
	else
		quote = '\0';
	for (; *s != '\0' && (quote == '\0' || *s != quote); s++) {
		if (*s != '\\' || s[1] == '\0') {
			*d++ = *s;
			continue;
		}
		s++;
		if ((k = strchr(from, *s)) != NULL)
			*d++ = to[k - from];
		else if (*s >= '0' && *s <= '7') {
			for (i = v = 0; i < 3 && *s >= '0' && *s <= '7'; i++)
				v = v * 8 + (*s++ - '0');
			s--;
			*d++ = (char)v;
		} else
			*d++ = *s;
	}
	*d = '\0';
}

static int
add(nl_catd c, int set, int id, const char *text, char quote)
{
	struct message *m;

	if (c->n == c->room) {
		m = reallocarray(c->msg, c->room + 64, sizeof(*m));
		if (m == NULL)
			return -1;
		c->msg = m;
		c->room += 64;
	}
	m = &c->msg[c->n];
	m->set = set;
	m->id = id;
	m->text = strdup(text);
	if (m->text == NULL)
		return -1;
	unescape(m->text, quote);
	c->n++;
	return 0;
}

/* A line and those it is continued on. 0 at the end. */
static int
read_line(FILE *fp, char **line, size_t *size)
{
	char *more = NULL, *both;
	size_t room = 0, n;
	ssize_t len = __getline(line, size, fp);

	for (;;) {
		if (len <= 0)
			break;
		n = strlen(*line);
		if (n > 0 && (*line)[n - 1] == '\n')
			(*line)[--n] = '\0';
		if (n == 0 || (*line)[n - 1] != '\\' ||
		    (n > 1 && (*line)[n - 2] == '\\') ||
		    (len = __getline(&more, &room, fp)) <= 0)
			break;
		(*line)[n - 1] = '\0';
		both = realloc(*line, n + (size_t)len + 1);
		if (both == NULL) {
			len = -1;
			break;
		}
		*line = both;
		*size = n + (size_t)len + 1;
		strcat(both, more);
	}
	free(more);
	return len > 0;
}

/* 0, or -1: not a catalog, or no memory. */
static int
parse_line(nl_catd c, char *line, int *set, char *quote)
{
	char *end;
	long id;

	if (strncmp(line, "$set", 4) == 0) {
		*set = atoi(line + 4);
		return *set > 0 ? 0 : -1;
	}
	if (strncmp(line, "$quote", 6) == 0) {
		*quote = line[6] != '\0' ? line[7] : '\0';
		return 0;
	}
	if (line[0] == '$' || line[0] == '\0')
		return 0;
	if (!isdigit((unsigned char)line[0]))
		return -1;
	id = strtol(line, &end, 10);
	if (id > INT_MAX || (*end != ' ' && *end != '\t' && *end != '\0'))
		return -1;
	return add(c, *set, (int)id, *end != '\0' ? end + 1 : end, *quote);
}

static nl_catd
read_catalog(const char *path)
{
	nl_catd c;
	FILE *fp;
	char *line = NULL, quote = '\0';
	size_t size = 0;
	int set = NL_SETD, rc = 0;

	fp = fopen(path, "re");
	if (fp == NULL)
		return NULL;
	c = calloc(1, sizeof(*c));
	while (c != NULL && rc == 0 && read_line(fp, &line, &size))
		rc = parse_line(c, line, &set, &quote);
	free(line);
	fclose(fp);
	if (rc != 0) {
		catclose(c);
		errno = EINVAL;
		return NULL;
	}
	if (c != NULL)
		qsort(c->msg, c->n, sizeof(*c->msg), compare);
	return c;
}

/* One template of NLSPATH (XBD 8.2): %N %L %l %t %c %%. */
static int
fill_template(const char *t, size_t n, const char *name, const char *locale,
    char *out, size_t size)
{
	size_t lang = strcspn(locale, "_.@"), k;
	const char *terr = strchr(locale, '_'), *cs = strchr(locale, '.');
	const char *from, *end = t + n;
	size_t used = 0;

	for (; t < end; t++) {
		from = t;
		k = 1;
		if (*t == '%' && t + 1 < end) {
			t++;
			from = *t == 'N' ? name :
			    *t == 'L' || *t == 'l' ? locale :
			    *t == 't' ? (terr != NULL ? terr + 1 : "") :
			    *t == 'c' ? (cs != NULL ? cs + 1 : "") : t;
			k = *t == 'l' ? lang : *t == 't' ?
			    strcspn(from, ".@") : *t == 'c' ?
			    strcspn(from, "@") : *t == '%' ? 1 : strlen(from);
		}
		if (used + k >= size)
			return -1;
		memcpy(out + used, from, k);
		used += k;
	}
	out[used] = '\0';
	return 0;
}

/* ENOENT, EACCES, EMFILE, ENOMEM; EINVAL: not a catalog. */
nl_catd
catopen(const char *name, int flag)
{
	static const char builtin[] = "/usr/share/locale/%L/%N.cat:"
	    "/usr/share/locale/%l/%N.cat:/usr/share/nls/%L/%N.cat";
	const char *path, *locale;
	char file[PATH_MAX];
	nl_catd c;
	size_t n;

	if (strchr(name, '/') != NULL) {
		c = read_catalog(name);
		return c != NULL ? c : (nl_catd)-1;
	}
	locale = flag == NL_CAT_LOCALE ? setlocale(LC_MESSAGES, NULL) :
	    getenv("LANG");
	if (locale == NULL || *locale == '\0')
		locale = "C";
	path = getenv("NLSPATH");
	if (path == NULL || *path == '\0')
		path = builtin;
	errno = ENOENT;
	for (;; path += n + 1) {
		n = strcspn(path, ":");
		if (fill_template(n != 0 ? path : "%N", n != 0 ? n : 2, name,
		    locale, file, sizeof(file)) == 0 &&
		    (c = read_catalog(file)) != NULL)
			return c;
		if (path[n] == '\0')
			return (nl_catd)-1;
	}
}

/* EBADF: no catalog. ENOMSG: no such message. */
char *
catgets(nl_catd c, int set, int id, const char *otherwise)
{
	struct message key = { set, id, NULL }, *m;

	if (c == NULL || c == (nl_catd)-1) {
		errno = EBADF;
		return (char *)otherwise;
	}
	m = bsearch(&key, c->msg, c->n, sizeof(*c->msg), compare);
	if (m == NULL) {
		errno = ENOMSG;
		return (char *)otherwise;
	}
	return m->text;
}

int
catclose(nl_catd c)
{
	if (c == NULL || c == (nl_catd)-1) {
		errno = EBADF;
		return -1;
	}
	while (c->n > 0)
		free(c->msg[--c->n].text);
	free(c->msg);
	free(c);
	return 0;
}
