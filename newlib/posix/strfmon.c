/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * strfmon() (XSH): amounts of money. Every locale of Isthmus has the
 * monetary conventions of the C locale, where most members of struct lconv
 * say "not known"; then a sign is a minus or nothing, and stands in front.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <monetary.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct spec {
	char	fill;
	int	no_group, paren, no_symbol, left, international;
	int	width, left_digits, right_digits;
};

static int
number(const char **p)
{
	int v = 0;

	while (isdigit((unsigned char)**p)) {
		if (v > (INT_MAX - 9) / 10)
			return -1;
		v = v * 10 + (*(*p)++ - '0');
	}
	return v;
}

/* From behind the % to behind the conversion; 0, or -1. */
static int
parse_spec(const char **p, struct spec *s)
{
	*s = (struct spec){ .fill = ' ', .left_digits = -1,
	    .right_digits = -1 };
	for (;; (*p)++) {
		if (**p == '=' && (*p)[1] != '\0')
			s->fill = *++*p;
		else if (**p == '^')
			s->no_group = 1;
		else if (**p == '(')
			s->paren = 1;
		else if (**p == '+')
			s->paren = 0;
		else if (**p == '!')
			s->no_symbol = 1;
		else if (**p == '-')
			s->left = 1;
		else
			break;
	}
	if ((s->width = number(p)) < 0)
		return -1;
	if (**p == '#') {
		++*p;
		if ((s->left_digits = number(p)) < 0)
			return -1;
	}
	if (**p == '.') {
		++*p;
		if ((s->right_digits = number(p)) < 0)
			return -1;
	}
	if (**p != 'n' && **p != 'i')
		return -1;
	s->international = *(*p)++ == 'i';
	return 0;
}

static int
known(char c, int otherwise)
{
	return c == CHAR_MAX ? otherwise : c;
}

/* The digits of the whole part with separators, into out. */
static void
group_digits(const char *digits, const struct lconv *lc, const char *sep,
    char *out)
{
	const char *g = lc->mon_grouping;
	size_t n = strlen(digits), left = n, size;
	char mark[512];
	size_t i;

	memset(mark, 0, sizeof(mark));
	while (*sep != '\0' && *g > 0 && *g != CHAR_MAX) {
		size = (size_t)*g;
		if (left <= size)
			break;
		left -= size;
		mark[left] = 1;
		if (g[1] != '\0')
			g++;
	}
	for (i = 0; i < n; i++) {
		if (mark[i])
			out = stpcpy(out, sep);
		*out++ = digits[i];
	}
	*out = '\0';
}

/* The value without sign and symbol. -1: too many digits. */
static int
format_value(double v, const struct spec *s, const struct lconv *lc,
    char *out, size_t size)
{
	char digits[400], *dot;
	const char *point = lc->mon_decimal_point;
	int right = s->right_digits, pad, n;

	if (right < 0)
		right = known(s->international ? lc->int_frac_digits :
		    lc->frac_digits, 2);
	if (right > 60 || s->left_digits > 300)
		return -1;
	if (*point == '\0')
		point = ".";
	n = snprintf(digits, sizeof(digits), "%.*f", right, fabs(v));
	if (n < 0 || (size_t)n >= sizeof(digits) ||
	    size < 2 * sizeof(digits) + 320)
		return -1;
	dot = strchr(digits, '.');
	if (dot == NULL && (dot = strpbrk(digits, ",")) == NULL)
		dot = digits + n;
	pad = s->left_digits - (int)(dot - digits);
	for (; pad > 0; pad--)
		*out++ = s->fill;
	right = *dot != '\0';
	*dot = '\0';
	group_digits(digits, lc, s->no_group ? "" : lc->mon_thousands_sep,
	    out);
	if (right)
		strcat(strcat(out, point), dot + 1);
	return 0;
}

/* One amount, without the field's padding. */
static int
format_amount(double v, const struct spec *s, const struct lconv *lc,
    char *out, size_t size)
{
	char value[1400], symbol[32] = "", between[2] = "";
	const char *sign = "", *pre = "", *post = "", *start = "";
	int neg = signbit(v) && v != 0, before, space;

	if (format_value(v, s, lc, value, sizeof(value)) != 0)
		return -1;
	if (s->paren) {
		pre = neg ? "(" : s->left_digits >= 0 ? " " : "";
		post = neg ? ")" : s->left_digits >= 0 ? " " : "";
	} else {
		sign = neg ? lc->negative_sign : lc->positive_sign;
		if (neg && *sign == '\0')
			sign = "-";
		/* With #n the columns of both signs line up. */
		if (*sign == '\0' && s->left_digits >= 0)
			start = " ";
	}
	if (!s->no_symbol)
		snprintf(symbol, sizeof(symbol), "%s", s->international ?
		    lc->int_curr_symbol : lc->currency_symbol);
	before = known(neg ? lc->n_cs_precedes : lc->p_cs_precedes, 1);
	space = known(neg ? lc->n_sep_by_space : lc->p_sep_by_space, 0);
	if (symbol[0] != '\0' && space != 0)
		between[0] = ' ';
	snprintf(out, size, "%s%s%s%s%s%s%s", start, pre, sign,
	    before ? symbol : "", before ? between : "", value,
	    before ? "" : between);
	if (!before)
		strncat(out, symbol, size - strlen(out) - 1);
	strncat(out, post, size - strlen(out) - 1);
	return 0;
}

/* E2BIG: the result does not fit. EINVAL: not a format. */
static ssize_t
vstrfmon(char *s, size_t size, const struct lconv *lc, const char *f,
    va_list ap)
{
	struct spec spec;
	char amount[1600];
	size_t n = 0, len, pad;

	while (*f != '\0') {
		if (*f != '%' || f[1] == '%') {
			if (n + 1 >= size)
				goto big;
			s[n++] = *f;
			f += *f == '%' ? 2 : 1;
			continue;
		}
		f++;
		if (parse_spec(&f, &spec) != 0 ||
		    format_amount(va_arg(ap, double), &spec, lc, amount,
		    sizeof(amount)) != 0) {
			errno = EINVAL;
			return -1;
		}
		len = strlen(amount);
		pad = (size_t)spec.width > len ? (size_t)spec.width - len : 0;
		if (n + len + pad >= size)
			goto big;
		if (!spec.left)
			memset(s + n, ' ', pad);
		memcpy(s + n + (spec.left ? 0 : pad), amount, len);
		if (spec.left)
			memset(s + n + len, ' ', pad);
		n += len + pad;
	}
	if (n >= size)
		goto big;
	s[n] = '\0';
	return (ssize_t)n;
big:
	errno = E2BIG;
	return -1;
}

ssize_t
strfmon(char *restrict s, size_t size, const char *restrict f, ...)
{
	va_list ap;
	ssize_t n;

	va_start(ap, f);
	n = vstrfmon(s, size, localeconv(), f, ap);
	va_end(ap);
	return n;
}

/* All locales agree on money: which one it is does not matter. */
ssize_t
strfmon_l(char *restrict s, size_t size, locale_t loc,
    const char *restrict f, ...)
{
	va_list ap;
	ssize_t n;

	(void)loc;
	va_start(ap, f);
	n = vstrfmon(s, size, localeconv(), f, ap);
	va_end(ap);
	return n;
}
