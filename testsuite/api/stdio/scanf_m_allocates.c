/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	char *s = NULL, *t = NULL;
	CHECK_INT(sscanf("word other", "%ms %m[a-z]", &s, &t), 2);
	CHECK_STR(s, "word");
	CHECK_STR(t, "other");
	free(s);
	free(t);
	return (0);
}
