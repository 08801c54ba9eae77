/* SPDX-License-Identifier: BSD-2-Clause */
/* getopt_long(): abbreviations, unknown names, arguments after '='. */
#include <getopt.h>
#include <string.h>

#include "test.h"

static int flag;
static const struct option longs[] = {
	{ "print-all", no_argument, NULL, 1 },
	{ "print-any", no_argument, NULL, 2 },
	{ "print", no_argument, NULL, 3 },
	{ "size", required_argument, NULL, 4 },
	{ "opt", optional_argument, NULL, 5 },
	{ "flag", no_argument, &flag, 6 },
	{ "colour", no_argument, NULL, 7 },
	{ "color", no_argument, NULL, 7 },
	{ 0 }
};

/* What the first call gives for one argument, or two. */
static int
first(char *one, char *two)
{
	char *v[] = { "prog", one, two, NULL };

	optind = 0;
	return getopt_long(two == NULL ? 2 : 3, v, ":pu", longs, NULL);
}

static void
names(void)
{
	CHECK_INT(first("--print", NULL), 3);
	CHECK_INT(first("--print-al", NULL), 1);
	CHECK_INT(first("--colo", NULL), 7);	/* either is the same */
	CHECK_INT(first("--fl", NULL), 0);
	CHECK_INT(flag, 6);
	CHECK_INT(first("--print-a", NULL), '?');
	CHECK_INT(optind, 2);
	CHECK_INT(first("--unknown", NULL), '?');	/* not -u */
	CHECK_INT(optopt, 0);
	CHECK_INT(optind, 2);
}

static void
arguments(void)
{
	CHECK_INT(first("--size=", "x"), 4);
	CHECK_STR(optarg, "");
	CHECK_INT(first("--si=a=b", NULL), 4);
	CHECK_STR(optarg, "a=b");
	CHECK_INT(first("--opt=", NULL), 5);
	CHECK_STR(optarg, "");
	CHECK_INT(first("--opt", "x"), 5);
	CHECK(optarg == NULL);
	CHECK_INT(first("--size", NULL), ':');
	CHECK_INT(optopt, 4);
	CHECK_INT(first("--print=3", NULL), '?');
	CHECK_INT(optopt, 3);
	CHECK_INT(optind, 2);
}

/* Words go behind the options, also where one of those is wrong. */
static void
order(void)
{
	char *v[] = { "prog", "w", "--size", "3", "-", "--wrong", "-p", "--",
	    "-u", NULL };
	int i = -1;

	optind = 0;
	CHECK_INT(getopt_long(9, v, ":pu", longs, &i), 4);
	CHECK_INT(i, 3);
	CHECK_STR(optarg, "3");
	CHECK_INT(getopt_long(9, v, ":pu", longs, &i), '?');
	CHECK_INT(getopt_long(9, v, ":pu", longs, &i), 'p');
	CHECK_INT(getopt_long(9, v, ":pu", longs, &i), -1);
	CHECK_INT(optind, 6);
	CHECK_STR(v[6], "w");
	CHECK_STR(v[7], "-");
	CHECK_STR(v[8], "-u");
}

/* With one dash: long names, else letters. */
static void
one_dash(void)
{
	char *v[] = { "prog", "-size", "3", "-p", "-pu", "-flag", NULL };

	optind = 0;
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), 4);
	CHECK_STR(optarg, "3");
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), 'p');
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), 'p');
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), 'u');
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), 0);
	CHECK_INT(getopt_long_only(6, v, ":pu", longs, NULL), -1);
}

int
main(void)
{
	names();
	arguments();
	order();
	one_dash();
	return (0);
}
