/* SPDX-License-Identifier: BSD-2-Clause */
/* fts_*() go through a tree in order, and do as they are told. */
#include <sys/types.h>
#include <sys/stat.h>
#include <fcntl.h>
#include <fts.h>
#include <unistd.h>

#include "test.h"

static char out[2000];

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
make(const char *name)
{
	CHECK_OK(close(open(name, O_CREAT | O_WRONLY, 0600)) == 0);
}

static char
letter(int info)
{
	switch (info) {
	case FTS_D: return 'd';
	case FTS_DP: return 'p';
	case FTS_F: return 'f';
	case FTS_NS: return 'n';
	case FTS_NSOK: return 'o';
	case FTS_DOT: return '.';
	default: return '?';
	}
}

/* One line of "letter path " an entry; skip: the directory to pass over. */
static const char *
walk(int options, const char *skip, const char *root)
{
	char *roots[] = { (char *)root, NULL };
	FTS *f = fts_open(roots, options | FTS_NOCHDIR, by_name);
	FTSENT *e;

	CHECK(f != NULL);
	out[0] = '\0';
	while ((e = fts_read(f)) != NULL) {
		snprintf(strchr(out, 0), sizeof(out) - strlen(out), "%c%s ",
		    letter(e->fts_info), e->fts_path);
		CHECK_INT(strlen(e->fts_path), e->fts_pathlen);
		if (e->fts_info == FTS_D && skip != NULL &&
		    strcmp(e->fts_name, skip) == 0)
			CHECK(fts_set(f, e, FTS_SKIP) == 0);
		if (e->fts_info == FTS_F)
			CHECK(S_ISREG(e->fts_statp->st_mode));
	}
	CHECK_INT(errno, 0);
	CHECK(fts_close(f) == 0);
	return out;
}

static void
children(void)
{
	char *roots[] = { (char *)"t", NULL };
	FTS *f = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	FTSENT *e;

	CHECK(f != NULL);
	e = fts_children(f, 0);
	CHECK(e != NULL && e->fts_link == NULL);
	CHECK_STR(e->fts_name, "t");
	CHECK((e = fts_read(f)) != NULL && e->fts_level == FTS_ROOTLEVEL);
	e = fts_children(f, FTS_NAMEONLY);
	CHECK(e != NULL && e->fts_link != NULL);
	CHECK_STR(e->fts_name, "a");
	CHECK_STR(e->fts_link->fts_name, "b");
	e = fts_children(f, 0);
	CHECK(e != NULL && e->fts_info == FTS_D && e->fts_level == 1);
	CHECK((e = fts_read(f)) != NULL);
	CHECK_STR(e->fts_path, "t/a");
	CHECK(e->fts_parent->fts_level == 0);
	CHECK(fts_close(f) == 0);
}

/* A root is named without what leads to it. */
static void
names_of_roots(void)
{
	char *roots[] = { (char *)"t/c", (char *)"./t/a", NULL };
	FTS *f = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e;

	CHECK(f != NULL && (e = fts_read(f)) != NULL);
	CHECK_STR(e->fts_name, "c");
	CHECK_INT(e->fts_namelen, 1);
	CHECK_STR(e->fts_path, "t/c");
	CHECK((e = fts_read(f)) != NULL);
	CHECK_STR(e->fts_name, "a");
	CHECK_STR(e->fts_path, "./t/a");
	CHECK(fts_close(f) == 0);
}

int
main(void)
{
	char *none[] = { NULL };

	CHECK_OK(mkdir("t", 0700) == 0 && mkdir("t/a", 0700) == 0 &&
	    mkdir("t/b", 0700) == 0 && mkdir("t/b/e", 0700) == 0);
	make("t/a/1");
	make("t/a/2");
	make("t/c");
	CHECK_STR(walk(FTS_PHYSICAL, NULL, "t"), "dt dt/a ft/a/1 ft/a/2 pt/a "
	    "dt/b dt/b/e pt/b/e pt/b ft/c pt ");
	CHECK_STR(walk(FTS_LOGICAL, "a", "t"),
	    "dt dt/a pt/a dt/b dt/b/e pt/b/e pt/b ft/c pt ");
	CHECK_STR(walk(FTS_PHYSICAL | FTS_NOSTAT, "b", "t"),
	    "dt dt/a ot/a/1 ot/a/2 pt/a dt/b pt/b ot/c pt ");
	CHECK_STR(walk(FTS_PHYSICAL | FTS_SEEDOT, "e", "t/b"),
	    "dt/b .t/b/. .t/b/.. dt/b/e pt/b/e pt/b ");
	CHECK_STR(walk(FTS_PHYSICAL, NULL, "t/c"), "ft/c ");
	CHECK_STR(walk(FTS_PHYSICAL, NULL, "none"), "nnone ");
	children();
	names_of_roots();
	CHECK(fts_open(none, ~0, NULL) == NULL && errno == EINVAL);
	return 0;
}
