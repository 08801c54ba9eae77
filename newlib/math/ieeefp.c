/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <ieeefp.h> of System V and the BSDs: the floating-point environment by
 * older names; and classes of long double as functions.
 */
#include <fenv.h>
#include <ieeefp.h>
#include <math.h>
#undef isinfl
#undef isnanl

int isinfl(long double x);
int isnanl(long double x);

static const int rounding[] = {
	[FP_RN] = FE_TONEAREST,
	[FP_RM] = FE_DOWNWARD,
	[FP_RP] = FE_UPWARD,
	[FP_RZ] = FE_TOWARDZERO,
};

enum { THEIRS, OURS };

static const int exceptions[][2] = {
	{ FP_X_INV, FE_INVALID },
	{ FP_X_DX, FE_DIVBYZERO },
	{ FP_X_OFL, FE_OVERFLOW },
	{ FP_X_UFL, FE_UNDERFLOW },
	{ FP_X_IMP, FE_INEXACT },
};
#define N_EXCEPTIONS	(sizeof exceptions / sizeof exceptions[0])

static int
translate(int set, int from, int to)
{
	int r = 0;

	for (unsigned i = 0; i < N_EXCEPTIONS; i++)
		if (set & exceptions[i][from])
			r |= exceptions[i][to];
	return r;
}

fp_rnd
fpgetround(void)
{
	int now = fegetround(), i;

	for (i = FP_RN; i < FP_RZ && rounding[i] != now; i++)
		continue;
	return i;
}

/* The former one; what is none changes nothing. */
fp_rnd
fpsetround(fp_rnd new)
{
	fp_rnd was = fpgetround();

	if (new >= FP_RN && new <= FP_RZ)
		fesetround(rounding[new]);
	return was;
}

/* Those that trap. */
fp_except
fpgetmask(void)
{
	return translate(fegetexcept(), OURS, THEIRS);
}

fp_except
fpsetmask(fp_except new)
{
	fp_except was = fpgetmask();

	fedisableexcept(FE_ALL_EXCEPT);
	feenableexcept(translate(new, THEIRS, OURS));
	return was;
}

fp_except
fpgetsticky(void)
{
	return translate(fetestexcept(FE_ALL_EXCEPT), OURS, THEIRS);
}

/* Sets the flags without raising what they stand for. */
fp_except
fpsetsticky(fp_except new)
{
	fp_except was = fpgetsticky();
	fexcept_t flags = FE_ALL_EXCEPT;
	int set = translate(new, THEIRS, OURS);

	feclearexcept(FE_ALL_EXCEPT);
	fesetexceptflag(&flags, set);
	return was;
}

/* C says how a number becomes an integer: towards zero. */
fp_rdi
fpgetroundtoi(void)
{
	return FP_RDI_TOZ;
}

fp_rdi
fpsetroundtoi(fp_rdi new)
{
	(void)new;
	return FP_RDI_TOZ;
}

/* -1 for minus infinity, as in glibc. */
int
isinfl(long double x)
{
	return __builtin_isinf_sign(x);
}

int
isnanl(long double x)
{
	return __builtin_isnan(x);
}
