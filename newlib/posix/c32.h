/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whole characters out of multibyte strings. wchar_t has 16 bits on this
 * target, so code that compares characters (patterns, regular expressions)
 * does not go through mbrtowc().
 */
#ifndef ISTHMUS_C32_H
#define ISTHMUS_C32_H

#include <stddef.h>
#include <stdint.h>

/*
 * The character at s, UTF-8, at most n > 0 bytes. Returns its length; what
 * is no UTF-8 is one byte long and gives U+DC80 to U+DCFF, which no text
 * contains, so that any bytes can be compared.
 */
static inline size_t
c32_utf8(uint32_t *c, const char *str, size_t n)
{
	const unsigned char *s = (const unsigned char *)str;
	uint32_t v, min;
	size_t len, i;

	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	*c = 0xdc00 | s[0];
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 1;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	min = len == 2 ? 0x80 : len == 3 ? 0x800 : 0x10000;
	v = s[0] & (0x7fu >> len);
	for (i = 1; i < len; i++) {
		if (i >= n || (s[i] & 0xc0) != 0x80)
			return 1;
		v = v << 6 | (s[i] & 0x3f);
	}
	if (v < min || v > 0x10ffff || (v >= 0xd800 && v < 0xe000))
		return 1;
	*c = v;
	return len;
}

#endif /* ISTHMUS_C32_H */
