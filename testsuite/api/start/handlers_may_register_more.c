/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: third */
/* stdout: added */
/* stdout: second 5 arg */
/* stdout: first */
/* exit: 5 */
/* A handler that is registered by a handler runs next (POSIX exit). */
#include "test.h"

static void first(void) { puts("first"); }
static void added(void) { puts("added"); }

static void
second(int status, void *arg)
{
	printf("second %d %s\n", status, (char *)arg);
}

static void
third(void)
{
	puts("third");
	CHECK_INT(atexit(added), 0);
}

int
main(void)
{
	CHECK_INT(atexit(first), 0);
	CHECK_INT(on_exit(second, "arg"), 0);
	CHECK_INT(atexit(third), 0);
	exit(5);
}
