/* SPDX-License-Identifier: BSD-2-Clause */
/* glob(): each flag of POSIX, then those of GNU and BSD. */
#include <dirent.h>
#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test.h"

static char out[2000];

static void
make(const char *name)
{
	CHECK_OK(close(open(name, O_CREAT | O_WRONLY, 0600)) == 0);
}

/* The paths of a result, with a space behind each. */
static const char *
paths(const glob_t *g, int flags)
{
	char **p = g->gl_pathv + (flags & GLOB_DOOFFS ? g->gl_offs : 0);
	size_t i;

	out[0] = '\0';
	for (i = 0; i < g->gl_pathc; i++) {
		strcat(out, p[i]);
		strcat(out, " ");
	}
	CHECK(g->gl_pathc == 0 || p[i] == NULL);
	return out;
}

/* What the pattern gives, "-" for GLOB_NOMATCH. */
static const char *
match(const char *pattern, int flags)
{
	glob_t g;
	int rc = glob(pattern, flags, NULL, &g);

	if (rc == GLOB_NOMATCH) {
		CHECK_INT(g.gl_pathc, 0);
		strcpy(out, "-");
	} else {
		CHECK_INT(rc, 0);
		paths(&g, flags);
	}
	globfree(&g);
	return out;
}

static void
names(void)
{
	/* A link counts, wherever it leads; a slash makes it a folder's. */
	CHECK_STR(match("*", 0), "[a] a b d gone l {b,c} ");
	CHECK_STR(match("gone", 0), "gone ");
	CHECK_STR(match("*/", 0), "d/ l/ ");
	CHECK_STR(match("a/", 0), "-");
	CHECK_STR(match("*/*", 0), "d/s d/x l/s l/x ");
	CHECK_STR(match("*//x", 0), "d//x l//x ");
	CHECK_STR(match("./[ab]", 0), "./a ./b ");
	CHECK_STR(match(".*", 0), ". .. .h ");
	CHECK_STR(match("[.]h", 0), "-");
	CHECK_STR(match("", 0), "-");
	CHECK_STR(match("/", 0), "/ ");
	/* Brackets and backslashes. */
	CHECK_STR(match("[a]", 0), "a ");
	CHECK_STR(match("\\[a\\]", 0), "[a] ");
	CHECK_STR(match("[[]a]", 0), "[a] ");
	CHECK_STR(match("[a", 0), "-");
	CHECK_STR(match("\\a", 0), "a ");
	CHECK_STR(match("d/\\*", 0), "-");
	CHECK_STR(match("d\\/x", 0), "d/x ");
	CHECK_STR(match("d\\/*", 0), "d/s d/x ");
	CHECK_STR(match("[d/]x", 0), "-");
	CHECK_STR(match("\\a", GLOB_NOESCAPE), "-");
	CHECK_STR(match("\\[a\\]", GLOB_NOESCAPE), "-");
}

static void
of_posix(void)
{
	glob_t g;
	size_t i;

	CHECK_STR(match("*", GLOB_MARK), "[a] a b d/ gone l/ {b,c} ");
	CHECK_STR(match("d", GLOB_MARK), "d/ ");
	CHECK_STR(match("l", GLOB_MARK), "l/ ");
	CHECK_STR(match("gone", GLOB_MARK), "gone ");
	CHECK_STR(match("z*", GLOB_NOCHECK), "z* ");
	CHECK_STR(match("\\[z\\]", GLOB_NOCHECK | GLOB_MARK), "\\[z\\] ");
	CHECK_STR(match("", GLOB_NOCHECK), " ");
	CHECK_STR(match("a*", GLOB_NOCHECK), "a ");
	/* Any order, but the same names. */
	CHECK_INT(strlen(match("*", GLOB_NOSORT)),
	    strlen("[a] a b d gone l {b,c} "));
	CHECK(strstr(out, "gone ") != NULL && strstr(out, "[a] ") != NULL);

	/* The offset is there from the first call to the last. */
	g.gl_offs = 3;
	CHECK_INT(glob("z*", GLOB_DOOFFS, NULL, &g), GLOB_NOMATCH);
	CHECK_INT(g.gl_pathc, 0);
	globfree(&g);
	CHECK_INT(glob("d/*", GLOB_DOOFFS, NULL, &g), 0);
	CHECK_INT(glob("[ab]", GLOB_DOOFFS | GLOB_APPEND, NULL, &g), 0);
	CHECK_INT(glob("z*", GLOB_DOOFFS | GLOB_APPEND, NULL, &g),
	    GLOB_NOMATCH);
	CHECK_INT(glob("z*", GLOB_DOOFFS | GLOB_APPEND | GLOB_NOCHECK, NULL,
	    &g), 0);
	for (i = 0; i < g.gl_offs; i++)
		CHECK(g.gl_pathv[i] == NULL);
	CHECK_INT(g.gl_offs, 3);
	CHECK_STR(paths(&g, GLOB_DOOFFS), "d/s d/x a b z* ");
	globfree(&g);
	CHECK_INT(glob("b", 0, NULL, &g), 0);
	CHECK_INT(glob("a", GLOB_APPEND, NULL, &g), 0);
	CHECK_STR(paths(&g, 0), "b a ");
	globfree(&g);
}

