/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * strfmon() (XSH): amounts of money. Where struct lconv says "not known", as
 * in the C locale, a sign is a minus or nothing, and stands in front.
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

#include "newlib_private.h"

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

/* Sets mark[i] where a separator stands before digit i of n; how many. */
static int
mark_groups(size_t n, const struct lconv *lc, const char *sep, char mark[512])
{
	const char *g = lc->mon_grouping;
	int count = 0;

	memset(mark, 0, 512);
	while (*sep != '\0' && *g > 0 && *g != CHAR_MAX && n > (size_t)*g) {
		n -= (size_t)*g;
		mark[n] = 1;
		count++;
		if (g[1] != '\0')
			g++;
	}
	return count;
}

/*
 * The digits of the whole part with separators, into out; filled to the
 * place that left digits and their separators take.
 */
static void
group_digits(const char *digits, const struct lconv *lc, const char *sep,
    int left, char fill, char *out)
{
	size_t n = strlen(digits), i;
	int pad = left - (int)n;
	char mark[512];

	if (pad > 0)
		pad += mark_groups((size_t)left, lc, sep, mark) -
		    mark_groups(n, lc, sep, mark);
	for (; pad > 0; pad--)
		*out++ = fill;
	mark_groups(n, lc, sep, mark);
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
	char digits[400], *dot, *fraction;
	const char *point = lc->mon_decimal_point;
	int right = s->right_digits, n;

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
	/* The sign between them is that of LC_NUMERIC. */
	dot = digits + (isfinite(v) ? strspn(digits, "0123456789") :
	    (size_t)n);
	fraction = dot + strcspn(dot, "0123456789");
	*dot = '\0';
	group_digits(digits, lc, s->no_group ? "" : lc->mon_thousands_sep,
	    s->left_digits, s->fill, out);
	if (*fraction != '\0')
		strcat(strcat(out, point), fraction);
	return 0;
}

/*
 * How symbol, sign and value stand to each other (XBD 7.3.3): y, s and v by
 * cs_precedes and sign_posn, _ the space of sep_by_space 1, - that of 2.
 */
static const char *const orders[2][5] = {
	{ "(v_y)", "s-v_y", "v_y-s", "v_s-y", "v_y-s" },
	{ "(y_v)", "s-y_v", "y_v-s", "s-y_v", "y-s_v" },
};

struct layout {
	const char	*order;
	int		sep;		/* sep_by_space */
	char		symbol[32], sign[32], space[2];
};

static void
find_layout(struct layout *l, const struct spec *s, const struct lconv *lc,
    int neg)
{
	char before, sep, place;
	int i;

	if (s->international) {
		before = neg ? lc->int_n_cs_precedes : lc->int_p_cs_precedes;
		sep = neg ? lc->int_n_sep_by_space : lc->int_p_sep_by_space;
		place = neg ? lc->int_n_sign_posn : lc->int_p_sign_posn;
	} else {
		before = neg ? lc->n_cs_precedes : lc->p_cs_precedes;
		sep = neg ? lc->n_sep_by_space : lc->p_sep_by_space;
		place = neg ? lc->n_sign_posn : lc->p_sign_posn;
	}
	i = s->paren ? 0 : known(place, 1);
	l->order = orders[known(before, 1) != 0][i < 5 ? i : 1];
	l->sep = known(sep, 0);
	strcpy(l->space, " ");
	if (s->no_symbol)
		l->symbol[0] = '\0';
	else if (!s->international)
		snprintf(l->symbol, sizeof(l->symbol), "%s",
		    lc->currency_symbol);
	else {
		snprintf(l->symbol, sizeof(l->symbol), "%.3s",
		    lc->int_curr_symbol);
		if (strlen(lc->int_curr_symbol) > 3)
			l->space[0] = lc->int_curr_symbol[3];
	}
}

/* With #n the columns of both signs line up. */
static void
find_sign(struct layout *l, const struct spec *s, const struct lconv *lc,
    int neg)
{
	const char *minus = lc->negative_sign, *plus = lc->positive_sign;
	size_t m, p;

	if (*minus == '\0')
		minus = "-";
	snprintf(l->sign, sizeof(l->sign), "%s", neg ? minus : plus);
	m = strlen(minus);
	p = strlen(plus);
	if (!neg && s->left_digits >= 0 && p < m && m < sizeof(l->sign)) {
		memset(l->sign + p, ' ', m - p);
		l->sign[m] = '\0';
	}
}

/* One amount, without the field's padding. */
static int
format_amount(double v, const struct spec *s, const struct lconv *lc,
    char *out, size_t size)
{
	char value[1400];
	const char *o, *part;
	int neg = signbit(v) && v != 0;
	struct layout l;

	if (format_value(v, s, lc, value, sizeof(value)) != 0)
		return -1;
	find_layout(&l, s, lc, neg);
	find_sign(&l, s, lc, neg);
	*out = '\0';
	for (o = l.order; *o != '\0'; o++) {
		part = "";
		if (*o == 'v')
			part = value;
		else if (*o == 'y')
			part = l.symbol;
		else if (*o == 's')
			part = l.sign;
		else if (*o == '(' || *o == ')')
			part = neg ? *o == '(' ? "(" : ")" :
			    s->left_digits >= 0 ? " " : "";
		else if (l.symbol[0] != '\0' && l.sep == (*o == '_' ? 1 : 2) &&
		    (*o == '_' || l.sign[strspn(l.sign, " ")] != '\0'))
			part = l.space;
		strncat(out, part, size - strlen(out) - 1);
	}
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

ssize_t
strfmon_l(char *restrict s, size_t size, locale_t loc,
    const char *restrict f, ...)
{
	va_list ap;
	ssize_t n;

	va_start(ap, f);
	n = vstrfmon(s, size, __localeconv_l(loc), f, ap);
	va_end(ap);
	return n;
}
