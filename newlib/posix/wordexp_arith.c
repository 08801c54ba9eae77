/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * wordexp(): $((...)), with the operators of C on signed long (XCU 2.6.4)
 * apart from those that assign. A number too large wraps around.
 */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "wx.h"

struct arith {
	const char	*s;
	int		flags;
	int		error;		/* WRDE_* */
	int		depth;
};

/* The longest first, where one begins with another. */
static const struct op {
	char	text[3];
	int	level;		/* how tightly it binds */
} ops[] = {
	{ "||", 1 }, { "&&", 2 }, { "==", 6 }, { "!=", 6 }, { "<=", 7 },
	{ ">=", 7 }, { "<<", 8 }, { ">>", 8 }, { "|", 3 }, { "^", 4 },
	{ "&", 5 }, { "<", 7 }, { ">", 7 }, { "+", 9 }, { "-", 9 },
	{ "*", 10 }, { "/", 10 }, { "%", 10 }
};

static long ternary(struct arith *);

static long
fail(struct arith *a, int error)
{
	if (a->error == 0)
		a->error = error;
	a->s = "";
	return 0;
}

static void
white(struct arith *a)
{
	while (isspace((unsigned char)*a->s))
		a->s++;
}

/* A variable is a number; one that is not set or empty is 0. */
static long
variable(struct arith *a)
{
	const char *s = a->s, *value;
	char name[256], *end;
	size_t n = 0;
	long v;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	if (n >= sizeof(name))
		return fail(a, WRDE_SYNTAX);
	memcpy(name, s, n);
	name[n] = '\0';
	a->s += n;
	value = getenv(name);
	if (value == NULL && (a->flags & WRDE_UNDEF))
		return fail(a, WRDE_BADVAL);
	if (value == NULL || *value == '\0')
		return 0;
	v = strtol(value, &end, 0);
	return *end == '\0' ? v : fail(a, WRDE_SYNTAX);
}

static long
operand(struct arith *a)
{
	char *end;
	long v;

	white(a);
	if (++a->depth > WX_DEPTH)
		return fail(a, WRDE_SYNTAX);
	if (*a->s == '(') {
		a->s++;
		v = ternary(a);
		white(a);
		if (*a->s != ')')
			return fail(a, WRDE_SYNTAX);
		a->s++;
	} else if (*a->s != '\0' && strchr("+-!~", *a->s) != NULL) {
		char op = *a->s++;

		v = operand(a);
		v = op == '-' ? (long)-(unsigned long)v : op == '!' ? !v :
		    op == '~' ? ~v : v;
	} else if (isalpha((unsigned char)*a->s) || *a->s == '_') {
		v = variable(a);
	} else {
		v = strtol(a->s, &end, 0);
		if (end == a->s || isalnum((unsigned char)*end))
			return fail(a, WRDE_SYNTAX);
		a->s = end;
	}
	a->depth--;
	return v;
}

static const struct op *
operator(struct arith *a)
{
	size_t i;

	white(a);
	for (i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (strncmp(a->s, ops[i].text, strlen(ops[i].text)) == 0)
			return &ops[i];
	return NULL;
}

static long
divide(struct arith *a, char op, long x, long y)
{
	if (y == 0)
		return fail(a, WRDE_SYNTAX);
	if (y == -1)
		return op == '/' ? (long)-(unsigned long)x : 0;
	return op == '/' ? x / y : x % y;
}

static long
compute(struct arith *a, const char *op, long x, long y)
{
	unsigned long u = x, v = y;

	switch (op[0]) {
	case '|': return op[1] ? x || y : x | y;
	case '&': return op[1] ? x && y : x & y;
	case '^': return x ^ y;
	case '=': return x == y;
	case '!': return x != y;
	case '<':
		return op[1] == '<' ? (long)(u << (v & 63)) :
		    op[1] ? x <= y : x < y;
	case '>':
		return op[1] == '>' ? x >> (v & 63) : op[1] ? x >= y : x > y;
	case '+': return (long)(u + v);
	case '-': return (long)(u - v);
	case '*': return (long)(u * v);
	default: return divide(a, op[0], x, y);
	}
}

/* Operators that bind at least as tightly as level. */
static long
binary(struct arith *a, int level)
{
	const struct op *op;
	long v = operand(a);

	while (a->error == 0 && (op = operator(a)) != NULL &&
	    op->level >= level) {
		a->s += strlen(op->text);
		v = compute(a, op->text, v, binary(a, op->level + 1));
	}
	return v;
}

static long
ternary(struct arith *a)
{
	long v = binary(a, 1), yes, no;

	white(a);
	if (*a->s != '?')
		return v;
	a->s++;
	yes = ternary(a);
	white(a);
	if (*a->s != ':')
		return fail(a, WRDE_SYNTAX);
	a->s++;
	no = ternary(a);
	return v ? yes : no;
}

/* Errors: WRDE_SYNTAX, also for a division by zero; WRDE_BADVAL. */
int
wx_arith(const char *expr, int flags, long *result)
{
	struct arith a = { .s = expr, .flags = flags };

	white(&a);
	*result = *a.s ? ternary(&a) : 0;
	white(&a);
	if (a.error == 0 && *a.s != '\0')
		a.error = WRDE_SYNTAX;
	return a.error;
}
