/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

static int
cmp(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return ((*x > *y) - (*x < *y));
}

int
main(void)
{
	static int v[20000];
	for (int pattern = 0; pattern < 5; pattern++) {
		unsigned seed = 1;
		long long sum = 0, after = 0;
		for (int i = 0; i < 20000; i++) {
			seed = seed * 1103515245 + 12345;
			v[i] = pattern == 0 ? (int)(seed >> 8) :
			    pattern == 1 ? i : pattern == 2 ? -i :
			    pattern == 3 ? i % 7 : 5;
			sum += v[i];
		}
		qsort(v, 20000, sizeof v[0], cmp);
		for (int i = 0; i < 20000; i++) {
			after += v[i];
			CHECK(i == 0 || v[i - 1] <= v[i]);
		}
		CHECK_INT(after, sum);
	}
	qsort(v, 0, sizeof v[0], cmp);
	struct odd { char c[7]; } o[3] = { { "ccc" }, { "aaa" }, { "bbb" } };
	qsort(o, 3, sizeof o[0], (int (*)(const void *, const void *))strcmp);
	CHECK_STR(o[0].c, "aaa");
	CHECK_STR(o[2].c, "ccc");
	return (0);
}
