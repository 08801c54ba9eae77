/* SPDX-License-Identifier: BSD-2-Clause */
/* args: "a b" c\"d '' */
/* stdin: first */
/* stdin: second */
/* env: SELFTEST_NAME=some value */
/* exit: 5 */
/* stdout: 4 [a b] [c"d] [] */
/* stdout: second */
/* stdout: some value */
#include "test.h"

int
main(int argc, char **argv)
{
	char line[80];

	printf("%d [%s] [%s] [%s]\n", argc, argv[1], argv[2], argv[3]);
	CHECK(fgets(line, sizeof line, stdin) != NULL);
	CHECK_STR(line, "first\n");
	CHECK(fgets(line, sizeof line, stdin) != NULL);
	fputs(line, stdout);
	CHECK(fgets(line, sizeof line, stdin) == NULL);
	puts(getenv("SELFTEST_NAME"));
	return (5);
}
