/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gettext and its kin (XSH of POSIX.1-2024, with GNU's LANGUAGE): messages
 * out of DIR/LOCALE/LC_MESSAGES/DOMAIN.mo. A catalog that has been read
 * stays: programs keep the pointers. Nothing here changes errno.
 */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/lock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mo.h"

#define DOMAIN_MAX	255
#define MO_MAX		(64l << 20)

struct domain {
	struct domain	*next;
	char		*dir, *codeset;		/* NULL: the default */
	char		name[];
};

/* One file in one character set; without data if there is no such file. */
struct catalog {
	struct catalog	*next;
	struct mo	mo;
	char		*codeset;	/* "": as the file has it */
	char		**converted;	/* by index, made when asked for */
	int		found;
	char		path[];
};

static const char default_dir[] = "/usr/share/locale";
static char current_name[DOMAIN_MAX + 1] = "messages";
static struct domain *domains;
static struct catalog *catalogs;

__LOCK_INIT(static, lock);	/* of everything above */

static struct domain *
find_domain(const char *name, int make)
{
	struct domain *d;

	for (d = domains; d != NULL; d = d->next)
		if (strcmp(d->name, name) == 0)
			return d;
	if (!make || (d = calloc(1, sizeof(*d) + strlen(name) + 1)) == NULL)
		return NULL;
	strcpy(d->name, name);
	d->next = domains;
	domains = d;
	return d;
}

static int
name_ok(const char *name)
{
	return name != NULL && *name != '\0' && strlen(name) <= DOMAIN_MAX;
}

/* ENOMEM is the only error; "" means the default. */
char *
textdomain(const char *name)
{
	if (name != NULL && strlen(name) > DOMAIN_MAX) {
		errno = EINVAL;
		return NULL;
	}
	__lock_acquire(lock);
	if (name != NULL)
		strcpy(current_name, *name != '\0' ? name : "messages");
	__lock_release(lock);
	return current_name;
}

/* Replaces *member when value is not NULL. Old values may be in use. */
static char *
bind(const char *name, const char *value, int want_dir)
{
	struct domain *d;
	char **member, *copy, *r = NULL;

	if (!name_ok(name)) {
		errno = EINVAL;
		return NULL;
	}
	copy = value != NULL ? strdup(value) : NULL;
	if (value != NULL && copy == NULL)
		return NULL;
	__lock_acquire(lock);
	d = find_domain(name, value != NULL);
	if (d != NULL) {
		member = want_dir ? &d->dir : &d->codeset;
		if (copy != NULL && *member != NULL &&
		    strcmp(copy, *member) == 0)
			free(copy);
		else if (copy != NULL)
			*member = copy;
		r = *member;
	} else
		free(copy);
	__lock_release(lock);
	return r == NULL && want_dir && (d != NULL || value == NULL) ?
	    (char *)default_dir : r;
}

char *
bindtextdomain(const char *name, const char *dir)
{
	return bind(name, dir, 1);
}

char *
bind_textdomain_codeset(const char *name, const char *codeset)
{
	return bind(name, codeset, 0);
}

/* The file's content in memory, or NULL. */
static char *
read_file(const char *path, size_t *size)
{
	struct stat st;
	char *buf = NULL;
	size_t n = 0;
	ssize_t r;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size < MO_MAX)
		buf = malloc((size_t)st.st_size + 1);
	while (buf != NULL && n < (size_t)st.st_size) {
		r = read(fd, buf + n, (size_t)st.st_size - n);
		if (r <= 0)
			break;
		n += (size_t)r;
	}
	close(fd);
	*size = n;
	return buf;
}

static int
load(struct catalog *c, const char *codeset)
{
	size_t size;
	char *data = read_file(c->path, &size);

	if (data == NULL)
		return -1;
	if (mo_init(&c->mo, data, size) != 0) {
		free(data);
		return -1;
	}
	if (c->mo.charset[0] == '\0' || codeset[0] == '\0' ||
	    strcasecmp(c->mo.charset, codeset) == 0)
		return 0;
	c->converted = calloc(c->mo.count, sizeof(*c->converted));
	return 0;
}

