/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Command substitution, where there is a shell. */
#include <unistd.h>
#include <wordexp.h>

#include "test.h"

static void
check(const char *s, const char *want)
{
	char out[1000] = "";
	wordexp_t w;

	CHECK_INT(wordexp(s, &w, 0), 0);
	for (size_t i = 0; i < w.we_wordc; i++)
		snprintf(strchr(out, 0), sizeof(out) - strlen(out), "[%s]",
		    w.we_wordv[i]);
	CHECK_STR(out, want);
	wordfree(&w);
}

int
main(void)
{
	if (access("/bin/sh", X_OK) != 0 && system(NULL) == 0) {
		fputs("no shell\n", stderr);
		return TEST_UNSUPPORTED_EXIT;
	}
	check("$(echo a b) \"$(echo 'c  d')\"", "[a][b][c  d]");
	check("`echo x`$(echo y)z", "[xyz]");
	check("$(echo \"in (quotes)\" ')')", "[in][(quotes)][)]");
	check("$(echo $(echo deep))", "[deep]");
	check("`echo \\`echo deep\\``", "[deep]");
	check("a$(true)b $(true)", "[ab]");
	check("\"$(printf 'end\\n\\n\\n')\"", "[end]");
	check("$(echo lost >&2; echo kept)", "[kept]");
	return 0;
}
