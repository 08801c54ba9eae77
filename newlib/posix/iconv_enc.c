/* SPDX-License-Identifier: BSD-2-Clause */
/* The Unicode forms, and sets of one byte by newlib's tables. */
#include <limits.h>
#include <reent.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "c32.h"
#include "iconv_enc.h"

/* newlib's functions for one of its sets, private to libc.a. */
typedef int to_wide(struct _reent *, wchar_t *, const char *, size_t,
    mbstate_t *);
to_wide *__iso_mbtowc(int number);
to_wide *__cp_mbtowc(int page);

#define IS_PAIR(c)	((c) >= 0xd800 && (c) < 0xe000)

int
iconv_enc_open(struct iconv_enc *e)
{
	mbstate_t st;
	to_wide *f;
	wchar_t w;
	char b;
	int i;

	if (e->kind == ENC_NLS)
		return iconv_nls_valid(e->number) ? 0 : -1;
	if (e->kind != ENC_ISO8859 && e->kind != ENC_CP)
		return 0;
	e->high = calloc(128, sizeof(*e->high));
	if (e->high == NULL)
		return -1;
	f = e->kind == ENC_CP ? __cp_mbtowc(e->number) :
	    __iso_mbtowc(e->number);
	for (i = 0; i < 128; i++) {
		memset(&st, 0, sizeof(st));
		b = (char)(128 + i);
		if (f(_REENT, &w, &b, 1, &st) == 1)
			e->high[i] = (uint16_t)w;
	}
	return 0;
}

void
iconv_enc_close(struct iconv_enc *e)
{
	free(e->high);
}

void
iconv_enc_reset(struct iconv_enc *e)
{
	e->started = 0;
	e->little = 0;
}

static uint32_t
unit(const unsigned char *p, int size, int little)
{
	uint32_t v = 0;
	int i;

	for (i = 0; i < size; i++)
		v = v << 8 | p[little ? size - 1 - i : i];
	return v;
}

static void
put_unit(unsigned char *p, uint32_t v, int size, int little)
{
	int i;

	for (i = 0; i < size; i++)
		p[little ? i : size - 1 - i] = (unsigned char)(v >> (8 * i));
}

/* The size of a unit and whether the low byte is first. */
static int
unit_size(struct iconv_enc *e, int *little)
{
	switch (e->kind) {
	case ENC_UTF16LE:
	case ENC_UCS2LE:
		*little = 1;
		return 2;
	case ENC_UTF16BE:
	case ENC_UCS2BE:
		*little = 0;
		return 2;
	case ENC_UTF16:
	case ENC_UCS2:
		*little = e->little;
		return 2;
	case ENC_UTF32LE:
		*little = 1;
		return 4;
	case ENC_UTF32BE:
		*little = 0;
		return 4;
	default:
		*little = e->little;
		return 4;
	}
}

static int
has_bom(const struct iconv_enc *e)
{
	return e->kind == ENC_UTF16 || e->kind == ENC_UTF32 ||
	    e->kind == ENC_UCS2;
}

static int
decode_units(struct iconv_enc *e, const unsigned char *p, size_t n,
    uint32_t *c)
{
	int little, size = unit_size(e, &little);
	uint32_t lo;

	if (n < (size_t)size)
		return ENC_INCOMPLETE;
	*c = unit(p, size, little);
	if (has_bom(e) && !e->started) {
		e->started = 1;
		/* Without a BOM it is this machine's order. */
		e->little = *c != 0xfeff;
		if (*c == 0xfeff || unit(p, size, 1) == 0xfeff) {
			*c = UINT32_MAX;
			return size;
		}
		*c = unit(p, size, 1);
		little = 1;
	}
	if (*c > 0x10ffff || (*c >= 0xdc00 && *c < 0xe000))
		return ENC_INVALID;
	if (!IS_PAIR(*c))
		return size;
	if (e->kind != ENC_UTF16 && e->kind != ENC_UTF16BE &&
	    e->kind != ENC_UTF16LE)
		return ENC_INVALID;
	if (n < 4)
		return ENC_INCOMPLETE;
	lo = unit(p + 2, 2, little);
	if (lo < 0xdc00 || lo >= 0xe000)
		return ENC_INVALID;
	*c = 0x10000 + ((*c - 0xd800) << 10) + (lo - 0xdc00);
	return 4;
}

