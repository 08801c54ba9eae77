/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, PATH is one anyway */
#include "test.h"

int
main(void)
{
	CHECK(getenv("PATH") != NULL);
	CHECK(strchr(getenv("PATH"), ';') == NULL);
	CHECK(strchr(getenv("PATH"), '\\') == NULL);
	CHECK(getenv("PATH")[0] == '/');
	return (0);
}
