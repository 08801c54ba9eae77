/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <math.h>: newlib's, and what it lacks of glibc's and BSD's: scalb(),
 * lgammal_r(), and exp10l() and pow10l() of the right type.
 */
#ifndef _ISTHMUS_MATH_H
#define _ISTHMUS_MATH_H

/* A macro of that name keeps newlib from declaring the two as float. */
#define exp10l	exp10l
#define pow10l	pow10l
#include_next <math.h>
#undef exp10l
#undef pow10l

#include <sys/cdefs.h>

__BEGIN_DECLS

#if __GNU_VISIBLE
long double exp10l(long double);
long double pow10l(long double);
#endif
#if __MISC_VISIBLE
double scalb(double, double);
float scalbf(float, float);
long double lgammal_r(long double, int *);
#endif

__END_DECLS

#endif /* _ISTHMUS_MATH_H */