/* Tells a cut character from a wrong one. */
static int
decode_utf8(const unsigned char *p, size_t n, uint32_t *c)
{
	size_t len, i, need;

	len = c32_utf8(c, (const char *)p, n);
	if (len > 1 || p[0] < 0x80)
		return (int)len;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return ENC_INVALID;
	need = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (n >= need)
		return ENC_INVALID;
	for (i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return ENC_INVALID;
	if (n > 1 && ((p[0] == 0xe0 && p[1] < 0xa0) ||
	    (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
	    (p[0] == 0xf4 && p[1] > 0x8f)))
		return ENC_INVALID;
	return ENC_INCOMPLETE;
}

int
iconv_decode(struct iconv_enc *e, const unsigned char *p, size_t n,
    uint32_t *c)
{
	switch (e->kind) {
	case ENC_ASCII:
		*c = p[0];
		return p[0] < 0x80 ? 1 : ENC_INVALID;
	case ENC_LATIN1:
		*c = p[0];
		return 1;
	case ENC_UTF8:
		return decode_utf8(p, n, c);
	case ENC_ISO8859:
	case ENC_CP:
		*c = p[0] < 0x80 ? p[0] : e->high[p[0] - 0x80];
		return p[0] == 0 || *c != 0 ? 1 : ENC_INVALID;
	case ENC_NLS:
		if (p[0] < 0x80) {
			*c = p[0];
			return 1;
		}
		return iconv_nls_decode(e->number, p, n, c);
	default:
		return decode_units(e, p, n, c);
	}
}

static int
encode_utf8(uint32_t c, unsigned char *p, size_t n)
{
	int len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;

	if (n < (size_t)len)
		return ENC_INCOMPLETE;
	for (i = len - 1; i > 0; i--) {
		p[i] = (unsigned char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	p[0] = (unsigned char)(len == 1 ? c : (0xf00u >> len) | c);
	return len;
}

static int
encode_units(struct iconv_enc *e, uint32_t c, unsigned char *p, size_t n)
{
	int little, size, bom = 0;

	if (has_bom(e) && e->kind != ENC_UCS2 && !e->started)
		bom = 1;
	if (!e->started)
		e->little = 1;
	size = unit_size(e, &little);
	if (size == 2 && c >= 0x10000 && (e->kind == ENC_UCS2 ||
	    e->kind == ENC_UCS2BE || e->kind == ENC_UCS2LE))
		return ENC_INVALID;
	if (n < (size_t)((bom + 1) * size) ||
	    (size == 2 && c >= 0x10000 && n < (size_t)(4 + 2 * bom)))
		return ENC_INCOMPLETE;
	e->started = 1;
	if (bom) {
		put_unit(p, 0xfeff, size, little);
		p += size;
	}
	if (size == 4 || c < 0x10000) {
		put_unit(p, c, size, little);
		return size * (bom + 1);
	}
	c -= 0x10000;
	put_unit(p, 0xd800 + (c >> 10), 2, little);
	put_unit(p + 2, 0xdc00 + (c & 0x3ff), 2, little);
	return 4 + 2 * bom;
}

static int
encode_high(const struct iconv_enc *e, uint32_t c, unsigned char *p)
{
	int i;

	for (i = 0; i < 128; i++)
		if (e->high[i] == c) {
			*p = (unsigned char)(128 + i);
			return 1;
		}
	return ENC_INVALID;
}

int
iconv_encode(struct iconv_enc *e, uint32_t c, unsigned char *p, size_t n)
{
	if (e->kind == ENC_UTF8)
		return encode_utf8(c, p, n);
	if (e->kind >= ENC_UTF16 && e->kind <= ENC_UTF32LE)
		return encode_units(e, c, p, n);
	if (n < 1)
		return ENC_INCOMPLETE;
	if (c < 0x80 || (c < 0x100 && e->kind == ENC_LATIN1)) {
		*p = (unsigned char)c;
		return 1;
	}
	if (e->kind == ENC_ISO8859 || e->kind == ENC_CP)
		return encode_high(e, c, p);
	if (e->kind == ENC_NLS)
		return iconv_nls_encode(e->number, c, p, n);
	return ENC_INVALID;
}
