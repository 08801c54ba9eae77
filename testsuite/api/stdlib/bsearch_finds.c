/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

static int
cmp(const void *a, const void *b)
{
	return (*(const int *)a - *(const int *)b);
}

int
main(void)
{
	int v[] = { 1, 3, 5, 7, 9 }, k;
	for (int i = 0; i < 5; i++)
		CHECK(bsearch(&v[i], v, 5, sizeof v[0], cmp) == &v[i]);
	k = 4;
	CHECK(bsearch(&k, v, 5, sizeof v[0], cmp) == NULL);
	CHECK(bsearch(&k, v, 0, sizeof v[0], cmp) == NULL);
	return (0);
}
