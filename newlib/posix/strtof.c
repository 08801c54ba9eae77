/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * strtof() (XSH) rounded once. newlib's rounds to double and then to float.
 * The conversion is newlib's gdtoa, asked for 24 bits; its interface is
 * described in gdtoa's README (strtodg: format, result kinds).
 *
 * Exported under the names of newlib's functions, which are in one object
 * with strtod().
 */
#include <errno.h>
#include <locale.h>
#include <reent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "newlib_private.h"

/* gdtoa's, compiled into libc.a; its header is private. */
struct fpi {
	int	nbits, emin, emax, rounding, sudden_underflow;
};

int _strtodg_l(struct _reent *, const char *, char **, struct fpi *,
    int32_t *, uint32_t *, locale_t);

#define KIND		0x0f
#define NORMAL		1
#define DENORMAL	2
#define INFINITE	3
#define NOT_A_NUMBER	4
#define NAN_BITS	5
#define UNDERFLOW	0x40
#define OVERFLOW	0x80
#define NEGATIVE	0x100

float float_from_string_l(const char *s, char **end, locale_t loc);
float float_from_string(const char *s, char **end);

float
float_from_string_l(const char *restrict s, char **restrict end, locale_t loc)
{
	struct fpi fpi = { 24, 1 - 127 - 24 + 1, 254 - 127 - 24 + 1, 1, 0 };
	uint32_t bits[2] = { 0, 0 }, v;
	int32_t e;
	float f;
	int k;

	k = _strtodg_l(_REENT, s, end, &fpi, &e, bits, loc);
	switch (k & KIND) {
	case NORMAL:
	case NAN_BITS:
		v = (bits[0] & 0x7fffff) |
		    (uint32_t)(e + 127 + 23) << 23;
		break;
	case DENORMAL:
		v = bits[0];
		break;
	case INFINITE:
		v = 0x7f800000;
		break;
	case NOT_A_NUMBER:
		v = 0x7fc00000;
		break;
	default:
		v = 0;
		break;
	}
	if (k & (UNDERFLOW | OVERFLOW))
		errno = ERANGE;
	if (k & NEGATIVE)
		v |= 0x80000000;
	memcpy(&f, &v, sizeof(f));
	return f;
}

float
float_from_string(const char *restrict s, char **restrict end)
{
	return float_from_string_l(s, end, __get_current_locale());
}
