/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * glob() (XSH; patterns: XCU 2.14), with BSD's braces and tilde. The
 * components of a pattern are walked one by one; a directory is read only
 * for a component that has special characters.
 */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
	glob_t	*g;
	int	flags;
	int	(*errfunc)(const char *, int);
	char	path[PATH_MAX];		/* what has been matched so far */
};

static int expand(struct walk *w, size_t len, const char *pat);

static int
get_stat(struct walk *w, struct stat *st, int follow)
{
	glob_t *g = w->g;

	if (w->flags & GLOB_ALTDIRFUNC)
		return follow ? g->gl_stat(w->path, st) :
		    g->gl_lstat(w->path, st);
	return follow ? stat(w->path, st) : lstat(w->path, st);
}

static int
is_dir(struct walk *w)
{
	struct stat st;

	return get_stat(w, &st, 1) == 0 && S_ISDIR(st.st_mode);
}

static void *
open_dir(struct walk *w, const char *name)
{
	return w->flags & GLOB_ALTDIRFUNC ? w->g->gl_opendir(name) :
	    opendir(name);
}

static struct dirent *
read_dir(struct walk *w, void *dir)
{
	return w->flags & GLOB_ALTDIRFUNC ? w->g->gl_readdir(dir) :
	    readdir(dir);
}

static void
close_dir(struct walk *w, void *dir)
{
	if (w->flags & GLOB_ALTDIRFUNC)
		w->g->gl_closedir(dir);
	else
		closedir(dir);
}

/* Adds a copy of path to the result. */
static int
add(glob_t *g, const char *path, int mark)
{
	size_t offs = g->gl_offs, len = strlen(path);
	char **v, *copy;

	v = reallocarray(g->gl_pathv, offs + g->gl_pathc + 2, sizeof(*v));
	if (v == NULL)
		return GLOB_NOSPACE;
	if (g->gl_pathv == NULL)
		memset(v, 0, offs * sizeof(*v));
	g->gl_pathv = v;
	v[offs + g->gl_pathc] = NULL;
	copy = malloc(len + 2);
	if (copy == NULL)
		return GLOB_NOSPACE;
	memcpy(copy, path, len + 1);
	if (mark && len > 0 && path[len - 1] != '/')
		strcpy(copy + len, "/");
	v[offs + g->gl_pathc++] = copy;
	v[offs + g->gl_pathc] = NULL;
	g->gl_matchc++;
	return 0;
}

/* Has the pattern, up to end, a character that is special? */
static int
has_magic(const char *p, const char *end, int flags)
{
	const char *q;

	for (; p < end; p++) {
		if (*p == '\\' && !(flags & GLOB_NOESCAPE) && p + 1 < end)
			p++;
		else if (*p == '*' || *p == '?')
			return 1;
		else if (*p == '[')
			for (q = p + 2; q < end; q++)
				if (*q == ']')
					return 1;
	}
	return 0;
}

/* The directory path[0..len) as a name, without the slash at its end. */
static const char *
dir_name(struct walk *w, size_t len)
{
	if (len > 1 && w->path[len - 1] == '/' && w->path[len - 2] != '/')
		len--;
	w->path[len] = '\0';
	return len != 0 ? w->path : ".";
}

/* That directory has a trouble: 0 to go on. */
static int
dir_error(struct walk *w, size_t len)
{
	int e = errno;

	if (w->errfunc != NULL && w->errfunc(dir_name(w, len), e) != 0)
		return GLOB_ABORTED;
	return w->flags & GLOB_ERR ? GLOB_ABORTED : 0;
}

/* One entry of a directory, of which len bytes are in path. */
static int
try_entry(struct walk *w, size_t len, const struct dirent *d,
    const char *comp, const char *rest)
{
	int flags = (w->flags & GLOB_PERIOD ? 0 : FNM_PERIOD) |
	    (w->flags & GLOB_NOESCAPE ? FNM_NOESCAPE : 0);
	int dirs = *rest != '\0' || w->flags & GLOB_ONLYDIR;
	size_t n = strlen(d->d_name);

	if (fnmatch(comp, d->d_name, flags) != 0 ||
	    len + n + 1 >= sizeof(w->path))
		return 0;
	if (dirs && d->d_type != DT_UNKNOWN &&
	    d->d_type != DT_DIR && d->d_type != DT_LNK)
		return 0;
	memcpy(w->path + len, d->d_name, n + 1);
	if (dirs && !is_dir(w))
		return 0;
	if (*rest == '\0')
		return add(w->g, w->path, w->flags & GLOB_MARK && is_dir(w));
	return expand(w, len + n, rest);
}