/* A missing file is remembered too. NULL: no memory. */
static struct catalog *
get_catalog(const char *path, const char *codeset)
{
	struct catalog *c;
	size_t n = strlen(path) + 1;

	for (c = catalogs; c != NULL; c = c->next)
		if (strcmp(c->path, path) == 0 &&
		    strcmp(c->codeset, codeset) == 0)
			return c;
	c = calloc(1, sizeof(*c) + n + strlen(codeset) + 1);
	if (c == NULL)
		return NULL;
	strcpy(c->path, path);
	c->codeset = strcpy(c->path + n, codeset);
	c->found = load(c, codeset) == 0;
	c->next = catalogs;
	catalogs = c;
	return c;
}

/* String i in the catalog's character set; the original if that fails. */
static const char *
convert(struct catalog *c, uint32_t i, size_t *len)
{
	const char *s = mo_string(&c->mo, i, len);
	size_t left = *len + 1, room = 6 * left;
	char *in = (char *)s, *out, *buf;
	char to[64];
	iconv_t cd;

	if (c->converted == NULL)
		return s;
	if (c->converted[i] != NULL) {
		memcpy(len, c->converted[i], sizeof(*len));
		return c->converted[i] + sizeof(*len);
	}
	snprintf(to, sizeof(to), "%s//TRANSLIT", c->codeset);
	cd = iconv_open(to, c->mo.charset);
	if (cd == (iconv_t)-1)
		return s;
	buf = malloc(room + sizeof(*len));
	if (buf != NULL) {
		out = buf + sizeof(*len);
		if (iconv(cd, &in, &left, &out, &room) == (size_t)-1) {
			free(buf);
			buf = NULL;
		}
	}
	iconv_close(cd);
	if (buf == NULL)
		return s;
	*len = (size_t)(out - buf) - sizeof(*len) - 1;
	memcpy(buf, len, sizeof(*len));
	c->converted[i] = buf;
	return buf + sizeof(*len);
}

/* In one catalog: the message, or NULL. */
static const char *
look_up(struct catalog *c, const char *id, int plural, unsigned long n)
{
	const char *s, *end;
	unsigned int form;
	size_t len;
	long i;

	if (c == NULL || !c->found || (i = mo_find(&c->mo, id)) < 0)
		return NULL;
	s = convert(c, (uint32_t)i, &len);
	if (*s == '\0' && *id != '\0')
		return NULL;		/* not translated */
	end = s + len;
	for (form = plural ? mo_plural(&c->mo, n) : 0; form > 0; form--) {
		s += strlen(s) + 1;
		if (s > end)
			return NULL;
	}
	return s;
}

/* What a search needs to know. */
struct query {
	const char	*domain, *id, *dir, *category, *codeset;
	int		plural;
	unsigned long	n;
};

static const char *
try_name(const struct query *q, const char *lang, int n, const char *mod)
{
	char path[1024];

	if ((size_t)snprintf(path, sizeof(path), "%s/%.*s%s/%s/%s.mo", q->dir,
	    n, lang, mod, q->category, q->domain) >= sizeof(path))
		return NULL;
	return look_up(get_catalog(path, q->codeset), q->id, q->plural, q->n);
}

/* ll_CC.set@mod: as it is, then without the set, territory, modifier. */
static const char *
try_locale(const struct query *q, const char *loc, size_t len)
{
	char name[64], *dot, *mod, *terr;
	const char *r;
	int n;

	if (len == 0 || len >= sizeof(name) ||
	    memchr(loc, '/', len) != NULL || loc[0] == '.')
		return NULL;
	memcpy(name, loc, len);
	name[len] = '\0';
	if ((r = try_name(q, name, (int)len, "")) != NULL)
		return r;
	mod = strchr(name, '@');
	mod = mod != NULL ? mod : name + len;
	dot = strchr(name, '.');
	n = (int)((dot != NULL && dot < mod ? dot : mod) - name);
	terr = memchr(name, '_', (size_t)n);
	if (*mod != '\0' && (r = try_name(q, name, n, mod)) != NULL)
		return r;
	if ((r = try_name(q, name, n, "")) != NULL || terr == NULL)
		return r;
	n = (int)(terr - name);
	if (*mod != '\0' && (r = try_name(q, name, n, mod)) != NULL)
		return r;
	return try_name(q, name, n, "");
}

