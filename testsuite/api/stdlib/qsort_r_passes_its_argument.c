/* SPDX-License-Identifier: BSD-2-Clause */
/* POSIX.1-2024: int (*compar)(const void *, const void *, void *). */
#include "test.h"

static int
cmp(const void *a, const void *b, void *arg)
{
	const int *x = a, *y = b;
	int *calls = arg;

	++*calls;
	return ((*x < *y) - (*x > *y));
}

int
main(void)
{
	int v[] = { 3, 9, 1, 7, 5 }, calls = 0;
	qsort_r(v, 5, sizeof v[0], cmp, &calls);
	CHECK(v[0] == 9 && v[1] == 7 && v[2] == 5 && v[3] == 3 && v[4] == 1);
	CHECK(calls >= 4);
	return (0);
}
