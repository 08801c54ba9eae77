/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fts_open() and its kin (4.4BSD, fts(3)): a walk through file hierarchies.
 * The current directory is never changed, as with FTS_NOCHDIR, so that
 * fts_accpath is always fts_path.
 */
#include <dirent.h>
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct __isthmus_fts {
	FTSENT	*cur;		/* what fts_read() gave last */
	FTSENT	*list;		/* roots before the first, or children read */
	FTSENT	*top;		/* the parent of all roots */
	dev_t	dev;		/* of the root that is walked */
	int	options;
	int	list_names;	/* list has no more than names */
	int	(*compar)(const FTSENT **, const FTSENT **);
};

/* An entry, its stat and its path are one block. */
static FTSENT *
new_entry(FTSENT *parent, const char *dir, const char *name)
{
	size_t nd = strlen(dir), nn = strlen(name), gap;
	FTSENT *e;

	gap = nd > 0 && dir[nd - 1] != '/';
	e = calloc(1, sizeof(*e) + sizeof(struct stat) + nd + gap + nn + 1);
	if (e == NULL)
		return NULL;
	e->fts_statp = (struct stat *)(e + 1);
	e->fts_path = e->fts_accpath = (char *)(e->fts_statp + 1);
	memcpy(e->fts_path, dir, nd);
	if (gap)
		e->fts_path[nd] = '/';
	e->fts_name = e->fts_path + nd + gap;
	memcpy(e->fts_name, name, nn + 1);
	e->fts_namelen = nn;
	e->fts_pathlen = nd + gap + nn;
	e->fts_parent = parent;
	e->fts_level = parent != NULL ? parent->fts_level + 1 :
	    FTS_ROOTPARENTLEVEL;
	return e;
}

static void
free_list(FTSENT *e)
{
	FTSENT *next;

	for (; e != NULL; e = next) {
		next = e->fts_link;
		free(e);
	}
}

static int
is_dot(const char *name)
{
	return name[0] == '.' && (name[1] == '\0' ||
	    (name[1] == '.' && name[2] == '\0'));
}

/* FTS_D, or FTS_DC for a directory that is its own ancestor. */
static int
directory_info(FTSENT *e)
{
	FTSENT *p;

	if (e->fts_level > FTS_ROOTLEVEL && is_dot(e->fts_name))
		return FTS_DOT;
	for (p = e->fts_parent; p->fts_level >= FTS_ROOTLEVEL;
	    p = p->fts_parent)
		if (p->fts_ino == e->fts_ino && p->fts_dev == e->fts_dev) {
			e->fts_cycle = p;
			return FTS_DC;
		}
	return FTS_D;
}

/* Asks the system about an entry; the result is its fts_info. */
static int
look_at(FTS *f, FTSENT *e, int follow)
{
	struct stat *st = e->fts_statp;

	if ((f->options & FTS_LOGICAL) ||
	    ((f->options & FTS_COMFOLLOW) && e->fts_level == FTS_ROOTLEVEL))
		follow = 1;
	e->fts_errno = 0;
	if (follow && stat(e->fts_path, st) != 0) {
		e->fts_errno = errno;
		if (lstat(e->fts_path, st) == 0 && S_ISLNK(st->st_mode)) {
			e->fts_errno = 0;
			return FTS_SLNONE;
		}
	} else if (!follow && lstat(e->fts_path, st) != 0) {
		e->fts_errno = errno;
	}
	if (e->fts_errno != 0) {
		memset(st, 0, sizeof(*st));
		return FTS_NS;
	}
	e->fts_dev = st->st_dev;
	e->fts_ino = st->st_ino;
	e->fts_nlink = st->st_nlink;
	if (S_ISDIR(st->st_mode))
		return directory_info(e);
	return S_ISLNK(st->st_mode) ? FTS_SL :
	    S_ISREG(st->st_mode) ? FTS_F : FTS_DEFAULT;
}

