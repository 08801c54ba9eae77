/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Quotes, parameters, sums, fields and names, without commands. */
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>
#include <wordexp.h>

#include "test.h"

/* The words of an expansion, each in brackets; or its error. */
static const char *
words(const char *s, int flags)
{
	static char out[4096];
	wordexp_t w;
	int e;

	e = wordexp(s, &w, flags);
	if (e != 0) {
		snprintf(out, sizeof(out), "%s", e == WRDE_BADCHAR ?
		    "badchar" : e == WRDE_BADVAL ? "badval" :
		    e == WRDE_CMDSUB ? "cmdsub" : e == WRDE_SYNTAX ?
		    "syntax" : "other");
		return out;
	}
	out[0] = '\0';
	for (size_t i = 0; i < w.we_wordc; i++)
		snprintf(strchr(out, 0), sizeof(out) - strlen(out), "[%s]",
		    w.we_wordv[i]);
	CHECK(w.we_wordv[w.we_wordc] == NULL);
	wordfree(&w);
	return out;
}

static void
quoting(void)
{
	CHECK_STR(words("", 0), "");
	CHECK_STR(words(" a  b\tc ", 0), "[a][b][c]");
	CHECK_STR(words("'a b' \"c d\" e\\ f", 0), "[a b][c d][e f]");
	CHECK_STR(words("'' \"\" a''b", 0), "[][][ab]");
	CHECK_STR(words("'$X' \"\\$X \\a \\\\\" '\\'", 0),
	    "[$X][$X \\a \\][\\]");
	CHECK_STR(words("a\\\nb", 0), "[ab]");
	CHECK_STR(words("a'b\"c'\"d'e\"", 0), "[ab\"cd'e]");
	CHECK_STR(words("'open", 0), "syntax");
	CHECK_STR(words("\"open", 0), "syntax");
	for (const char *c = "|&;<>(){}\n"; *c != '\0'; c++) {
		char s[4] = { 'a', *c, 'b', '\0' };

		CHECK_STR(words(s, 0), "badchar");
		s[0] = '\\';
		if (*c != '\n') {
			char want[5] = { '[', *c, 'b', ']', '\0' };

			CHECK_STR(words(s, 0), want);
		}
	}
	CHECK_STR(words("$", 0), "[$]");
	CHECK_STR(words("a$ \"$\"", 0), "[a$][$]");
}

static void
parameters(void)
{
	setenv("X", "one", 1);
	setenv("E", "", 1);
	setenv("S", " two  words ", 1);
	setenv("F", "path/to/file.tar.gz", 1);
	unsetenv("U");
	CHECK_STR(words("$X ${X} a${X}b \"$X\" '$X'", 0),
	    "[one][one][aoneb][one][$X]");
	CHECK_STR(words("$U \"$U\" a${U}b", 0), "[][ab]");
	CHECK_STR(words("$S", 0), "[two][words]");
	CHECK_STR(words("\"$S\"", 0), "[ two  words ]");
#ifdef __ISTHMUS__	/* as shells do; glibc joins a and two */
	CHECK_STR(words("a${S}b", 0), "[a][two][words][b]");
#endif
	CHECK_STR(words("${U-d} ${U:-d} ${E-d} ${E:-d} ${X-d}", 0),
	    "[d][d][d][one]");
	CHECK_STR(words("${U+s} ${X+s} ${E+s} ${E:+s}", 0), "[s][s]");
	CHECK_STR(words("${U:-$X} ${U:-${E:-deep}} \"${U:-a b}\"", 0),
	    "[one][deep][a b]");
	CHECK_STR(words("${#X} ${#E}", 0), "[3][0]");
	CHECK_STR(words("${F#*/} ${F##*/}", 0),
	    "[to/file.tar.gz][file.tar.gz]");
	CHECK_STR(words("${F%.*} ${F%%.*}", 0),
	    "[path/to/file.tar][path/to/file]");
	CHECK_STR(words("${F#nothing} ${X%e}", 0), "[path/to/file.tar.gz][on]");
	CHECK_STR(words("${U:=now} $U", 0), "[now][now]");
	unsetenv("U");
	CHECK_STR(words("$U", WRDE_UNDEF), "badval");
#ifdef __ISTHMUS__	/* glibc refuses that */
	CHECK_STR(words("${U:-d}", WRDE_UNDEF), "[d]");
#endif
	CHECK_STR(words("${X", 0), "syntax");
	CHECK_STR(words("${}", 0), "syntax");
}

