/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, argv[0] is whatever the shell says there */
#include "test.h"

int
main(int argc, char **argv)
{
	CHECK_INT(argc, 1);
	CHECK(strchr(argv[0], '\\') == NULL);
	CHECK(strstr(argv[0], "argv0_is_a_posix_path") != NULL);
	return (0);
}
