/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>
#include <getopt.h>

#include "test.h"

/* "--" ends the options in each order, also where it is all there is. */
static void
ends(void)
{
	static const char *const orders[] = { "a", "+a", "-a" };
	struct option o[] = { { "all", no_argument, NULL, 'A' },
	    { "size", required_argument, NULL, 'S' }, { 0 } };
	char *v[] = { "prog", "--", "--all", NULL };
	char *none[] = { "prog", NULL };

	for (int i = 0; i < 3; i++) {
		optind = 0;
		CHECK_INT(getopt_long(3, v, orders[i], o, NULL), -1);
		CHECK_INT(optind, 2);
		CHECK_STR(v[2], "--all");
		optind = 0;
		CHECK_INT(getopt_long(1, none, orders[i], o, NULL), -1);
		CHECK_INT(optind, 1);
	}
	optind = 1;
}

int
main(void)
{
	CHECK_INT(optind, 1);		/* XSH getopt() */
	ends();
	char *v[] = { "prog", "-ab", "val", "-c", "--", "-x", "rest", NULL };
	CHECK_INT(getopt(7, v, "ab:c"), 'a');
	CHECK_INT(getopt(7, v, "ab:c"), 'b');
	CHECK_STR(optarg, "val");
	CHECK_INT(getopt(7, v, "ab:c"), 'c');
	CHECK_INT(getopt(7, v, "ab:c"), -1);
	CHECK_STR(v[optind], "-x");
	char *w[] = { "prog", "--size=5", "--all", NULL };
	struct option o[] = { { "all", no_argument, NULL, 'A' },
	    { "size", required_argument, NULL, 'S' }, { 0 } };
	optind = 1;
	CHECK_INT(getopt_long(3, w, "", o, NULL), 'S');
	CHECK_STR(optarg, "5");
	CHECK_INT(getopt_long(3, w, "", o, NULL), 'A');
	CHECK_INT(getopt_long(3, w, "", o, NULL), -1);
	return (0);
}
