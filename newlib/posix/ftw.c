/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * nftw() (XSH, with GNU's FTW_ACTIONRETVAL) and ftw(), which POSIX has no
 * longer. All names of a directory are read before the first is visited:
 * so one descriptor is open at a time, whatever fd_limit is, and the
 * function may remove what it is given.
 */
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A directory the walk is in. */
struct place {
	const struct place *up;
	dev_t	dev;
	ino_t	ino;
};

struct walk {
	__nftw_func_t	fn;
	__ftw_func_t	old_fn;		/* of ftw(), then fn is NULL */
	int	flags;
	dev_t	dev;			/* of the first file */
	char	*start;			/* FTW_CHDIR: the folder it began in */
	char	*path;
	size_t	size;			/* of path's memory */
};

static int visit(struct walk *w, struct FTW at, const struct place *up);

static int
call(struct walk *w, const struct stat *st, int flag, struct FTW at)
{
	if (w->fn != NULL)
		return w->fn(w->path, st, flag, &at);
	return w->old_fn(w->path, st, flag == FTW_SLN ? FTW_NS : flag);
}

/* The name of the file for system calls. */
static const char *
name_of(const struct walk *w, struct FTW at)
{
	if (w->start != NULL && w->path[at.base] != '\0')
		return w->path + at.base;
	return w->path;
}

/* Into the folder that has the file; no ".." leads back over a link. */
static int
go_above(struct walk *w, struct FTW at)
{
	char first = w->path[at.base];
	int rc = chdir(w->start);

	if (rc != 0 || at.base == 0)
		return rc;
	w->path[at.base] = '\0';
	rc = chdir(w->path);
	w->path[at.base] = first;
	return rc;
}

/* Makes the path: its first len bytes and name. */
static int
set_name(struct walk *w, size_t len, const char *name)
{
	size_t need = len + strlen(name) + 1;
	char *path;

	if (need > w->size) {
		if ((path = realloc(w->path, 2 * need)) == NULL)
			return -1;
		w->path = path;
		w->size = 2 * need;
	}
	strcpy(w->path + len, name);
	return 0;
}

static int
is_dot(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* The names in a directory one behind the other, and an empty one. */
static char *
read_names(DIR *dir)
{
	size_t len = 0, size = 256, n;
	char *names = malloc(size), *more;
	const struct dirent *d;

	while (names != NULL && (errno = 0, d = readdir(dir)) != NULL) {
		if (is_dot(d->d_name))
			continue;
		n = strlen(d->d_name) + 1;
		if (len + n >= size) {
			size = 2 * (len + n);
			if ((more = realloc(names, size)) == NULL)
				break;
			names = more;
		}
		memcpy(names + len, d->d_name, n);
		len += n;
	}
	if (names != NULL && errno != 0) {
		free(names);
		return NULL;
	}
	if (names != NULL)
		names[len] = '\0';
	return names;
}

/* Visits what is in the directory, of which dir is a stream; closes that. */
static int
visit_names(struct walk *w, DIR *dir, struct FTW at, const struct place *up)
{
	struct FTW below = { 0, at.level + 1 };
	size_t len = strlen(w->path);
	char *names = read_names(dir);
	int error = errno, rc = 0;
	const char *p;

	closedir(dir);
	if (names == NULL) {
		errno = error;
		return -1;
	}
	if (w->start != NULL)
		rc = chdir(name_of(w, at));
	if (rc == 0 && w->path[len - 1] != '/')
		rc = set_name(w, len++, "/");
	below.base = (int)len;
	for (p = names; rc == 0 && *p != '\0'; p += strlen(p) + 1) {
		rc = set_name(w, len, p);
		if (rc == 0)
			rc = visit(w, below, up);
		if (w->flags & FTW_ACTIONRETVAL && rc == FTW_SKIP_SIBLINGS) {
			rc = 0;
			break;
		}
		if (w->flags & FTW_ACTIONRETVAL && rc == FTW_SKIP_SUBTREE)
			rc = 0;
	}
	free(names);
	return rc;
}

static int
visit_dir(struct walk *w, struct stat *st, struct FTW at,
    const struct place *up)
{
	struct place here = { up, st->st_dev, st->st_ino };
	size_t len = strlen(w->path);
	int rc, enter = 1;
	DIR *dir;

	for (; up != NULL && !(w->flags & FTW_PHYS); up = up->up)
		if (up->dev == here.dev && up->ino == here.ino)
			enter = 0;
	/* XSH: such a loop is only reported before what would be in it. */
	if (!enter && w->flags & FTW_DEPTH)
		return 0;
	if (w->flags & FTW_XDEV && here.dev != w->dev)
		enter = 0;
	if ((dir = opendir(name_of(w, at))) == NULL)
		return errno == EACCES ? call(w, st, FTW_DNR, at) : -1;
	rc = w->flags & FTW_DEPTH ? 0 : call(w, st, FTW_D, at);
	if (rc != 0 || !enter) {
		closedir(dir);
	} else {
		rc = visit_names(w, dir, at, &here);
		w->path[len] = '\0';
		if (rc == 0 && w->start != NULL)
			rc = go_above(w, at);
	}
	if (rc == 0 && w->flags & FTW_DEPTH)
		rc = call(w, st, FTW_DP, at);
	return rc;
}

/* What the file is, or -1. */
static int
look_at(struct walk *w, const char *name, struct stat *st)
{
	int error;

	if ((w->flags & FTW_PHYS ? lstat(name, st) : stat(name, st)) == 0)
		return S_ISDIR(st->st_mode) ? FTW_D :
		    S_ISLNK(st->st_mode) ? FTW_SL : FTW_F;
	error = errno;
	if (error == ENOENT && !(w->flags & FTW_PHYS) && lstat(name, st) == 0)
		return FTW_SLN;
	memset(st, 0, sizeof(*st));
	errno = error;
	/* ENOENT: it went after its folder had been read. */
	return error == EACCES || error == ENOENT ? FTW_NS : -1;
}

/* The file that path names, and what is below it. */
static int
visit(struct walk *w, struct FTW at, const struct place *up)
{
	struct stat st;
	int flag = look_at(w, name_of(w, at), &st);

	if (flag < 0 || (flag == FTW_NS && at.level == 0))
		return -1;
	if (at.level == 0)
		w->dev = st.st_dev;
	if (w->flags & FTW_MOUNT && flag != FTW_NS && st.st_dev != w->dev)
		return 0;
	return flag == FTW_D ? visit_dir(w, &st, at, up) :
	    call(w, &st, flag, at);
}

static int
walk(struct walk *w, const char *path)
{
	struct FTW at = { 0, 0 };
	size_t len = strlen(path);
	int rc = 0, error;

	if (len == 0) {
		errno = ENOENT;
		return -1;
	}
	if (set_name(w, 0, path) != 0)
		return -1;
	while (len > 1 && w->path[len - 1] == '/')	/* "dir/" is dir */
		w->path[--len] = '\0';
	while (len > 0 && w->path[len - 1] != '/')
		len--;
	at.base = (int)len;
	if (w->flags & FTW_CHDIR &&
	    ((w->start = getcwd(NULL, 0)) == NULL || go_above(w, at) != 0))
		rc = -1;
	if (rc == 0)
		rc = visit(w, at, NULL);
	if (w->flags & FTW_ACTIONRETVAL &&
	    (rc == FTW_SKIP_SUBTREE || rc == FTW_SKIP_SIBLINGS))
		rc = 0;
	error = errno;
	if (w->start != NULL && chdir(w->start) != 0 && rc == 0)
		rc = -1;
	else
		errno = error;
	free(w->start);
	free(w->path);
	return rc;
}

int
nftw(const char *path, __nftw_func_t fn, int fd_limit, int flags)
{
	struct walk w = { .fn = fn, .flags = flags };

	(void)fd_limit;
	return walk(&w, path);
}

int
ftw(const char *path, __ftw_func_t fn, int fd_limit)
{
	struct walk w = { .old_fn = fn };

	(void)fd_limit;
	return walk(&w, path);
}
