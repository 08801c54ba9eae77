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
	case FTS_SL: return 'l';
	case FTS_SLNONE: return '0';
	case FTS_DC: return 'c';
	case FTS_DNR: return 'x';
	case FTS_DEFAULT: return '*';
	default: return '?';
	}
}

static void
look_at(FTSENT *e)
{
	struct stat st;

	snprintf(strchr(out, 0), sizeof(out) - strlen(out), "%c%s ",
	    letter(e->fts_info), e->fts_path);
	CHECK_INT(strlen(e->fts_path), e->fts_pathlen);
	CHECK_INT(strlen(e->fts_name), e->fts_namelen);
	if (e->fts_info == FTS_F)
		CHECK(S_ISREG(e->fts_statp->st_mode));
	if (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE)
		CHECK(S_ISLNK(e->fts_statp->st_mode));
	if (e->fts_info == FTS_DC)
		CHECK(e->fts_cycle->fts_ino == e->fts_ino &&
		    e->fts_cycle->fts_level < e->fts_level);
	/* The other path is for system calls, wherever fts_read() is. */
	if (e->fts_info == FTS_F || e->fts_info == FTS_D) {
		CHECK_OK(stat(e->fts_accpath, &st) == 0);
		CHECK(st.st_ino == e->fts_statp->st_ino);
	}
	if (e->fts_info == FTS_NS || e->fts_info == FTS_DNR)
		CHECK(e->fts_errno == ENOENT || e->fts_errno == EACCES);
	else
		CHECK_INT(e->fts_errno, 0);
}

/* "letter path " for each entry; the first called name gets instr. */
static const char *
walk_set(int options, const char *root, const char *name, int instr)
{
	char *roots[] = { (char *)root, NULL };
	FTS *f = fts_open(roots, options, by_name);
	struct stat before, after;
	FTSENT *e;

	CHECK(f != NULL);
	CHECK_OK(stat(".", &before) == 0);
	out[0] = '\0';
	while ((e = fts_read(f)) != NULL) {
		if (options & FTS_NOSTAT)
			snprintf(strchr(out, 0), sizeof(out) - strlen(out),
			    "%c%s ", letter(e->fts_info), e->fts_path);
		else
			look_at(e);
		if (name != NULL && strcmp(e->fts_name, name) == 0) {
			CHECK(fts_set(f, e, instr) == 0);
			name = NULL;
		}
	}
	CHECK_INT(errno, 0);
	CHECK(fts_close(f) == 0);
	CHECK_OK(stat(".", &after) == 0);
	CHECK(before.st_ino == after.st_ino);
	return out;
}

