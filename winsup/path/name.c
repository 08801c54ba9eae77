/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names of single files: what POSIX allows and Windows does not.
 */
#include "path/room_impl.h"

#include <string.h>

#include "nt/utf.h"

/*
 * Windows takes these for itself in a name ([MS-FSCC] 2.1.5; "Naming Files,
 * Paths, and Namespaces"), and a dot or space at the end is dropped by Win32.
 */
static int
is_forbidden(unsigned c)
{
	return c < 0x20 || (c < 0x80 && strchr("<>:\"|?*\\", (int)c) != NULL);
}

size_t
path_name_to_nt(uint16_t *dst, size_t max, const char *s, size_t len)
{
	size_t n = utf_8to16(dst, max, s, len), i;

	if (n > max)
		return n;
	for (i = 0; i < n; i++)
		if (is_forbidden(dst[i]))
			dst[i] |= 0xf000;
	if (n > 0 && (dst[n - 1] == '.' || dst[n - 1] == ' '))
		dst[n - 1] |= 0xf000;
	return n;
}

static int
is_escaped(uint16_t c)
{
	return (c & 0xff80) == 0xf000 && c != 0xf000 &&
	    (is_forbidden(c & 0x7f) || c == 0xf02e || c == 0xf020);
}

size_t
path_name_from_nt(char *dst, size_t max, const uint16_t *s, size_t units)
{
	size_t n = 0, i = 0, run;

	while (i < units) {
		for (run = i; run < units && !is_escaped(s[run]); run++)
			continue;
		n += utf_16to8(n < max ? dst + n : NULL, n < max ? max - n : 0,
		    s + i, run - i);
		if (run < units) {
			if (n < max)
				dst[n] = (char)(s[run] & 0x7f);
			n++;
			run++;
		}
		i = run;
	}
	return n;
}
