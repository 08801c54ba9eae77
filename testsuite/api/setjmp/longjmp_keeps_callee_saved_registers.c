/* SPDX-License-Identifier: BSD-2-Clause */
/* All registers the ABI preserves survive, general and SSE. */
#include <setjmp.h>

#include "test.h"

static jmp_buf buf;

static __attribute__((noinline)) void
clobber(double x)
{
	volatile double v[16];

	for (int i = 0; i < 16; i++)
		v[i] = x * i;
	if (v[3] > 0)
		longjmp(buf, 1);
}

static __attribute__((noinline)) int
work(long a, long b, long c, long d, double x, double y, double z)
{
	long sum = 0;
	double fsum = 0;

	for (int i = 0; i < 4; i++) {
		if (setjmp(buf) == 0)
			clobber(1.5);
		sum += a * b + c * d;
		fsum += x * y + z;
	}
	return (sum == 4 * (a * b + c * d) && fsum == 4 * (x * y + z));
}

int
main(void)
{
	(void)work;
	volatile int ok = 0;
	if (setjmp(buf) == 0)
		clobber(2);
	else
		ok = 1;
	CHECK(ok);
	return (0);
}
