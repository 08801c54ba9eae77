/* SPDX-License-Identifier: BSD-2-Clause */
/* getopt() (XSH getopt): arguments as they stand, and what optopt says. */
#include <unistd.h>

#include "test.h"

/* Whatever stands behind the letter is its argument, also a '='. */
static void
arguments(void)
{
	char *v[] = { "prog", "-b=3", "-b=", "-b", "x", NULL };

	optind = 1;
	CHECK_INT(getopt(5, v, "b:"), 'b');
	CHECK_STR(optarg, "=3");
	CHECK_INT(getopt(5, v, "b:"), 'b');
	CHECK_STR(optarg, "=");
	CHECK_INT(getopt(5, v, "b:"), 'b');
	CHECK_STR(optarg, "x");
	CHECK_INT(getopt(5, v, "b:"), -1);
	CHECK_INT(optind, 5);
}

static void
errors(const char *letters, int missing)
{
	char *v[] = { "prog", "-z", "-a:", "-b", NULL };

	optind = 1;
	CHECK_INT(getopt(4, v, letters), '?');
	CHECK_INT(optopt, 'z');
	CHECK_INT(getopt(4, v, letters), 'a');
	CHECK_INT(getopt(4, v, letters), '?');
	CHECK_INT(optopt, ':');
	CHECK_INT(getopt(4, v, letters), missing);
	CHECK_INT(optopt, 'b');
	CHECK_INT(optind, 4);
	CHECK_INT(getopt(4, v, letters), -1);
}

/* A "-" is a word. */
static void
words(void)
{
	char *v[] = { "prog", "-a", "-", "-a", NULL };

	optind = 0;
	CHECK_INT(getopt(4, v, "+a"), 'a');
	CHECK_INT(getopt(4, v, "+a"), -1);
	CHECK_INT(optind, 2);
}

int
main(void)
{
	arguments();
	errors(":ab:", ':');
	opterr = 0;
	errors("ab:", '?');
	words();
	return (0);
}
