/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/posix/fnmatch.c */
/* Patterns: characters of several bytes, brackets, and the flags. */
#include "unit.h"

#include <fnmatch.h>
#include <locale.h>

static const struct {
	const char *pattern, *name;
	int flags, want;
} cases[] = {
	{ "", "", 0, 0 }, { "*", "", 0, 0 }, { "?", "", 0, 1 },
	{ "a*b*c", "axxbyyc", 0, 0 }, { "a*b*c", "axxbyyd", 0, 1 },
	{ "?", "é", 0, 0 }, { "??", "é", 0, 1 }, { "[à-ü]", "é", 0, 0 },
	{ "[!a]", "\360\237\230\200", 0, 0 }, { "?", "\377", 0, 0 },
	{ "\303\211", "é", FNM_CASEFOLD, 0 }, { "[A-C]x", "bX", 16, 0 },
	{ "[[:digit:]]", "7", 0, 0 }, { "[[:digit:]]", "a", 0, 1 },
	{ "[[.-.]a]", "-", 0, 0 }, { "[[=a=]b]", "a", 0, 0 },
	{ "[]-]", "]", 0, 0 }, { "[!]-]", "]", 0, 1 }, { "[a", "[a", 0, 0 },
	{ "\\*", "*", 0, 0 }, { "\\*", "\\x", FNM_NOESCAPE, 0 },
	/* Bytes of a character that are quoted one by one. */
	{ "\303\\\204*", "\303\204x", 0, 0 }, { "\\\303\\\251", "é", 0, 0 },
	{ "\360\220\220\\\205", "\360\220\220\205", 0, 0 },
	{ "[\303\\\204]", "\303\204", 0, 0 }, { "[!\303\\\204]", "é", 0, 0 },
	{ "[a-\303\\\277]", "é", 0, 0 }, { "\303\\\204", "\303", 0, 1 },
	{ "\303\\\204", "\303\\\204", FNM_NOESCAPE, 0 },
	{ "\303\\x", "\303x", 0, 0 }, { "\303\\", "\303", 0, 1 },
	{ "*", "a/b", 0, 0 }, { "*", "a/b", FNM_PATHNAME, 1 },
	{ "*/b", "a/b", FNM_PATHNAME, 0 }, { "a[/]b", "a/b", FNM_PATHNAME, 1 },
	{ "*", ".x", FNM_PERIOD, 1 }, { ".*", ".x", FNM_PERIOD, 0 },
	{ "a/*", "a/.x", FNM_PERIOD | FNM_PATHNAME, 1 },
	{ "a/*", "a/.x", FNM_PERIOD, 0 },
	{ "a*", "ab/c", FNM_PATHNAME | FNM_LEADING_DIR, 0 },
	/* not exponential */
	{ "*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	    0, 1 },
};

int
main(void)
{
	size_t i;

	CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (!!fnmatch(cases[i].pattern, cases[i].name,
		    cases[i].flags) != cases[i].want) {
			fprintf(stderr, "%s %s %d\n", cases[i].pattern,
			    cases[i].name, cases[i].flags);
			CHECK(!"as wanted");
		}
	return 0;
}
