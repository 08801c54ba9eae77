/* SPDX-License-Identifier: BSD-2-Clause */
#include "mo.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAGIC		0x950412deu
#define DEPTH		40		/* nesting of a plural expression */

static uint32_t
word(const struct mo *m, size_t off)
{
	uint32_t v;

	memcpy(&v, m->data + off, sizeof(v));
	return m->swap ? __builtin_bswap32(v) : v;
}

/* An entry of a table: a string that ends in NUL inside the file? */
static int
entry_ok(const struct mo *m, uint32_t table, uint32_t i)
{
	uint32_t len = word(m, table + 8 * (size_t)i);
	uint32_t off = word(m, table + 8 * (size_t)i + 4);

	return off < m->size && len < m->size - off &&
	    m->data[off + len] == '\0';
}

const char *
mo_string(const struct mo *m, uint32_t i, size_t *len)
{
	*len = word(m, m->strings + 8 * (size_t)i);
	return m->data + word(m, m->strings + 8 * (size_t)i + 4);
}

/* The value behind "name" in a line of the header, up to one of stop. */
static const char *
header_value(const char *header, const char *name, const char *stop,
    size_t *len)
{
	const char *p = strstr(header, name);

	if (p == NULL)
		return NULL;
	p += strlen(name);
	while (*p == ' ')
		p++;
	*len = strcspn(p, stop);
	return p;
}

static void
read_header(struct mo *m)
{
	const char *h, *p;
	size_t n;
	long i = mo_find(m, "");

	m->nplurals = 2;
	if (i < 0)
		return;
	h = mo_string(m, (uint32_t)i, &n);
	p = header_value(h, "charset=", " \t\r\n;", &n);
	if (p != NULL && n < sizeof(m->charset)) {
		memcpy(m->charset, p, n);
		m->charset[n] = '\0';
	}
	p = header_value(h, "nplurals=", ";\n", &n);
	if (p == NULL || !isdigit((unsigned char)*p))
		return;
	m->nplurals = (unsigned int)strtoul(p, NULL, 10);
	m->plural = header_value(p, "plural=", ";\n", &n);
	if (m->nplurals == 0 || m->nplurals > 100 || m->plural == NULL) {
		m->nplurals = 2;
		m->plural = NULL;
	}
}

int
mo_init(struct mo *m, const char *data, size_t size)
{
	uint32_t i;

	memset(m, 0, sizeof(*m));
	m->data = data;
	m->size = size;
	if (size < 28)
		return -1;
	if (word(m, 0) != MAGIC) {
		m->swap = 1;
		if (word(m, 0) != MAGIC)
			return -1;
	}
	if (word(m, 4) >> 16 > 1)	/* major revision */
		return -1;
	m->count = word(m, 8);
	m->ids = word(m, 12);
	m->strings = word(m, 16);
	if (m->count > size / 8 || m->ids > size - 8 * (size_t)m->count ||
	    m->strings > size - 8 * (size_t)m->count)
		return -1;
	for (i = 0; i < m->count; i++)
		if (!entry_ok(m, m->ids, i) || !entry_ok(m, m->strings, i))
			return -1;
	read_header(m);
	return 0;
}

/* The identifiers are sorted; one with a plural has it behind a NUL. */
long
mo_find(const struct mo *m, const char *id)
{
	uint32_t lo = 0, hi = m->count, mid;
	int r;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		r = strcmp(id, m->data + word(m, m->ids + 8 * (size_t)mid + 4));
		if (r == 0)
			return (long)mid;
		if (r < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return -1;
}

/* A plural form's expression in C, evaluated while it is read. */
struct expr {
	const char	*p;
	unsigned long	n;
	int		bad, depth;
};

static unsigned long ternary(struct expr *e);

static int
accept(struct expr *e, const char *op)
{
	size_t len = strlen(op);

	while (*e->p == ' ' || *e->p == '\t')
		e->p++;
	if (strncmp(e->p, op, len) != 0)
		return 0;
	e->p += len;
	return 1;
}

static unsigned long
primary(struct expr *e)
{
	unsigned long v;
	char *end;

	if (++e->depth > DEPTH) {
		e->bad = 1;
		return 0;
	}
	if (accept(e, "!"))
		v = !primary(e);
	else if (accept(e, "(")) {
		v = ternary(e);
		if (!accept(e, ")"))
			e->bad = 1;
	} else if (accept(e, "n"))
		v = e->n;
	else if (isdigit((unsigned char)*e->p)) {
		v = strtoul(e->p, &end, 10);
		e->p = end;
	} else {
		e->bad = 1;
		v = 0;
	}
	e->depth--;
	return v;
}

/* The binary operators by precedence, longer ones before their prefixes. */
static const char *const operators[][5] = {
	{ "||" }, { "&&" }, { "==", "!=" }, { "<=", ">=", "<", ">" },
	{ "+", "-" }, { "*", "/", "%" }
};

#define LEVELS	(sizeof(operators) / sizeof(operators[0]))

static unsigned long
apply(struct expr *e, const char *op, unsigned long a, unsigned long b)
{
	switch (op[0]) {
	case '|':
		return a || b;
	case '&':
		return a && b;
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '<':
		return op[1] == '=' ? a <= b : a < b;
	case '>':
		return op[1] == '=' ? a >= b : a > b;
	case '+':
		return a + b;
	case '-':
		return a - b;
	case '*':
		return a * b;
	default:
		if (b == 0) {
			e->bad = 1;
			return 0;
		}
		return op[0] == '/' ? a / b : a % b;
	}
}

static unsigned long
binary(struct expr *e, size_t level)
{
	unsigned long v;
	int i;

	if (level == LEVELS)
		return primary(e);
	v = binary(e, level + 1);
	for (i = 0; i < 5 && operators[level][i] != NULL; i++)
		if (accept(e, operators[level][i])) {
			v = apply(e, operators[level][i], v,
			    binary(e, level + 1));
			i = -1;
		}
	return v;
}

static unsigned long
ternary(struct expr *e)
{
	unsigned long c, a, b;

	if (++e->depth > DEPTH) {
		e->bad = 1;
		return 0;
	}
	c = binary(e, 0);
	if (accept(e, "?")) {
		a = ternary(e);
		if (!accept(e, ":"))
			e->bad = 1;
		b = ternary(e);
		c = c ? a : b;
	}
	e->depth--;
	return c;
}

unsigned int
mo_plural(const struct mo *m, unsigned long n)
{
	struct expr e = { m->plural, n, 0, 0 };
	unsigned long v;

	if (m->plural == NULL)
		return n != 1;
	v = ternary(&e);
	return e.bad || v >= m->nplurals ? 0 : (unsigned int)v;
}
