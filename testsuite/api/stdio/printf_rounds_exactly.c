/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* Digits of random numbers are those of their exact value, rounded to even. */
#include <math.h>
#include <stdint.h>

#include "test.h"

static uint64_t
number(void)
{
	static uint64_t s = 88172645463325252;

	s ^= s << 13;
	s ^= s >> 7;
	return s ^= s << 17;
}

/* digits[] holds the exact digits and zeros; n of them are to stay. */
static void
round_to(char *digits, int n, int *exponent)
{
	int up, i;

	up = digits[n] > '5';
	if (digits[n] == '5') {
		for (i = n + 1; digits[i] == '0'; i++)
			;
		up = digits[i] != '\0' || (digits[n - 1] & 1);
	}
	digits[n] = '\0';
	for (i = n - 1; up && i >= 0; i--) {
		up = digits[i] == '9';
		digits[i] = up ? '0' : digits[i] + 1;
	}
	if (up) {
		digits[0] = '1';
		++*exponent;
	}
}

static void
check(double x, int n)
{
	char exact[900], digits[900], got[100], want[100];
	int exponent, i, k = 0;

	snprintf(exact, sizeof(exact), "%.800e", x);
	exponent = atoi(strchr(exact, 'e') + 1);
	for (i = 0; exact[i] != 'e'; i++)
		if (exact[i] != '.')
			digits[k++] = exact[i];
	digits[k] = '\0';
	round_to(digits, n, &exponent);
	snprintf(got, sizeof(got), "%.*e", n - 1, x);
	snprintf(want, sizeof(want), "%c%s%se%+03d", digits[0],
	    n > 1 ? "." : "", digits + 1, exponent);
	CHECK_STR(got, want);
}

int
main(void)
{
	double x;

	for (int i = 0; i < 3000; i++) {
		int n = 1 + number() % 17;

		check((double)number() / (1 + number() % 1000000), n);
		check((double)(number() % 100000) / 64 + 1, n);
		check((double)(1 + number() % 1000) * 125, n > 3 ? n : 4);
		x = ldexp((double)(number() >> 11),
		    (int)(number() % 200) - 150);
		if (x > 0)
			check(x, n);
	}
	for (x = 1e-40; x < 1e40; x *= 10)
		for (int n = 1; n <= 17; n++)
			check(x, n);
	return 0;
}