static char failed[200];
static int failed_errno, answer;

static int
errfunc(const char *path, int e)
{
	strcpy(failed, path);
	failed_errno = e;
	return answer;
}

static void
of_gnu(void)
{
	CHECK_STR(match("{b,a}", GLOB_BRACE), "b a ");
	CHECK_STR(match("{b,a}", 0), "-");
	CHECK_STR(match("{a,{b,d}}", GLOB_BRACE), "a b d ");
	CHECK_STR(match("{d,l}/{x,s}", GLOB_BRACE | GLOB_MARK),
	    "d/x d/s/ l/x l/s/ ");
	CHECK_STR(match("{d/*,a}", GLOB_BRACE), "d/s d/x a ");
	CHECK_STR(match("[{a,b}]", GLOB_BRACE), "a b ");
	CHECK_STR(match("\\{b,c\\}", GLOB_BRACE), "{b,c} ");
	CHECK_STR(match("{z,a}", GLOB_BRACE | GLOB_NOCHECK), "a ");
	CHECK_STR(match("{z,y}", GLOB_BRACE), "-");
	CHECK_STR(match("{z,y}", GLOB_BRACE | GLOB_NOCHECK), "{z,y} ");
	CHECK_STR(match("{a", GLOB_BRACE | GLOB_NOCHECK), "{a ");
	CHECK_STR(match("{}", GLOB_BRACE | GLOB_NOCHECK), "{} ");
	CHECK_STR(match("{}{a,b}", GLOB_BRACE), "a b ");
	CHECK_STR(match("{a,}", GLOB_BRACE), "a ");

	CHECK_STR(match("zz", GLOB_NOMAGIC), "zz ");
	CHECK_STR(match("z*", GLOB_NOMAGIC), "-");
	CHECK_STR(match("[z", GLOB_NOMAGIC), "-");
	CHECK_STR(match("a*", GLOB_NOMAGIC), "a ");

	CHECK_STR(match("?h", GLOB_PERIOD), ".h ");
	CHECK_STR(match("d/*", GLOB_PERIOD), "d/. d/.. d/s d/x ");
	CHECK_STR(match("*", GLOB_ONLYDIR), "d l ");
	CHECK_STR(match("*/*", GLOB_ONLYDIR | GLOB_MARK), "d/s/ l/s/ ");
}

static void
tilde(void)
{
	char cwd[500], want[1100];

	CHECK_OK(getcwd(cwd, sizeof(cwd)) != NULL);
	setenv("HOME", cwd, 1);
	snprintf(want, sizeof(want), "%s ", cwd);
	CHECK_STR(match("~", GLOB_TILDE), want);
	snprintf(want, sizeof(want), "%s/d/s/ %s/l/s/ ", cwd, cwd);
	CHECK_STR(match("~/*/s", GLOB_TILDE_CHECK | GLOB_MARK), want);
	CHECK_STR(match("~/none", GLOB_TILDE), "-");
	CHECK_STR(match("~/none", GLOB_TILDE | GLOB_NOCHECK), "~/none ");
	CHECK_STR(match("~/a", 0), "-");
	CHECK_STR(match("\\~/a", GLOB_TILDE), "-");
	setenv("HOME", "/", 1);
	CHECK_STR(match("~/de[v]", GLOB_TILDE), "/dev ");
	/* Nobody of that name. */
	make("~none.such");
	CHECK_STR(match("~none.such", GLOB_TILDE), "~none.such ");
	CHECK_STR(match("~none.such", GLOB_TILDE_CHECK), "-");
	CHECK_STR(match("~none.such", GLOB_TILDE_CHECK | GLOB_NOCHECK), "-");
	CHECK_STR(match("{~none.such,a}", GLOB_TILDE_CHECK | GLOB_BRACE),
	    "a ");
	unlink("~none.such");
}

/* A file system of the caller's own: one folder "v" with two files. */
static int opened, closed, at;
static struct dirent entry;

