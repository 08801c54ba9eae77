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
	CHECK(n == 0 || (w[n - 1] != '.' && w[n - 1] != ' ') ||
	    (len <= 2 && memcmp(s, "..", len) == 0));
	size_t m = path_name_from_nt(back, sizeof back, w, n);
	CHECK_INT(m, len);
	CHECK(memcmp(back, s, len) == 0);
	CHECK_INT(path_name_from_nt(NULL, 0, w, n), len);
}

/* Each name of a disk has one here that leads back to it. */
static void
from_disk(const uint16_t *w, size_t n)
{
	char s[64];
	uint16_t back[32];
	size_t len = path_name_from_nt(s, sizeof s, w, n);

	CHECK(len < sizeof s);
	CHECK_INT(path_name_to_nt(back, 32, s, len), n);
	CHECK(memcmp(back, w, n * sizeof *w) == 0);
}

/* Of names that native programs make with a dot or blank at the end. */
static void
native_ends(void)
{
	static const uint16_t end[] = { '.', ' ', 0xf02e, 0xf020, 'x' };
	uint16_t w[4];
	char s[16];

	for (int a = 0; a < 5; a++)
		for (int b = 0; b < 5; b++)
			for (int c = 0; c < 5; c++) {
				w[0] = 'x';
				w[1] = end[a];
				w[2] = end[b];
				w[3] = end[c];
				from_disk(w, 2);
				from_disk(w, 3);
				from_disk(w, 4);
				from_disk(w + 1, 3);
			}
	/* What is there already stays, and nothing else becomes it. */
	CHECK_INT(path_name_from_nt(s, sizeof s, u"..", 2), 2);
	CHECK(memcmp(s, "..", 2) == 0);
	CHECK_INT(path_name_from_nt(s, sizeof s, u"\xf02e", 1), 3);
	CHECK_INT(path_name_from_nt(s, sizeof s, u".\xf02e", 2), 4);
	CHECK_INT(path_name_to_nt(w, 4, "\357\200\256", 3), 1);
	CHECK_INT(w[0], 0xf02e);
	/* Of a whole path each part has an end. */
	CHECK_INT(path_name_from_nt(s, sizeof s, u"../a./b c\xf020", 10), 12);
	CHECK(memcmp(s, "../a\357\200\256/b c ", 12) == 0);
}

int
main(void)
{
	native_ends();
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
