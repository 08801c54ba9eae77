/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: ../newlib/posix/mo.c */
/* Message catalogs: look-up, plural forms, and files that are damaged. */
#include "unit.h"

#include <stdint.h>

#include "../newlib/posix/mo.h"

#define HEADER	"Content-Type: text/plain; charset=UTF-8\n" \
	"Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : " \
	"n != 0 && (n<5||n>20) ? 1 : 2;\n"

/* A catalog of the header, "a" -> "A" and "x" with three forms. */
static size_t
make(unsigned char *out, int big)
{
	static const struct { const char *s; uint32_t len; } text[] = {
		{ "", 0 }, { "a", 1 }, { "x\0xs", 4 },
		{ HEADER, sizeof(HEADER) - 1 }, { "A", 1 },
		{ "one\0few\0many", 12 },
	};
	uint32_t head[7] = { 0x950412de, 0, 3, 28, 28 + 24, 0, 0 }, off, w[2];
	size_t n = 28 + 48;

	memcpy(out, head, sizeof(head));
	for (int i = 0; i < 6; i++) {
		off = (uint32_t)n;
		w[0] = text[i].len;
		w[1] = off;
		memcpy(out + 28 + 8 * i, w, 8);
		memcpy(out + n, text[i].s, text[i].len + 1);
		n += text[i].len + 1;
	}
	for (size_t i = 0; big && i < 28 + 48; i += 4) {
		memcpy(w, out + i, 4);
		w[0] = __builtin_bswap32(w[0]);
		memcpy(out + i, w, 4);
	}
	return n;
}

static void
forms(const struct mo *m)
{
	CHECK_INT(mo_plural(m, 1), 0);
	CHECK_INT(mo_plural(m, 11), 2);
	CHECK_INT(mo_plural(m, 2), 1);
	CHECK_INT(mo_plural(m, 21), 0);
	CHECK_INT(mo_plural(m, 0), 2);
	CHECK_INT(mo_plural(m, 7), 2);
	CHECK_INT(mo_plural(m, 30), 1);
}

int
main(void)
{
	static unsigned char file[1024], *copy;
	struct mo m;
	size_t n, len, i;

	for (int big = 0; big < 2; big++) {
		n = make(file, big);
		CHECK_INT(mo_init(&m, (char *)file, n), 0);
		CHECK_STR(m.charset, "UTF-8");
		CHECK_INT(m.nplurals, 3);
		CHECK(mo_find(&m, "b") < 0);
		CHECK_STR(mo_string(&m, (uint32_t)mo_find(&m, "a"), &len), "A");
		CHECK_STR(mo_string(&m, (uint32_t)mo_find(&m, "x"), &len) + 4,
		    "few");
		CHECK_INT(len, 12);
		forms(&m);
	}
	/* Every cut and every wrong byte: an error or no harm. */
	n = make(file, 0);
	for (i = 0; i < n; i++) {
		copy = malloc(i + 1);
		memcpy(copy, file, i);
		CHECK(mo_init(&m, (char *)copy, i) != 0);
		free(copy);
		copy = malloc(n);
		memcpy(copy, file, n);
		copy[i] ^= 0xff;
		if (mo_init(&m, (char *)copy, n) == 0) {
			(void)mo_find(&m, "x");
			(void)mo_plural(&m, 3);
		}
		free(copy);
	}
	return 0;
}