/* qsort() tells nothing but the two; so the list goes through an array. */
static FTSENT *
sort_list(FTS *f, FTSENT *list)
{
	FTSENT **v, *e;
	size_t n = 0, i;

	for (e = list; e != NULL; e = e->fts_link)
		n++;
	if (f->compar == NULL || n < 2)
		return list;
	if ((v = calloc(n, sizeof(FTSENT *))) == NULL)
		return list;		/* unsorted rather than not at all */
	for (i = 0, e = list; e != NULL; e = e->fts_link)
		v[i++] = e;
	qsort(v, n, sizeof(FTSENT *),
	    (int (*)(const void *, const void *))f->compar);
	for (i = 0; i < n; i++)
		v[i]->fts_link = i + 1 < n ? v[i + 1] : NULL;
	list = v[0];
	free(v);
	return list;
}

FTS *
fts_open(char *const *paths, int options,
    int (*compar)(const FTSENT **, const FTSENT **))
{
	FTSENT **end, *e;
	char *slash;
	FTS *f;

	if (!(options & (FTS_LOGICAL | FTS_PHYSICAL)) ||
	    (options & FTS_NAMEONLY)) {
		errno = EINVAL;
		return NULL;
	}
	if ((f = calloc(1, sizeof(*f))) == NULL)
		return NULL;
	f->options = options;
	f->compar = compar;
	f->top = new_entry(NULL, "", "");
	for (end = &f->list; f->top != NULL && *paths != NULL; paths++) {
		if (**paths == '\0') {
			errno = ENOENT;
			goto fail;
		}
		if ((e = new_entry(f->top, "", *paths)) == NULL)
			goto fail;
		e->fts_info = look_at(f, e, 0);
		*end = e;
		end = &e->fts_link;
	}
	if (f->top == NULL)
		goto fail;
	f->list = sort_list(f, f->list);
	/*
	 * Those are sorted by their paths, and named as what is in a folder:
	 * "dir/" has an empty name, as everywhere, "/" is its own.
	 */
	for (e = f->list; e != NULL; e = e->fts_link)
		if ((slash = strrchr(e->fts_name, '/')) != NULL &&
		    e->fts_pathlen > 1) {
			e->fts_name = slash + 1;
			e->fts_namelen = strlen(e->fts_name);
		}
	return f;
fail:
	free_list(f->list);
	free(f->top);
	free(f);
	return NULL;
}

/* One name of a directory as an entry. */
static FTSENT *
child_of(FTS *f, FTSENT *dir, const struct dirent *d, int names)
{
	FTSENT *e = new_entry(dir, dir->fts_path, d->d_name);

	if (e == NULL)
		return NULL;
	if (names || ((f->options & FTS_NOSTAT) && d->d_type != DT_DIR &&
	    d->d_type != DT_UNKNOWN &&
	    !(d->d_type == DT_LNK && (f->options & FTS_LOGICAL))))
		e->fts_info = FTS_NSOK;
	else
		e->fts_info = look_at(f, e, 0);
	return e;
}

/* What is in a directory; NULL with errno 0 if there is nothing. */
static FTSENT *
children(FTS *f, FTSENT *dir, int names)
{
	FTSENT *list = NULL, **end = &list, *e;
	struct dirent *d;
	int saved;
	DIR *s;

	if ((s = opendir(dir->fts_path)) == NULL)
		return NULL;
	while (errno = 0, (d = readdir(s)) != NULL) {
		if (is_dot(d->d_name) && !(f->options & FTS_SEEDOT))
			continue;
		if ((e = child_of(f, dir, d, names)) == NULL)
			break;
		*end = e;
		end = &e->fts_link;
	}
	saved = errno;
	closedir(s);
	if (saved != 0) {
		free_list(list);
		list = NULL;
	}
	errno = saved;
	return sort_list(f, list);
}

