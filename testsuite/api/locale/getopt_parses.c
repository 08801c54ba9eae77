/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>
#include <getopt.h>

#include "test.h"

int
main(void)
{
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
