/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: path/name.c nt/utf.c */
/* Every name POSIX allows has a name Windows allows, and comes back. */
#include "unit.h"

#include "path/room.h"

static void
both_ways(const char *s, size_t len)
{
	uint16_t w[600];
	char back[1200];
	size_t n = path_name_to_nt(w, 600, s, len);

	CHECK(n <= 600);
	for (size_t i = 0; i < n; i++) {
		CHECK(w[i] >= 0x20 || w[i] == 0);
		CHECK(w[i] >= 0x80 || strchr("<>:\"|?*\\", w[i]) == NULL ||
		    w[i] == 0);
	}
	CHECK(n == 0 || (w[n - 1] != '.' && w[n - 1] != ' '));
	size_t m = path_name_from_nt(back, sizeof back, w, n);
	CHECK_INT(m, len);
	CHECK(memcmp(back, s, len) == 0);
	CHECK_INT(path_name_from_nt(NULL, 0, w, n), len);
}

int
main(void)
{
	static const char *names[] = { "a", "a:b", "q?", "<>:\"|?*\\", "x.",
	    "x ", "x. .", "...", " ", "con", "\001\037", "\303\251",
	    "\360\237\230\200", "\377\376", "a b", ".hidden", "-",
	    "\355\240\200\200" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		both_ways(names[i], strlen(names[i]));
	for (int a = 1; a < 256; a++)
		for (int b = 1; b < 256; b++) {
			char s[3] = { (char)a, (char)b, '.' };
			if (a == '/' || b == '/')
				continue;
			both_ways(s, 1);
			both_ways(s, 2);
			both_ways(s, 3);
		}
	/* A file that another program named is shown as it is. */
	uint16_t other[] = { 'a', 0xe9, 0xf8ff };
	char b[16];
	CHECK_INT(path_name_from_nt(b, sizeof b, other, 3), 6);
	return (0);
}