static FTSENT *
give(FTS *f, FTSENT *e)
{
	if (e->fts_level == FTS_ROOTLEVEL && e->fts_info != FTS_DP)
		f->dev = e->fts_dev;
	return f->cur = e;
}

/* After a directory: into it, or past it. */
static FTSENT *
enter(FTS *f, FTSENT *dir)
{
	FTSENT *first = f->list;

	if (dir->fts_instr == FTS_SKIP ||
	    ((f->options & FTS_XDEV) && dir->fts_dev != f->dev)) {
		free_list(f->list);
		f->list = NULL;
		dir->fts_info = FTS_DP;
		return dir;
	}
	if (first != NULL && f->list_names) {
		free_list(first);
		first = NULL;
	}
	f->list = NULL;
	if (first == NULL)
		first = children(f, dir, 0);
	if (first != NULL)
		return first;
	dir->fts_errno = errno;
	dir->fts_info = errno != 0 ? FTS_DNR : FTS_DP;
	return dir;
}

/* The next of the same directory, or the directory itself for the last time. */
static FTSENT *
leave(FTSENT *e)
{
	FTSENT *next = e->fts_link, *dir = e->fts_parent;

	free(e);
	if (next != NULL)
		return next;
	if (dir->fts_level != FTS_ROOTPARENTLEVEL)
		dir->fts_info = FTS_DP;
	return dir;
}

/* At the end NULL with errno 0; errors of files are in fts_info. */
FTSENT *
fts_read(FTS *f)
{
	FTSENT *e = f->cur;
	int instr;

	if (e == NULL) {		/* the first, or after the end */
		e = f->list;
		f->list = NULL;
		errno = 0;
		return e != NULL ? give(f, e) : NULL;
	}
	instr = e->fts_instr;
	if (instr == FTS_AGAIN || (instr == FTS_FOLLOW &&
	    (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE))) {
		e->fts_instr = 0;
		e->fts_info = look_at(f, e, instr == FTS_FOLLOW);
		return give(f, e);
	}
	if (e->fts_info == FTS_D) {
		e = enter(f, e);
		if (e == f->cur) {
			e->fts_instr = 0;
			return e;
		}
	} else {
		e = leave(e);
	}
	while (e->fts_instr == FTS_SKIP && e->fts_info != FTS_DP)
		e = leave(e);
	if (e->fts_level == FTS_ROOTPARENTLEVEL) {
		f->cur = NULL;
		errno = 0;
		return NULL;
	}
	if (e->fts_instr == FTS_FOLLOW && e->fts_info == FTS_SL) {
		e->fts_info = look_at(f, e, 1);
		e->fts_instr = 0;
	}
	return give(f, e);
}

/* The roots before the first fts_read(), then what is in a directory. */
FTSENT *
fts_children(FTS *f, int options)
{
	if (options != 0 && options != FTS_NAMEONLY) {
		errno = EINVAL;
		return NULL;
	}
	errno = 0;
	if (f->cur == NULL)
		return f->list;
	if (f->cur->fts_info != FTS_D)
		return NULL;
	free_list(f->list);
	f->list_names = options == FTS_NAMEONLY;
	return f->list = children(f, f->cur, f->list_names);
}

int
fts_set(FTS *f, FTSENT *e, int instr)
{
	(void)f;
	if (instr != 0 && instr != FTS_AGAIN && instr != FTS_FOLLOW &&
	    instr != FTS_SKIP) {
		errno = EINVAL;
		return -1;
	}
	e->fts_instr = instr;
	return 0;
}

int
fts_close(FTS *f)
{
	FTSENT *e = f->cur, *dir;

	free_list(f->list);
	while (e != NULL && e->fts_level >= FTS_ROOTLEVEL) {
		dir = e->fts_parent;
		free_list(e->fts_link);
		free(e);
		e = dir;
	}
	free(f->top);
	free(f);
	return 0;
}
