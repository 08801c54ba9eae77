/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <math.h>: newlib's, and what it lacks of glibc's and BSD's: scalb(),
 * lgammal_r(), and exp10l(), pow10l() and dreml() of the right type.
 */
#ifndef _ISTHMUS_MATH_H
#define _ISTHMUS_MATH_H

/* A macro of that name keeps newlib from declaring the two as float. */
#define exp10l	exp10l
#define pow10l	pow10l
/* Declared as float, too, without asking: another one is. */
#define dreml	__newlib_dreml
#include_next <math.h>
#undef exp10l
#undef pow10l
#undef dreml

#include <sys/cdefs.h>

__BEGIN_DECLS

#if __GNU_VISIBLE
long double exp10l(long double);
long double pow10l(long double);
#endif
#if __MISC_VISIBLE
long double dreml(long double, long double);
double scalb(double, double);
float scalbf(float, float);
long double lgammal_r(long double, int *);
#endif

__END_DECLS

#endif /* _ISTHMUS_MATH_H */
