/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, there are no Win32 paths */
/* cygwin_conv_path() and its kin: forms, sizes, errors, there and back. */
#include <limits.h>
#include <sys/cygwin.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "test.h"

static char out[65536];

static const char *
conv(unsigned what, const char *from)
{
	ssize_t n = cygwin_conv_path(what, from, NULL, 0);

	CHECK_OK(n > 0);
	memset(out, 'x', (size_t)n + 1);
	CHECK_INT(cygwin_conv_path(what, from, out, (size_t)n), 0);
	CHECK_INT(strlen(out) + 1, n);
	CHECK_INT(out[n], 'x');
	/* A byte less is too little, and nothing is written. */
	if (n > 1) {
		char less[PATH_MAX] = "before";

		CHECK_ERR(cygwin_conv_path(what, from, less, (size_t)n - 1),
		    ENOSPC);
		CHECK_STR(less, "before");
	}
	return out;
}

static const char *
list(unsigned what, const char *from)
{
	ssize_t n = cygwin_conv_path_list(what, from, NULL, 0);

	CHECK_OK(n > 0);
	CHECK_INT(cygwin_conv_path_list(what, from, out, (size_t)n), 0);
	CHECK_INT(strlen(out) + 1, n);
	CHECK_ERR(cygwin_conv_path_list(what, from, out, (size_t)n - 1),
	    ENOSPC);
	CHECK_INT(cygwin_conv_path_list(what, from, out, (size_t)n), 0);
	return out;
}

static void
both_ways(void)
{
	static const char *const pairs[][2] = {
		{ "/cygdrive/c", "C:\\" },
		{ "/cygdrive/c/x", "C:\\x" },
		{ "/cygdrive/c/a b/\303\244\342\202\254",
		    "C:\\a b\\\303\244\342\202\254" },
	};
	char back[PATH_MAX];

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		CHECK_STR(conv(CCP_POSIX_TO_WIN_A, pairs[i][0]), pairs[i][1]);
		CHECK_STR(conv(CCP_WIN_A_TO_POSIX, pairs[i][1]), pairs[i][0]);
	}
	/* The other way the share would be looked at. */
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "\\\\server\\share\\f"),
	    "//server/share/f");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "c:/x/./y/../z"),
	    "/cygdrive/c/x/z");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "\\\\?\\C:\\x"),
	    "/cygdrive/c/x");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "/usr/lib"), "/usr/lib");
	/* What Windows forbids in names comes back. */
	strcpy(back, conv(CCP_POSIX_TO_WIN_A, "/cygdrive/c/a:b?"));
	CHECK(strchr(back + 2, ':') == NULL && strchr(back, '?') == NULL);
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, back), "/cygdrive/c/a:b?");
}

/*
 * What Windows is given leads where ours does: through links that only we
 * know, and to a program under its whole name.  A slash at the end stays.
 */
static void
links(const char *self)
{
	char want[PATH_MAX];
	FILE *fp;

	CHECK_OK(mkdir("d", 0777) == 0 && symlink("d", "l") == 0);
	CHECK_OK((fp = fopen("d/f", "w")) != NULL && fclose(fp) == 0);
	CHECK_OK(symlink("l/f", "lf") == 0 && symlink("none", "no") == 0);
	strcpy(want, conv(CCP_POSIX_TO_WIN_A, "d/f"));
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "l/f"), want);
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "lf"), want);
	strcpy(want, conv(CCP_POSIX_TO_WIN_A, "d/new"));
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "l/new"), want);
	strcpy(want, conv(CCP_POSIX_TO_WIN_A, "none"));
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "no"), want);
	strcpy(want, conv(CCP_POSIX_TO_WIN_A, "d"));
	strcat(want, "\\");
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "d/"), want);
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "l/"), want);
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "C:\\x\\"), "/cygdrive/c/x/");
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "/cygdrive/c/none/x/"),
	    "C:\\none\\x\\");
	CHECK(strstr(conv(CCP_POSIX_TO_WIN_A, self), ".exe") != NULL);
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "/proc/version", out,
	    sizeof out), ENOENT);
}

static void
relative(void)
{
	char here[PATH_MAX], want[PATH_MAX + 8];

	CHECK_OK(getcwd(here, sizeof here) != NULL);
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A | CCP_RELATIVE, "a/b"), "a\\b");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX | CCP_RELATIVE, "a\\b"), "a/b");
	snprintf(want, sizeof want, "%s/a/b", here);
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "a\\b"), want);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_A, here, want,
	    sizeof want), 0);
	strcat(want, "\\a\\b");
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A, "a/b"), want);
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A | CCP_RELATIVE, "/cygdrive/c/x"),
	    "C:\\x");
}

/* Names in relative paths are changed as those in whole ones. */
static void
relative_names(void)
{
	CHECK_STR(conv(CCP_POSIX_TO_WIN_A | CCP_RELATIVE, "../a*b/x./."),
	    "..\\a\357\200\252b\\x\357\200\256\\.");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX | CCP_RELATIVE,
	    "..\\a\357\200\252b\\x\357\200\256\\."), "../a*b/x./.");
	CHECK(strstr(conv(CCP_WIN_A_TO_POSIX, "a\357\200\252b"), "/a*b") !=
	    NULL);
}

