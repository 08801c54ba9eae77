/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * <uchar.h>: multibyte characters to and from UTF-8, UTF-16 and UTF-32 units
 * (ISO C23 7.30). They go by the locale's wide characters, which are UTF-16.
 *
 * The first word of an mbstate_t is newlib's; these functions use it for
 * what they hold back, in a form that mbrtowc() never leaves behind.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>
#include <wchar.h>

#define HIGH(c)		((c) >= 0xd800 && (c) < 0xdc00)
#define LOW(c)		((c) >= 0xdc00 && (c) < 0xe000)

/* Units held back for the next calls, the last one first. */
#define HELD		0x48454c44	/* in __count: units are held */
#define PARTIAL		0x50415254	/* part of a character is */

static size_t
invalid(void)
{
	errno = EILSEQ;
	return (size_t)-1;
}

/*
 * One more byte of a UTF-8 character. In *st the bits so far and, from bit
 * 24 on, how many bytes are to come, and from bit 28 on, how many there are
 * in all. Returns 1 when *st is the character, 0 for more, -1 for no UTF-8.
 */
static int
utf8_step(uint32_t *st, unsigned char c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t v, left = *st >> 24 & 15, all = *st >> 28;

	if (all == 0) {
		if (c < 0x80) {
			*st = c;
			return 1;
		}
		if (c < 0xc2 || c > 0xf4)
			return -1;
		all = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		*st = (c & (0x7fu >> all)) | (all - 1) << 24 | all << 28;
		return 0;
	}
	if ((c & 0xc0) != 0x80)
		return -1;
	v = (*st & 0xffffff) << 6 | (c & 0x3f);
	if (--left > 0) {
		*st = v | left << 24 | all << 28;
		return 0;
	}
	if (v < least[all] || v > 0x10ffff || HIGH(v) || LOW(v))
		return -1;
	*st = v;
	return 1;
}

/*
 * One character of s. As mbrtoc32(), apart from NULLs and n == 0. In UTF-8
 * it does not go by mbrtowc(), which gives halves of pairs.
 */
static size_t
get_char(uint32_t *c, const char *s, size_t n, mbstate_t *ps)
{
	wchar_t w;
	size_t len;
	int r;

	if (MB_CUR_MAX == 1) {
		len = mbrtowc(&w, s, n, ps);
		*c = w;
		return len;
	}
	*c = ps->__count == PARTIAL ? (uint32_t)ps->__value.__wch : 0;
	memset(ps, 0, sizeof(*ps));
	for (len = 0; len < n; ) {
		r = utf8_step(c, (unsigned char)s[len++]);
		if (r < 0)
			return invalid();
		if (r > 0)
			return *c != 0 ? len : 0;
	}
	ps->__count = PARTIAL;
	ps->__value.__wch = *c;
	return (size_t)-2;
}

size_t
mbrtoc32(char32_t *restrict pc, const char *restrict s, size_t n,
    mbstate_t *restrict ps)
{
	static mbstate_t own;
	uint32_t c;
	size_t len;

	if (ps == NULL)
		ps = &own;
	if (s == NULL)
		return mbrtoc32(NULL, "", 1, ps);
	len = n != 0 ? get_char(&c, s, n, ps) : (size_t)-2;
	if (len <= n && pc != NULL)
		*pc = c;
	return len;
}

size_t
c32rtomb(char *restrict s, char32_t c, mbstate_t *restrict ps)
{
	static mbstate_t own;
	char buf[MB_LEN_MAX];
	size_t a, b;

	if (ps == NULL)
		ps = &own;
	if (s == NULL)
		return c32rtomb(buf, 0, ps);
	if (c < 0x10000) {
		if (HIGH(c) || LOW(c))
			return invalid();
		return wcrtomb(s, (wchar_t)c, ps);
	}
	if (c > 0x10ffff)
		return invalid();
	c -= 0x10000;
	a = wcrtomb(s, (wchar_t)(0xd800 + (c >> 10)), ps);
	if (a == (size_t)-1)
		return a;
	b = wcrtomb(s + a, (wchar_t)(0xdc00 + (c & 0x3ff)), ps);
	return b == (size_t)-1 ? b : a + b;
}

