/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Windows' pictures of dates and times as formats of strftime(): Microsoft
 * Learn, "Day, Month, Year, and Era Format Pictures" and "Hour, Minute, and
 * Second Format Pictures".
 */
#include "locale_impl.h"

struct format {
	uint16_t *p, *end;
};

static void
put(struct format *f, uint16_t c)
{
	if (f->p < f->end)
		*f->p++ = c;
}

/*
 * What a row of n equal letters stands for. Numbers have two digits always:
 * strftime() has no portable conversion for fewer. Eras are left out.
 */
static char
conversion(uint16_t letter, size_t n, int brief)
{
	switch (letter) {
	case 'd':
		return n < 3 ? 'd' : n == 3 || brief ? 'a' : 'A';
	case 'M':
		return n < 3 ? 'm' : n == 3 || brief ? 'b' : 'B';
	case 'y':
		return n < 3 ? 'y' : 'Y';
	case 'H':
		return 'H';
	case 'h':
		return 'I';
	case 'm':
		return 'M';
	case 's':
		return 'S';
	case 't':
		return 'p';
	default:
		return '\0';
	}
}

static int
is_letter(uint16_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

uint16_t *
locale_picture(const uint16_t *picture, int brief, uint16_t *out, size_t max)
{
	struct format f = { out, out + max - 1 };
	const uint16_t *s = picture;
	int quoted = 0;
	size_t n;
	char c;

	while (*s != 0) {
		if (*s == '\'' && s[1] == '\'') {	/* one of them */
			put(&f, '\'');
			s += 2;
		} else if (*s == '\'') {
			quoted = !quoted;
			s++;
		} else if (quoted || !is_letter(*s)) {
			if (*s == '%')
				put(&f, '%');
			put(&f, *s++);
		} else {
			for (n = 1; s[n] == *s; n++)
				;
			c = conversion(*s, n, brief);
			s += n;
			if (c != '\0' && f.end - f.p >= 2) {
				put(&f, '%');
				put(&f, (uint16_t)c);
			}
		}
	}
	*f.p = 0;
	return out;
}
