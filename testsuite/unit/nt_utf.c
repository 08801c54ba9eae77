/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: nt/utf.c */
/* nt/utf.h: names survive the way to UTF-16 and back, valid or not. */
#include "unit.h"

#include "nt/utf.h"

static void
there_and_back(const char *s, size_t len)
{
	uint16_t w[1200];
	char back[3600];
	size_t n = utf_8to16(w, 1200, s, len);
	CHECK(n <= 1200);
	CHECK_INT(utf_8to16(NULL, 0, s, len), n);
	size_t m = utf_16to8(back, sizeof back, w, n);
	CHECK_INT(utf_16to8(NULL, 0, w, n), m);
	if (m != len || memcmp(back, s, len) != 0) {
		fprintf(stderr, "not the same:");
		for (size_t i = 0; i < len; i++)
			fprintf(stderr, " %02x", (unsigned char)s[i]);
		fprintf(stderr, "\n");
		exit(1);
	}
}

static void
known_values(void)
{
	uint16_t w[8];

	CHECK_INT(utf_8to16(w, 8, "a\303\251\342\202\254", 6), 3);
	CHECK(w[0] == 'a' && w[1] == 0xe9 && w[2] == 0x20ac);
	CHECK_INT(utf_8to16(w, 8, "\360\237\230\200", 4), 2);
	CHECK(w[0] == 0xd83d && w[1] == 0xde00);
	CHECK_INT(utf_8to16(w, 8, "\377", 1), 1);
	CHECK(w[0] == 0xdcff);
	w[1] = 7;
	CHECK_INT(utf_8to16(w, 1, "ab", 2), 2);
	CHECK(w[0] == 'a' && w[1] == 7);
}

static void
every_pair_and_triple(void)
{
	char s[3];

	for (int a = 0; a < 256; a++)
		for (int b = 0; b < 256; b++) {
			s[0] = (char)a;
			s[1] = (char)b;
			there_and_back(s, 2);
			s[2] = '\200';
			there_and_back(s, 3);
			s[2] = 'x';
			there_and_back(s, 3);
		}
}

static void
every_unit(void)
{
	for (unsigned u = 0; u < 0x10000; u++) {
		uint16_t in = (uint16_t)u, out[8];
		char s[4];
		size_t n = utf_16to8(s, sizeof s, &in, 1);

		CHECK(n >= 1 && n <= 3);
		CHECK_INT(utf_8to16(out, 8, s, n), 1);
		CHECK(out[0] == in);
	}
}

/* A character or a byte of none anywhere in a long name, and any room. */
static void
in_long_names(void)
{
	static const char *const odd[] = { "\303\251", "\377", "z" };
	uint16_t w[64];
	char s[40];

	for (size_t at = 0; at < 30; at++)
		for (int k = 0; k < 3; k++) {
			size_t n = strlen(odd[k]);

			memset(s, 'n', sizeof s);
			memcpy(s + at, odd[k], n);
			there_and_back(s, 30 + n);
		}
	memset(s, 'n', sizeof s);
	for (size_t room = 0; room <= 40; room++) {
		memset(w, 0, sizeof w);
		CHECK_INT(utf_8to16(w, room, s, 40), 40);
		for (size_t i = 0; i < 64; i++)
			CHECK_INT(w[i], i < room ? 'n' : 0);
	}
}

int
main(void)
{
	known_values();
	every_pair_and_triple();
	every_unit();
	in_long_names();
	/* What would pair up by chance on the way must not. */
	there_and_back("\355\240\200\200", 4);
	there_and_back("\355\240\200\355\260\200", 6);
	there_and_back("\355\257\277\355\277\277", 6);
	there_and_back("\355\240\200", 3);
	there_and_back("\355\240\200\355\240\200\200", 7);
	there_and_back("\364\220\200\200\300\200\340\200\200", 9);
	return (0);
}
