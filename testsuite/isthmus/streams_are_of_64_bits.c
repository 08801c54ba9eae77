/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its streams look otherwise */
/*
 * gnulib, which looks into newlib's streams, takes those without __SL64 for
 * broken: closing one it opened another, of the same kind, until there were no
 * descriptors left.
 */
#include <stdio.h>
#include <unistd.h>

#include "test.h"

static void
check(FILE *fp)
{
	CHECK(fp != NULL);
	CHECK((fp->_flags & __SL64) != 0);
}

int
main(void)
{
	int p[2];

	check(fopen("f", "w+"));
	check(stdin);		/* made with the first one that is used */
	check(stdout);
	check(stderr);
	check(fopen("f", "a"));
	check(freopen("f", "r", stdin));
	check(tmpfile());
	CHECK_OK(pipe(p) == 0);
	check(fdopen(p[0], "r"));
	check(popen("exit 0", "r"));
	return 0;
}