static const char *
search(const struct query *q, const char *locale)
{
	const char *list = getenv("LANGUAGE"), *r;
	size_t n;

	if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0 ||
	    strncmp(locale, "C.", 2) == 0)
		return NULL;
	while (list != NULL && *list != '\0') {
		n = strcspn(list, ":");
		if ((n == 1 && *list == 'C') ||
		    (n == 5 && strncmp(list, "POSIX", 5) == 0))
			return NULL;
		if ((r = try_locale(q, list, n)) != NULL)
			return r;
		list += n + (list[n] == ':');
	}
	return try_locale(q, locale, strlen(locale));
}

static const char *
category_name(int category)
{
	switch (category) {
	case LC_COLLATE:
		return "LC_COLLATE";
	case LC_CTYPE:
		return "LC_CTYPE";
	case LC_MONETARY:
		return "LC_MONETARY";
	case LC_NUMERIC:
		return "LC_NUMERIC";
	case LC_TIME:
		return "LC_TIME";
	case LC_MESSAGES:
		return "LC_MESSAGES";
	default:
		return NULL;
	}
}

static char *
translate(const char *domain, const char *id, const char *plural,
    unsigned long n, int category, locale_t loc)
{
	struct query q = { .id = id, .plural = plural != NULL, .n = n };
	const char *r = NULL, *locale = getlocalename_l(category, loc);
	char name[DOMAIN_MAX + 1];
	struct domain *d;
	int saved = errno;

	q.category = category_name(category);
	if (id != NULL && q.category != NULL && locale != NULL &&
	    (domain == NULL || name_ok(domain))) {
		__lock_acquire(lock);
		strcpy(name, domain != NULL ? domain : current_name);
		q.domain = name;
		d = find_domain(name, 0);
		q.dir = d != NULL && d->dir != NULL ? d->dir : default_dir;
		q.codeset = d != NULL && d->codeset != NULL ? d->codeset :
		    loc == LC_GLOBAL_LOCALE ? nl_langinfo(CODESET) :
		    nl_langinfo_l(CODESET, loc);
		r = search(&q, locale);
		__lock_release(lock);
	}
	errno = saved;
	if (r == NULL)
		r = plural != NULL && n != 1 ? plural : id;
	return (char *)r;
}

static locale_t
current(void)
{
	return uselocale((locale_t)0);
}

char *
gettext(const char *id)
{
	return translate(NULL, id, NULL, 0, LC_MESSAGES, current());
}

char *
dgettext(const char *domain, const char *id)
{
	return translate(domain, id, NULL, 0, LC_MESSAGES, current());
}

char *
dcgettext(const char *domain, const char *id, int category)
{
	return translate(domain, id, NULL, 0, category, current());
}

char *
ngettext(const char *id, const char *plural, unsigned long n)
{
	return translate(NULL, id, plural, n, LC_MESSAGES, current());
}

char *
dngettext(const char *domain, const char *id, const char *plural,
    unsigned long n)
{
	return translate(domain, id, plural, n, LC_MESSAGES, current());
}

char *
dcngettext(const char *domain, const char *id, const char *plural,
    unsigned long n, int category)
{
	return translate(domain, id, plural, n, category, current());
}

char *
gettext_l(const char *id, locale_t loc)
{
	return translate(NULL, id, NULL, 0, LC_MESSAGES, loc);
}

char *
dgettext_l(const char *domain, const char *id, locale_t loc)
{
	return translate(domain, id, NULL, 0, LC_MESSAGES, loc);
}

char *
dcgettext_l(const char *domain, const char *id, int category, locale_t loc)
{
	return translate(domain, id, NULL, 0, category, loc);
}

char *
ngettext_l(const char *id, const char *plural, unsigned long n, locale_t loc)
{
	return translate(NULL, id, plural, n, LC_MESSAGES, loc);
}

char *
dngettext_l(const char *domain, const char *id, const char *plural,
    unsigned long n, locale_t loc)
{
	return translate(domain, id, plural, n, LC_MESSAGES, loc);
}

char *
dcngettext_l(const char *domain, const char *id, const char *plural,
    unsigned long n, int category, locale_t loc)
{
	return translate(domain, id, plural, n, category, loc);
}