/* A component with special characters, in the directory path[0..len). */
static int
match_dir(struct walk *w, size_t len, const char *pat, size_t n,
    const char *rest)
{
	char comp[PATH_MAX];
	struct dirent *d;
	void *dir;
	int rc = 0;

	memcpy(comp, pat, n);
	comp[n] = '\0';
	dir = open_dir(w, dir_name(w, len));
	if (dir == NULL)
		return errno == ENOENT || errno == ENOTDIR ? 0 :
		    dir_error(w, len);
	if (len > 0 && w->path[len - 1] == '\0')
		w->path[len - 1] = '/';
	while (rc == 0) {
		errno = 0;
		if ((d = read_dir(w, dir)) == NULL)
			break;
		rc = try_entry(w, len, d, comp, rest);
	}
	if (rc == 0 && errno != 0 && d == NULL)
		rc = dir_error(w, len);
	close_dir(w, dir);
	return rc;
}

/* Copies a component without its escapes. -1: too long. */
static int
copy_plain(struct walk *w, size_t *len, const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '\\' && !(w->flags & GLOB_NOESCAPE) && p + 1 < end)
			p++;
		if (*len + 2 > sizeof(w->path))
			return -1;
		w->path[(*len)++] = *p;
	}
	w->path[*len] = '\0';
	return 0;
}

/* Where the component ends: before the "\" of "\/", which is a slash too. */
static const char *
component_end(const char *pat, int flags)
{
	const char *p;

	for (p = pat; *p != '\0' && *p != '/'; p++)
		if (*p == '\\' && !(flags & GLOB_NOESCAPE)) {
			if (p[1] == '/')
				break;
			if (p[1] != '\0')
				p++;
		}
	return p;
}

static int
expand(struct walk *w, size_t len, const char *pat)
{
	const char *end, *rest;
	struct stat st;

	for (;;) {
		while (*pat == '/') {
			if (len + 2 > sizeof(w->path))
				return 0;
			w->path[len++] = *pat++;
		}
		w->path[len] = '\0';
		if (*pat == '\0')
			break;
		end = component_end(pat, w->flags);
		rest = *end == '\\' ? end + 1 : end;
		if (has_magic(pat, end, w->flags)) {
			if ((size_t)(end - pat) >= PATH_MAX)
				return 0;
			w->g->gl_flags |= GLOB_MAGCHAR;
			return match_dir(w, len, pat, (size_t)(end - pat),
			    rest);
		}
		if (copy_plain(w, &len, pat, end) != 0)
			return 0;
		pat = rest;
	}
	if (len == 0 || get_stat(w, &st, 0) != 0)
		return 0;
	return add(w->g, w->path, w->flags & GLOB_MARK &&
	    (S_ISDIR(st.st_mode) || (S_ISLNK(st.st_mode) && is_dir(w))));
}

static int
compare(const void *a, const void *b)
{
	return strcoll(*(char *const *)a, *(char *const *)b);
}

/* "~" and "~user": the folder goes to path, and its length is returned. */
static size_t
home_of(struct walk *w, const char *pattern, size_t n)
{
	const char *home = n == 1 ? getenv("HOME") : NULL;
	struct passwd *pw = NULL;

	if (n >= sizeof(w->path))
		return 0;
	memcpy(w->path, pattern + 1, n - 1);
	w->path[n - 1] = '\0';
	if (home == NULL || *home == '\0') {
		pw = n > 1 ? getpwnam(w->path) : getpwuid(geteuid());
		home = pw != NULL ? pw->pw_dir : "";
	}
	if (strlen(home) >= PATH_MAX / 2)
		home = "";
	strcpy(w->path, home);
	return strlen(home);
}