static void *
v_opendir(const char *name)
{
	if (strcmp(name, "v") != 0) {
		errno = EACCES;
		return NULL;
	}
	opened++;
	at = 0;
	return &at;
}

static struct dirent *
v_readdir(void *dir)
{
	static const char *const all[] = { "two", "one", "three" };

	CHECK(dir == &at);
	if (at == 3)
		return NULL;
	strcpy(entry.d_name, all[at++]);
	entry.d_ino = 1;
	entry.d_type = DT_UNKNOWN;
	return &entry;
}

static void
v_closedir(void *dir)
{
	CHECK(dir == &at);
	closed++;
}

static int
v_stat(const char *name, struct stat *st)
{
	memset(st, 0, sizeof(*st));
	st->st_mode = strcmp(name, "v") == 0 ||
	    strcmp(name, "v/one") == 0 ? S_IFDIR : S_IFREG;
	return 0;
}

static void
other_folders(void)
{
	glob_t g = { .gl_opendir = v_opendir, .gl_readdir = (void *)v_readdir,
	    .gl_closedir = v_closedir, .gl_stat = (void *)v_stat,
	    .gl_lstat = (void *)v_stat };

	CHECK_INT(glob("v/*[eo]", GLOB_ALTDIRFUNC | GLOB_MARK, NULL, &g), 0);
	CHECK_STR(paths(&g, 0), "v/one/ v/three v/two ");
	CHECK(opened == 1 && closed == 1);
	globfree(&g);
	CHECK_INT(glob("w/*", GLOB_ALTDIRFUNC | GLOB_ERR, NULL, &g),
	    GLOB_ABORTED);
	CHECK_INT(g.gl_pathc, 0);
	globfree(&g);
	failed[0] = '\0';
	CHECK_INT(glob("w/*", GLOB_ALTDIRFUNC, errfunc, &g), GLOB_NOMATCH);
	CHECK_STR(failed, "w");
	CHECK_INT(failed_errno, EACCES);
	globfree(&g);
}

/* Folders that cannot be read: of a loop, and by their mode. */
static void
errors(void)
{
	int root = geteuid() == 0;
	glob_t g;

	CHECK_OK(symlink("loop", "loop") == 0);
	CHECK_STR(match("loop", 0), "loop ");
	CHECK_STR(match("loop/*", 0), "-");
	CHECK_STR(match("*/x", GLOB_ERR), "d/x l/x ");
	CHECK_INT(glob("loop/*", GLOB_ERR, NULL, &g), GLOB_ABORTED);
	globfree(&g);
	answer = 0;
	CHECK_INT(glob("loop/*", GLOB_NOCHECK, errfunc, &g), 0);
	CHECK_STR(failed, "loop");
	CHECK_INT(failed_errno, ELOOP);
	CHECK_STR(paths(&g, 0), "loop/* ");
	globfree(&g);
	CHECK_INT(glob("loop/*", GLOB_ERR, errfunc, &g), GLOB_ABORTED);
	globfree(&g);
	answer = 1;
	CHECK_INT(glob("loop/*", GLOB_NOCHECK, errfunc, &g), GLOB_ABORTED);
	CHECK_INT(g.gl_pathc, 0);
	globfree(&g);
	CHECK_OK(unlink("loop") == 0);

	CHECK_OK(chmod(".", 0755) == 0 && chmod("d", 0) == 0 &&
	    (!root || seteuid(65534) == 0));
	/* Windows may look past a folder that cannot be searched. */
	if (opendir("d") == NULL && access("d/x", F_OK) == -1) {
		CHECK_STR(match("*/x", 0), "-");
		CHECK_INT(glob("*/x*", GLOB_ERR, NULL, &g), GLOB_ABORTED);
		globfree(&g);
		answer = 0;
		CHECK_INT(glob("d/*", 0, errfunc, &g), GLOB_NOMATCH);
		CHECK_STR(failed, "d");
		CHECK_INT(failed_errno, EACCES);
		globfree(&g);
	}
	CHECK_OK((!root || seteuid(0) == 0) && chmod("d", 0700) == 0);
}

int
main(void)
{
	CHECK_OK(mkdir("d", 0700) == 0 && mkdir("d/s", 0700) == 0);
	make("d/x");
	make("b");
	make("a");
	make(".h");
	make("[a]");
	make("{b,c}");
	CHECK_OK(symlink("nothing", "gone") == 0 && symlink("d", "l") == 0);
	names();
	of_posix();
	of_gnu();
	tilde();
	other_folders();
	errors();
	return 0;
}