size_t
mbrtoc16(char16_t *restrict pc, const char *restrict s, size_t n,
    mbstate_t *restrict ps)
{
	static mbstate_t own;
	uint32_t c;
	size_t len;

	if (ps == NULL)
		ps = &own;
	if (ps->__count == HELD) {
		if (pc != NULL)
			*pc = (char16_t)ps->__value.__wch;
		memset(ps, 0, sizeof(*ps));
		return (size_t)-3;
	}
	if (s == NULL)
		return mbrtoc16(NULL, "", 1, ps);
	len = n != 0 ? get_char(&c, s, n, ps) : (size_t)-2;
	if (len > n)
		return len;
	if (c >= 0x10000) {
		c -= 0x10000;
		ps->__count = HELD;
		ps->__value.__wch = 0xdc00 + (c & 0x3ff);
		c = 0xd800 + (c >> 10);
	}
	if (pc != NULL)
		*pc = (char16_t)c;
	return len;
}

size_t
c16rtomb(char *restrict s, char16_t c, mbstate_t *restrict ps)
{
	static mbstate_t own;
	char buf[MB_LEN_MAX];
	uint32_t high;

	if (ps == NULL)
		ps = &own;
	if (s == NULL) {
		memset(ps, 0, sizeof(*ps));
		return c16rtomb(buf, 0, ps);
	}
	if (ps->__count == HELD) {
		high = (uint32_t)ps->__value.__wch;
		memset(ps, 0, sizeof(*ps));
		if (!LOW(c))
			return invalid();
		return c32rtomb(s, 0x10000 + ((high - 0xd800) << 10) +
		    (c - 0xdc00u), ps);
	}
	if (HIGH(c)) {
		ps->__count = HELD;
		ps->__value.__wch = c;
		return 0;
	}
	return c32rtomb(s, c, ps);
}

/* c as UTF-8; returns the length. */
static int
put_utf8(unsigned char *u, uint32_t c)
{
	if (c < 0x80) {
		u[0] = (unsigned char)c;
		return 1;
	}
	if (c < 0x800) {
		u[0] = (unsigned char)(0xc0 | c >> 6);
		u[1] = 0x80 | (c & 0x3f);
		return 2;
	}
	if (c < 0x10000) {
		u[0] = (unsigned char)(0xe0 | c >> 12);
		u[1] = 0x80 | (c >> 6 & 0x3f);
		u[2] = 0x80 | (c & 0x3f);
		return 3;
	}
	u[0] = (unsigned char)(0xf0 | c >> 18);
	u[1] = 0x80 | (c >> 12 & 0x3f);
	u[2] = 0x80 | (c >> 6 & 0x3f);
	u[3] = 0x80 | (c & 0x3f);
	return 4;
}

/* Held for mbrtoc8: up to three units, the next in the low byte. */
size_t
mbrtoc8(unsigned char *restrict pc, const char *restrict s, size_t n,
    mbstate_t *restrict ps)
{
	static mbstate_t own;
	unsigned char u[4];
	uint32_t c, held = 0;
	size_t len;
	int k, i;

	if (ps == NULL)
		ps = &own;
	if (ps->__count == HELD) {
		held = (uint32_t)ps->__value.__wch;
		if (pc != NULL)
			*pc = (unsigned char)held;
		ps->__value.__wch = held >> 8;
		if (held >> 8 == 0)
			memset(ps, 0, sizeof(*ps));
		return (size_t)-3;
	}
	if (s == NULL)
		return mbrtoc8(NULL, "", 1, ps);
	len = n != 0 ? get_char(&c, s, n, ps) : (size_t)-2;
	if (len > n)
		return len;
	k = put_utf8(u, c);
	for (i = k - 1; i > 0; i--)
		held = held << 8 | u[i];
	if (held != 0) {
		ps->__count = HELD;
		ps->__value.__wch = held;
	}
	if (pc != NULL)
		*pc = u[0];
	return len;
}

size_t
c8rtomb(char *restrict s, unsigned char c, mbstate_t *restrict ps)
{
	static mbstate_t own;
	char buf[MB_LEN_MAX];
	uint32_t st;
	int r;

	if (ps == NULL)
		ps = &own;
	if (s == NULL) {
		memset(ps, 0, sizeof(*ps));
		return c8rtomb(buf, 0, ps);
	}
	st = ps->__count == PARTIAL ? (uint32_t)ps->__value.__wch : 0;
	memset(ps, 0, sizeof(*ps));
	r = utf8_step(&st, c);
	if (r < 0)
		return invalid();
	if (r > 0)
		return c32rtomb(s, st, ps);
	ps->__count = PARTIAL;
	ps->__value.__wch = st;
	return 0;
}
