/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/utf.h"

#include <string.h>

#define ESCAPE_FIRST	0xdc80u	/* stands for byte 0x80 */
#define ESCAPE_LAST	0xdcffu	/* stands for byte 0xff */

static int
is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * Decodes one well-formed UTF-8 sequence of at most len bytes.  Returns its
 * length, 0 if it is not one (overlong forms, values over U+10FFFF; a
 * surrogate counts as well-formed unless it is one of our escapes).
 */
static size_t
decode(const unsigned char *s, size_t len, uint32_t *out)
{
	uint32_t c = s[0];
	size_t need, i;

	if (c < 0x80) {
		*out = c;
		return 1;
	}
	if (c < 0xc2 || c > 0xf4)
		return 0;
	need = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (len < need)
		return 0;
	c &= 0xffu >> (need + 1);
	for (i = 1; i < need; i++) {
		if (!is_tail(s[i]))
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if ((need == 3 && c < 0x800) ||
	    (need == 4 && (c < 0x10000 || c > 0x10ffff)))
		return 0;
	if (c >= ESCAPE_FIRST && c <= ESCAPE_LAST)
		return 0;
	*out = c;
	return need;
}

/*
 * Would s, behind a high surrogate, begin with a low one?  Then the two
 * would be taken for a pair on the way back, so the high one must be kept
 * as escaped bytes, which are low ones for whatever stands before it.
 */
static int
begins_low(const unsigned char *s, size_t len)
{
	uint32_t c;

	for (; len > 0; s += 3, len -= 3) {
		if (decode(s, len, &c) == 0)
			return 1;
		if ((c & 0xfffffc00) != 0xd800)
			return (c & 0xfffffc00) == 0xdc00;
	}
	return 0;
}

#define WORD		sizeof(uint64_t)
#define NOT_ASCII	UINT64_C(0x8080808080808080)

/* How many bytes, whole words of ASCII, were put into dst. */
static size_t
put_ascii(uint16_t *dst, size_t max, const unsigned char *s, size_t len)
{
	uint64_t word;
	size_t n, i;

	for (n = 0; n + WORD <= len && n + WORD <= max; n += WORD) {
		memcpy(&word, s + n, WORD);
		if (word & NOT_ASCII)
			break;
		for (i = n; i < n + WORD; i++)
			dst[i] = s[i];
	}
	return n;
}

size_t
utf_8to16(uint16_t *dst, size_t max, const char *src, size_t len)
{
	const unsigned char *s = (const unsigned char *)src;
	size_t n = 0, step;
	uint32_t c;

	for (; len > 0; s += step, len -= step) {
		/* Most text is ASCII. */
		if (n < max) {
			step = put_ascii(dst + n, max - n, s, len);
			s += step;
			len -= step;
			n += step;
		}
		for (; len > 0 && *s < 0x80; s++, len--, n++)
			if (n < max)
				dst[n] = *s;
		if (len == 0)
			break;
		step = decode(s, len, &c);
		if (step == 3 && (c & 0xfffffc00) == 0xd800 &&
		    begins_low(s + 3, len - 3))
			step = 0;
		if (step == 0) {
			c = ESCAPE_FIRST + (uint32_t)(*s - 0x80);
			step = 1;
		}
		if (c >= 0x10000) {
			if (n < max)
				dst[n] = (uint16_t)(0xd7c0 + (c >> 10));
			n++;
			c = 0xdc00 | (c & 0x3ff);
		}
		if (n < max)
			dst[n] = (uint16_t)c;
		n++;
	}
	return n;
}

static size_t
encode(unsigned char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (unsigned char)(0xc0 | c >> 6);
		out[1] = (unsigned char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (unsigned char)(0xe0 | c >> 12);
		out[1] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (unsigned char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (unsigned char)(0xf0 | c >> 18);
	out[1] = (unsigned char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (unsigned char)(0x80 | (c & 0x3f));
	return 4;
}

size_t
utf_16to8(char *dst, size_t max, const uint16_t *src, size_t units)
{
	unsigned char b[4];
	size_t n = 0, i, k, len;

	for (i = 0; i < units; i++) {
		uint32_t c = src[i];

		if (c >= 0xd800 && c < 0xdc00 && i + 1 < units &&
		    (src[i + 1] & 0xfc00) == 0xdc00) {
			c = 0x10000 + ((c & 0x3ff) << 10) +
			    (src[++i] & 0x3ffu);
			len = encode(b, c);
		} else if (c >= ESCAPE_FIRST && c <= ESCAPE_LAST) {
			b[0] = (unsigned char)(c - ESCAPE_FIRST + 0x80);
			len = 1;
		} else
			len = encode(b, c);
		for (k = 0; k < len; k++, n++)
			if (n < max)
				dst[n] = (char)b[k];
	}
	return n;
}