/* One pattern without braces; the result grows. */
static int
glob_one(struct walk *w, const char *pattern)
{
	glob_t *g = w->g;
	size_t before = g->gl_pathc, len = 0, n = 0;
	int rc;

	w->path[0] = '\0';
	if (w->flags & (GLOB_TILDE | GLOB_TILDE_CHECK) && pattern[0] == '~') {
		n = strcspn(pattern, "/");
		len = home_of(w, pattern, n);
		if (len == 0 && w->flags & GLOB_TILDE_CHECK)
			return GLOB_NOMATCH;
		if (len == 0)
			n = 0;		/* a name like any other */
		while (pattern[n] == '/' && len > 0 && w->path[len - 1] == '/')
			len--;		/* "//" could be a server */
	}
	rc = expand(w, len, pattern + n);
	if (!(w->flags & GLOB_NOSORT) && g->gl_pathc > before)
		qsort(g->gl_pathv + g->gl_offs + before, g->gl_pathc - before,
		    sizeof(*g->gl_pathv), compare);
	return rc;
}

/* The "}" or "," at the nesting of p's brace, or NULL. */
static const char *
brace_part_end(const char *p, int flags)
{
	int depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '\\' && !(flags & GLOB_NOESCAPE) && p[1] != '\0')
			p++;
		else if (*p == '{')
			depth++;
		else if (depth == 0 && (*p == ',' || *p == '}'))
			return p;
		else if (*p == '}')
			depth--;
	}
	return NULL;
}

static int
glob_braces(struct walk *w, const char *pattern)
{
	const char *open, *part, *end, *close;
	char *one;
	size_t n = strlen(pattern) + 1;
	int rc = 0;

	for (open = pattern; *open != '\0' && *open != '{'; open++)
		if (*open == '\\' && !(w->flags & GLOB_NOESCAPE) &&
		    open[1] != '\0')
			open++;
	/* "{}" is itself, for find and xargs. */
	if (*open == '\0' || strcmp(pattern, "{}") == 0)
		return glob_one(w, pattern);
	close = open;
	do
		close = brace_part_end(close + 1, w->flags);
	while (close != NULL && *close == ',');
	if (close == NULL)
		return glob_one(w, pattern);
	one = malloc(n);
	if (one == NULL)
		return GLOB_NOSPACE;
	for (part = open; rc == 0 && part != close; part = end) {
		end = brace_part_end(part + 1, w->flags);
		memcpy(one, pattern, (size_t)(open - pattern));
		memcpy(one + (open - pattern), part + 1,
		    (size_t)(end - part) - 1);
		strcpy(one + (open - pattern) + (end - part) - 1, close + 1);
		rc = glob_braces(w, one);
		if (rc == GLOB_NOMATCH)
			rc = 0;		/* "~nobody": the others count */
	}
	free(one);
	return rc;
}

/* The pattern itself as the result: its escapes stay (XSH GLOB_NOCHECK). */
static int
no_match(struct walk *w, const char *pattern)
{
	if (w->flags & GLOB_NOCHECK || (w->flags & GLOB_NOMAGIC &&
	    strpbrk(pattern, "*?[") == NULL))
		return add(w->g, pattern, 0);
	return GLOB_NOMATCH;
}

int
glob(const char *restrict pattern, int flags,
    int (*errfunc)(const char *, int), glob_t *restrict g)
{
	struct walk *w;
	int rc, saved = errno;

	if (!(flags & GLOB_DOOFFS))
		g->gl_offs = 0;
	if (!(flags & GLOB_APPEND)) {
		g->gl_pathc = 0;
		g->gl_pathv = NULL;
	}
	g->gl_matchc = 0;
	g->gl_flags = flags & ~GLOB_MAGCHAR;
	g->gl_errfunc = errfunc;
	w = malloc(sizeof(*w));
	if (w == NULL)
		return GLOB_NOSPACE;
	w->g = g;
	w->flags = flags;
	w->errfunc = errfunc;
	rc = flags & GLOB_BRACE ? glob_braces(w, pattern) :
	    glob_one(w, pattern);
	if (rc == 0 && g->gl_matchc == 0)
		rc = no_match(w, pattern);
	free(w);
	/* gl_offs null pointers are there even without any path. */
	if (rc == GLOB_NOMATCH && g->gl_pathv == NULL)
		g->gl_pathv = calloc(g->gl_offs + 1, sizeof(*g->gl_pathv));
	errno = saved;
	return rc;
}

void
globfree(glob_t *g)
{
	size_t i;

	for (i = 0; g->gl_pathv != NULL && i < g->gl_pathc; i++)
		free(g->gl_pathv[g->gl_offs + i]);
	free(g->gl_pathv);
	g->gl_pathv = NULL;
	g->gl_pathc = 0;
}