static void
field_splitting(void)
{
	setenv("C", "a:b::c", 1);
	setenv("IFS", ":", 1);
	CHECK_STR(words("$C", 0), "[a][b][][c]");
	CHECK_STR(words("x${C}y", 0), "[xa][b][][cy]");
	CHECK_STR(words("\"$C\"", 0), "[a:b::c]");
	CHECK_STR(words("p:q", 0), "[p:q]");
	setenv("C", "a : b", 1);
	setenv("IFS", ": ", 1);
	CHECK_STR(words("$C", 0), "[a][b]");
	unsetenv("IFS");
}

static void
sums(void)
{
	setenv("N", "7", 1);
	CHECK_STR(words("$((1 + 2 * 3)) $(( (1+2)*3 ))", 0), "[7][9]");
	CHECK_STR(words("$((10 / 3)) $((-5)) $((2 - -3))", 0), "[3][-5][5]");
	CHECK_STR(words("$(($N * 2))", 0), "[14]");
#ifdef __ISTHMUS__	/* glibc knows no more than that */
	CHECK_STR(words("$((N % 4)) $((1 << 4 | 3)) $((N > 3 ? 5 : 6))", 0),
	    "[3][19][5]");
	CHECK_STR(words("$((0x1f ^ 0)) $((010)) $((!0 + ~0))", 0),
	    "[31][8][0]");
	CHECK_STR(words("$((1 == 1 && 2 != 3 || 0)) $((U))", 0), "[1][0]");
	CHECK_STR(words("$((-9223372036854775807 - 1 / -1))", 0),
	    "[-9223372036854775806]");
	CHECK_STR(words("$((1 / 0))", 0), "syntax");
	CHECK_STR(words("$((1 +))", 0), "syntax");
	CHECK_STR(words("$((1 2))", 0), "syntax");
#endif
}

static void
names(void)
{
	char cwd[1000], want[1100];

	for (const char *n = "cba"; *n != '\0'; n++) {
		char file[] = { *n, '.', 'x', '\0' };

		CHECK_OK(close(open(file, O_CREAT | O_WRONLY, 0600)) == 0);
	}
	CHECK_STR(words("*.x", 0), "[a.x][b.x][c.x]");
	CHECK_STR(words("[ab].? '*'.x \\*.x *.none", 0),
	    "[a.x][b.x][*.x][*.x][*.none]");
	setenv("P", "?.x", 1);
#ifdef __ISTHMUS__	/* glibc takes values as they are */
	CHECK_STR(words("$P \"$P\"", 0), "[a.x][b.x][c.x][?.x]");
#endif
	CHECK_OK(getcwd(cwd, sizeof(cwd)) != NULL);
	setenv("HOME", cwd, 1);
	snprintf(want, sizeof(want), "[%s][%s/a][a~][~]", cwd, cwd);
	CHECK_STR(words("~ ~/a a~ '~'", 0), want);
}

static void
flags(void)
{
	wordexp_t w;

	w.we_offs = 2;
	CHECK(wordexp("a b", &w, WRDE_DOOFFS) == 0);
	CHECK(w.we_wordc == 2 && w.we_wordv[0] == NULL &&
	    w.we_wordv[1] == NULL);
	CHECK_STR(w.we_wordv[3], "b");
	CHECK(wordexp("c", &w, WRDE_DOOFFS | WRDE_APPEND) == 0);
	CHECK(w.we_wordc == 3);
	CHECK_STR(w.we_wordv[4], "c");
	CHECK(wordexp("d e (", &w, WRDE_DOOFFS | WRDE_APPEND) ==
	    WRDE_BADCHAR);
#ifdef __ISTHMUS__	/* glibc leaves d and e there */
	CHECK(w.we_wordc == 3 && w.we_wordv[5] == NULL);
#endif
	CHECK_STR(w.we_wordv[4], "c");
	w.we_offs = 0;
	wordfree(&w);
	CHECK(wordexp("x y", &w, 0) == 0 && w.we_wordc == 2);
	CHECK(wordexp("z", &w, WRDE_REUSE) == 0 && w.we_wordc == 1);
	CHECK_STR(w.we_wordv[0], "z");
	wordfree(&w);
	/* An error leaves what was there, whatever that is (XSH wordexp()). */
	w.we_wordc = 7;
	w.we_wordv = (char **)&w;
	CHECK(wordexp("a b |", &w, 0) == WRDE_BADCHAR);
	CHECK(w.we_wordc == 7 && w.we_wordv == (char **)&w);
	CHECK_STR(words("$(true)", WRDE_NOCMD), "cmdsub");
	CHECK_STR(words("`true`", WRDE_NOCMD), "cmdsub");
}

int
main(void)
{
	quoting();
	parameters();
	field_splitting();
	sums();
	names();
	flags();
	return 0;
}