/* skip: the directory to pass over. */
static const char *
walk(int options, const char *skip, const char *root)
{
	return walk_set(options | FTS_NOCHDIR, root, skip, FTS_SKIP);
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

/* chdir: FTS_NOCHDIR, or 0. */
static void
links(int chdir)
{
	int phys = FTS_PHYSICAL | chdir, log = FTS_LOGICAL | chdir;

	CHECK_STR(walk_set(phys, "k", NULL, 0), "dk dk/a fk/a/f pk/a lk/b "
	    "lk/c lk/d dk/e lk/e/up pk/e *k/p pk ");
	CHECK_STR(walk_set(log, "k", NULL, 0), "dk dk/a fk/a/f pk/a 0k/b "
	    "dk/c fk/c/f pk/c fk/d dk/e ck/e/up pk/e *k/p pk ");
	/* Roots. */
	CHECK_STR(walk_set(phys, "k/c", NULL, 0), "lk/c ");
	CHECK_STR(walk_set(phys, "k/c/", NULL, 0), "dk/c/ fk/c/f pk/c/ ");
	CHECK_STR(walk_set(phys | FTS_COMFOLLOW, "k/c", NULL, 0),
	    "dk/c fk/c/f pk/c ");
	CHECK_STR(walk_set(phys | FTS_COMFOLLOW, "k/d", NULL, 0), "fk/d ");
	CHECK_STR(walk_set(phys | FTS_COMFOLLOW, "k/b", NULL, 0), "0k/b ");
	CHECK_STR(walk_set(phys | FTS_COMFOLLOW, "k/e", NULL, 0),
	    "dk/e lk/e/up pk/e ");
	CHECK_STR(walk_set(log, "k/b", NULL, 0), "0k/b ");
	/* What fts_set() is for. */
	CHECK_STR(walk_set(phys, "k", "c", FTS_FOLLOW), "dk dk/a fk/a/f pk/a "
	    "lk/b lk/c dk/c fk/c/f pk/c lk/d dk/e lk/e/up pk/e *k/p pk ");
	CHECK_STR(walk_set(phys, "k", "b", FTS_FOLLOW), "dk dk/a fk/a/f pk/a "
	    "lk/b 0k/b lk/c lk/d dk/e lk/e/up pk/e *k/p pk ");
	CHECK_STR(walk_set(phys, "k/e", "up", FTS_FOLLOW),
	    "dk/e lk/e/up dk/e/up dk/e/up/a fk/e/up/a/f pk/e/up/a lk/e/up/b "
	    "lk/e/up/c lk/e/up/d ck/e/up/e *k/e/up/p pk/e/up pk/e ");
	CHECK_STR(walk_set(phys, "k/a", "f", FTS_FOLLOW),
	    "dk/a fk/a/f pk/a ");
	CHECK_STR(walk_set(phys, "k/a", "f", FTS_AGAIN),
	    "dk/a fk/a/f fk/a/f pk/a ");
	CHECK_STR(walk_set(phys, "k/a", "a", FTS_AGAIN),
	    "dk/a dk/a fk/a/f pk/a ");
	CHECK_STR(walk_set(phys, "k", "a", FTS_SKIP),
	    "dk dk/a pk/a lk/b lk/c lk/d dk/e lk/e/up pk/e *k/p pk ");
	CHECK_STR(walk_set(phys, "k", "k", FTS_SKIP), "dk pk ");
}

/* Children that are told what to do before they are read. */
static void
children_are_set(void)
{
	char *roots[] = { (char *)"k", NULL };
	FTS *f = fts_open(roots, FTS_PHYSICAL, by_name);
	FTSENT *e;

	CHECK(f != NULL && (e = fts_read(f)) != NULL);
	for (e = fts_children(f, 0); e != NULL; e = e->fts_link)
		if (strcmp(e->fts_name, "b") == 0 ||
		    strcmp(e->fts_name, "e") == 0)
			CHECK(fts_set(f, e, FTS_SKIP) == 0);
		else if (strcmp(e->fts_name, "d") == 0)
			CHECK(fts_set(f, e, FTS_FOLLOW) == 0);
	out[0] = '\0';
	while ((e = fts_read(f)) != NULL)
		look_at(e);
	CHECK_STR(out, "dk/a fk/a/f pk/a lk/c fk/d *k/p pk ");
	CHECK(fts_set(f, NULL, 99) != 0 && errno == EINVAL);
	CHECK(fts_close(f) == 0);
}

/* A folder of another file system is shown, and not entered. */
static void
devices(void)
{
	CHECK_OK(mkdir("v", 0700) == 0 && symlink("/proc", "v/p") == 0 &&
	    mkdir("v/q", 0700) == 0);
	make("v/q/f");
	CHECK_STR(walk(FTS_LOGICAL | FTS_XDEV, NULL, "v"),
	    "dv dv/p pv/p dv/q fv/q/f pv/q pv ");
}

/* Where modes count, and for whom: Linux' root is somebody else first. */
static void
forbidden(void)
{
	int root = geteuid() == 0, i;

	CHECK_OK(mkdir("no", 0755) == 0 && mkdir("no/read", 0777) == 0 &&
	    mkdir("no/search", 0777) == 0 && chmod("no", 0755) == 0);
	make("no/read/f");
	make("no/search/f");
	CHECK_OK(chmod("no/read", 0) == 0 && chmod("no/search", 0444) == 0);
	CHECK_OK(chmod(".", 0755) == 0 && (!root || seteuid(65534) == 0));
	if (access("no/search/f", F_OK) == -1 && errno == EACCES)
		for (i = 0; i < 2; i++)
			CHECK_STR(walk(i ? FTS_PHYSICAL : FTS_LOGICAL, NULL,
			    "no"), "dno dno/read xno/read dno/search "
			    "nno/search/f pno/search pno ");
	CHECK_OK((!root || seteuid(0) == 0) && chmod("no/read", 0700) == 0 &&
	    chmod("no/search", 0700) == 0);
}

int
main(void)
{
	char *none[] = { NULL }, *empty[] = { (char *)"", NULL };

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
	CHECK_NULL_ERR(fts_open(empty, FTS_PHYSICAL, NULL), ENOENT);
	CHECK_OK(mkdir("k", 0700) == 0 && mkdir("k/a", 0700) == 0 &&
	    mkdir("k/e", 0700) == 0 && symlink("nothing", "k/b") == 0 &&
	    symlink("a", "k/c") == 0 && symlink("a/f", "k/d") == 0 &&
	    symlink("../../k", "k/e/up") == 0 && mkfifo("k/p", 0600) == 0);
	make("k/a/f");
	links(FTS_NOCHDIR);
	links(0);
	children_are_set();
	devices();
	forbidden();
	return 0;
}
