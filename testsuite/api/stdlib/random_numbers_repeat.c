/* SPDX-License-Identifier: BSD-2-Clause */
#include "test.h"

int
main(void)
{
	srand(1);
	int a = rand(), b = rand();
	srand(1);
	CHECK_INT(rand(), a);
	CHECK_INT(rand(), b);
	CHECK(a != b && a >= 0 && b >= 0 && RAND_MAX >= 32767);
	srandom(5);
	long c = random();
	srandom(5);
	CHECK_INT(random(), c);
	srand48(0);
	CHECK(drand48() == 0x1.5dce4c1dd6f4p-3 || drand48() < 1);
	unsigned short x[3] = { 1, 2, 3 }, y[3] = { 1, 2, 3 };
	CHECK_INT(nrand48(x), nrand48(y));
	CHECK(erand48(x) == erand48(y));
	unsigned seed = 7, same = 7;
	CHECK_INT(rand_r(&seed), rand_r(&same));
	return (0);
}
