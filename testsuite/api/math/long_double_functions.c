/* SPDX-License-Identifier: BSD-2-Clause */
/* 64 bits of mantissa, not double's 53. */
#include <float.h>
#include <math.h>

#include "test.h"

static void
near(long double got, long double want, int line)
{
	if (fabsl(got - want) > fabsl(want) * 4 * LDBL_EPSILON) {
		fprintf(stderr, "line %d: %.21Lg, not %.21Lg\n", line, got,
		    want);
		exit(1);
	}
}
#define	NEAR(a, b)	near(a, b, __LINE__)

int
main(void)
{
	volatile long double x = 0.5L;
	CHECK_INT(LDBL_MANT_DIG, 64);
	NEAR(sinl(x), 0.479425538604203000273287935215571388L);
	NEAR(cosl(x), 0.877582561890372716116281582603829652L);
	NEAR(tanl(x), 0.546302489843790513255179465780285384L);
	NEAR(atanl(x), 0.463647609000806116214256231461214402L);
	NEAR(expl(x), 1.64872127070012814684865078781416357L);
	NEAR(logl(x), -0.693147180559945309417232121458176568L);
	NEAR(log10l(x), -0.301029995663981195213738894724493027L);
	NEAR(powl(2, x), 1.41421356237309504880168872420969808L);
	NEAR(sqrtl(2), 1.41421356237309504880168872420969808L);
	NEAR(cbrtl(2), 1.25992104989487316476721060727822835L);
	NEAR(sinhl(x), 0.521095305493747361622425626411491559L);
	NEAR(tgammal(x), 1.77245385090551602729816748334114518L);
	NEAR(erfl(x), 0.520499877813046537682746653891964529L);
	NEAR(hypotl(3, 4), 5);
	CHECK(floorl(-2.5L) == -3 && roundl(2.5L) == 3);
	CHECK(fmal(x, 2, 1) == 2 && fmodl(7.5L, 2) == 1.5L);
	CHECK(nextafterl(1, 2) == 1 + LDBL_EPSILON);
	CHECK(ldexpl(1, 16000) > 1e4800L);
	int e;
	CHECK(frexpl(48, &e) == 0.75L && e == 6);
	return (0);
}