/* ".." does not lead out of a drive or a share; "C:" is that drive. */
static void
tops(void)
{
	static const char *const pairs[][2] = {
		{ "C:", "/cygdrive/c" },
		{ "c:x\\y", "/cygdrive/c/x/y" },
		{ "C:..\\x", "/cygdrive/c/x" },
		{ "C:\\..\\x", "/cygdrive/c/x" },
		{ "C:\\a\\..\\..\\..\\x", "/cygdrive/c/x" },
		{ "C:\\a\\..", "/cygdrive/c" },
		{ "\\\\server\\share\\..\\x", "//server/share/x" },
	};
	char root[PATH_MAX], from[PATH_MAX + 8], here[PATH_MAX];
	struct stat a, b;

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		CHECK_STR(conv(CCP_WIN_A_TO_POSIX, pairs[i][0]), pairs[i][1]);
	/* Above the installation is not the installation. */
	strcpy(root, conv(CCP_POSIX_TO_WIN_A, "/"));
	snprintf(from, sizeof from, "%s\\..\\none", root);
	CHECK(strncmp(conv(CCP_WIN_A_TO_POSIX, from), "/cygdrive/", 10) == 0);
	snprintf(from, sizeof from, "%s\\..", root);
	CHECK_OK(stat(from, &a) == 0 && stat("/", &b) == 0);
	CHECK(a.st_ino != b.st_ino);
	snprintf(from, sizeof from, "%s\\bin\\..", root);
	CHECK_OK(stat(from, &a) == 0);
	CHECK_INT(a.st_ino, b.st_ino);
	/* "\\x" is on the current drive. */
	CHECK_OK(getcwd(here, sizeof here) != NULL && chdir("C:\\") == 0);
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "\\x"), "/cygdrive/c/x");
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, "\\"), "/cygdrive/c");
	CHECK_OK(chdir(here) == 0);
}

static void
bad_pointers(void)
{
	static wchar_t endless[70000];
	void *volatile bad = (void *)8;

	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "/", bad, 300), EFAULT);
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_W, "/", bad, 300), EFAULT);
	CHECK_ERR(cygwin_conv_path(CCP_WIN_A_TO_POSIX, bad, out, 300), EFAULT);
	CHECK_ERR(cygwin_conv_path(CCP_WIN_W_TO_POSIX, bad, out, 300), EFAULT);
	CHECK_ERR(cygwin_conv_path_list(CCP_WIN_A_TO_POSIX, "C:\\", bad, 300),
	    EFAULT);
	wmemset(endless, L'x', 69999);
	CHECK_ERR(cygwin_conv_path(CCP_WIN_W_TO_POSIX, endless, out, 300),
	    ENAMETOOLONG);
}

static void
wide(void)
{
	wchar_t w[PATH_MAX], *made;
	char *text;

	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, "/cygdrive/c/\303\244",
	    NULL, 0), 5 * (int)sizeof *w);
	CHECK_INT(cygwin_conv_path(CCP_POSIX_TO_WIN_W, "/cygdrive/c/\303\244",
	    w, 5 * sizeof *w), 0);
	CHECK(wcscmp(w, L"C:\\\x00e4") == 0);
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_W, "/cygdrive/c/\303\244",
	    w, 4 * sizeof *w), ENOSPC);
	CHECK_INT(cygwin_conv_path(CCP_WIN_W_TO_POSIX, L"C:\\\x00e4", out,
	    sizeof out), 0);
	CHECK_STR(out, "/cygdrive/c/\303\244");
	made = cygwin_create_path(CCP_POSIX_TO_WIN_W, "/cygdrive/c/x");
	CHECK(made != NULL && wcscmp(made, L"C:\\x") == 0);
	free(made);
	text = cygwin_create_path(CCP_WIN_A_TO_POSIX, "C:\\x");
	CHECK_STR(text, "/cygdrive/c/x");
	free(text);
	CHECK_NULL_ERR(cygwin_create_path(CCP_WIN_A_TO_POSIX, NULL), EINVAL);
}

static void
lists(void)
{
	CHECK_STR(list(CCP_POSIX_TO_WIN_A, "/cygdrive/c/x:/cygdrive/d/y z:"
	    "//s/h"), "C:\\x;D:\\y z;\\\\s\\h");
	CHECK_STR(list(CCP_WIN_A_TO_POSIX, "C:\\x;D:\\y z;\\\\s\\h"),
	    "/cygdrive/c/x:/cygdrive/d/y z://s/h");
	CHECK_INT(cygwin_posix_path_list_p("/a:/b"), 1);
	CHECK_INT(cygwin_posix_path_list_p("C:\\a;D:\\b"), 0);
	CHECK_INT(cygwin_posix_path_list_p("C:\\a"), 0);
	CHECK_INT(cygwin_posix_path_list_p("C:/a"), 0);
	CHECK_INT(cygwin_posix_path_list_p("c"), 1);
}

static void
wrong(void)
{
	char *far = malloc(PATH_MAX + 300);

	CHECK_OK(far != NULL);
	CHECK_ERR(cygwin_conv_path(0x4000, "/", out, sizeof out), EINVAL);
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_A, NULL, out, sizeof out),
	    EINVAL);
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_A, "", out, sizeof out),
	    ENOENT);
	memset(far, 'a', PATH_MAX + 200);
	far[PATH_MAX + 200] = '\0';
	far[0] = '/';
	CHECK_ERR(cygwin_conv_path(CCP_POSIX_TO_WIN_A, far, out, sizeof out),
	    ENAMETOOLONG);
	/* Longer than Win32 takes without a prefix. */
	memcpy(far, "/cygdrive/c", 11);
	for (int i = 11; i < 411; i += 100)
		far[i] = '/';
	far[411] = '\0';
	CHECK(strncmp(conv(CCP_POSIX_TO_WIN_A, far), "\\\\?\\C:\\a", 8) == 0);
	CHECK_STR(conv(CCP_WIN_A_TO_POSIX, strdup(out)), far);
	free(far);
}

int
main(int argc, char **argv)
{
	both_ways();
	links(argv[0]);
	relative();
	relative_names();
	tops();
	bad_pointers();
	wide();
	lists();
	wrong();
	return (0);
}
