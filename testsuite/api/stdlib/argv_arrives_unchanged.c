/* SPDX-License-Identifier: BSD-2-Clause */
/* args: "a b" '' 'c"d' 'e\' 'f\\"g h\\' 'ä€😀' '*' '$HOME' "it's" '	tab' */
#include "test.h"

int
main(int argc, char **argv)
{
	CHECK_INT(argc, 11);
	CHECK_STR(argv[1], "a b");
	CHECK_STR(argv[2], "");
	CHECK_STR(argv[3], "c\"d");
	CHECK_STR(argv[4], "e\\");
	CHECK_STR(argv[5], "f\\\\\"g h\\\\");
	CHECK_STR(argv[6], "\303\244\342\202\254\360\237\230\200");
	CHECK_STR(argv[7], "*");
	CHECK_STR(argv[8], "$HOME");
	CHECK_STR(argv[9], "it's");
	CHECK_STR(argv[10], "\ttab");
	CHECK(argv[11] == NULL);
	return (0);
}
