/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * crypt(), encrypt() and setkey() (XSH, option XSI ENCRYPTION): DES, FIPS
 * 46-3. crypt() is the Unix password hash of 1979, 25 rounds over zeros with
 * a salt of 12 bits; it protects nothing today, and is here because POSIX
 * has it and old files need it. Other salts give NULL with EINVAL.
 *
 * One bit is one byte, as in the standard's description: clarity over speed,
 * a hash takes about a millisecond.
 */
#include <crypt.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

struct des {
	unsigned char	key[16][48];	/* by round */
	unsigned char	e[48];		/* the expansion, salted */
};

/* The permutations; entries count bits from 1. */
static const unsigned char initial[64] = {
	58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4,
	62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24, 16, 8,
	57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3,
	61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7
};

static const unsigned char expansion[48] = {
	32, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 8, 9, 10, 11, 12, 13,
	12, 13, 14, 15, 16, 17, 16, 17, 18, 19, 20, 21, 20, 21, 22, 23,
	24, 25, 24, 25, 26, 27, 28, 29, 28, 29, 30, 31, 32, 1
};

static const unsigned char perm[32] = {
	16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
	2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25
};

static const unsigned char choice1[56] = {
	57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18,
	10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
	63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22,
	14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
};

static const unsigned char choice2[48] = {
	14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10,
	23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
	41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48,
	44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
};

static const unsigned char rotations[16] =
	{ 1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1 };

static const unsigned char sbox[8][64] = {
	{ 14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7,
	  0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8,
	  4, 1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0,
	  15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13 },
	{ 15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10,
	  3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5,
	  0, 14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15,
	  13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9 },
	{ 10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8,
	  13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1,
	  13, 6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7,
	  1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12 },
	{ 7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15,
	  13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9,
	  10, 6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4,
	  3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14 },
	{ 2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9,
	  14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6,
	  4, 2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14,
	  11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3 },
	{ 12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11,
	  10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8,
	  9, 14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6,
	  4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13 },
	{ 4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1,
	  13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6,
	  1, 4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2,
	  6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12 },
	{ 13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7,
	  1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2,
	  7, 11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8,
	  2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11 }
};

static void
permute(unsigned char *out, const unsigned char *in,
    const unsigned char *table, int n)
{
	while (n-- > 0)
		out[n] = in[table[n] - 1];
}

static void
set_key(struct des *d, const unsigned char *bits)
{
	unsigned char cd[56], first[2];
	int round, r, half;

	memcpy(d->e, expansion, sizeof(d->e));
	permute(cd, bits, choice1, 56);
	for (round = 0; round < 16; round++) {
		for (half = 0; half < 56; half += 28) {
			r = rotations[round];
			memcpy(first, cd + half, (size_t)r);
			memmove(cd + half, cd + half + r, 28 - (size_t)r);
			memcpy(cd + half + 28 - r, first, (size_t)r);
		}
		permute(d->key[round], cd, choice2, 48);
	}
}

/* right := left ^ f(right, key) */
static void
half_round(const struct des *d, unsigned char *left,
    const unsigned char *right, const unsigned char *key)
{
	unsigned char x[48], f[32], out;
	int i, j;

	permute(x, right, d->e, 48);
	for (i = 0; i < 48; i++)
		x[i] ^= key[i];
	for (i = 0; i < 8; i++) {
		const unsigned char *b = x + 6 * i;

		out = sbox[i][b[0] << 5 | b[5] << 4 | b[1] << 3 |
		    b[2] << 2 | b[3] << 1 | b[4]];
		for (j = 0; j < 4; j++)
			f[4 * i + j] = out >> (3 - j) & 1;
	}
	for (i = 0; i < 32; i++)
		left[i] ^= f[perm[i] - 1];
}

static void
run(const struct des *d, unsigned char *block, int decrypt)
{
	unsigned char lr[64], swapped[64], t[32];
	int i;

	permute(lr, block, initial, 64);
	for (i = 0; i < 16; i++) {
		half_round(d, lr, lr + 32, d->key[decrypt ? 15 - i : i]);
		memcpy(t, lr, 32);
		memcpy(lr, lr + 32, 32);
		memcpy(lr + 32, t, 32);
	}
	memcpy(swapped, lr + 32, 32);
	memcpy(swapped + 32, lr, 32);
	for (i = 0; i < 64; i++)	/* the inverse of initial */
		block[initial[i] - 1] = swapped[i];
}

/* The value of a character of ./0-9A-Za-z, or -1. */
static int
from64(char c)
{
	static const char set[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz";
	const char *p = c != '\0' ? strchr(set, c) : NULL;

	return p != NULL ? (int)(p - set) : -1;
}

static char
to64(int v)
{
	return (char)(v < 2 ? '.' + v : v < 12 ? '0' + v - 2 :
	    v < 38 ? 'A' + v - 12 : 'a' + v - 38);
}

char *
crypt_r(const char *key, const char *salt, struct crypt_data *data)
{
	unsigned char bits[66];
	struct des d;
	int i, j, s, v;

	if (from64(salt[0]) < 0 || from64(salt[1]) < 0) {
		errno = EINVAL;
		return NULL;
	}
	memset(bits, 0, sizeof(bits));
	for (i = 0; i < 8 && key[i] != '\0'; i++)
		for (j = 0; j < 7; j++)
			bits[8 * i + j] = key[i] >> (6 - j) & 1;
	set_key(&d, bits);
	/* A bit of the salt swaps two entries of the expansion. */
	for (i = 0; i < 2; i++)
		for (s = from64(salt[i]), j = 0; j < 6; j++)
			if (s >> j & 1) {
				v = d.e[6 * i + j];
				d.e[6 * i + j] = d.e[6 * i + j + 24];
				d.e[6 * i + j + 24] = (unsigned char)v;
			}
	memset(bits, 0, sizeof(bits));
	for (i = 0; i < 25; i++)
		run(&d, bits, 0);
	data->output[0] = salt[0];
	data->output[1] = salt[1];
	for (i = 0; i < 11; i++) {
		for (v = j = 0; j < 6; j++)
			v = v << 1 | bits[6 * i + j];
		data->output[2 + i] = to64(v);
	}
	data->output[13] = '\0';
	explicit_bzero(&d, sizeof(d));
	return data->output;
}

/* EINVAL: a salt of another method. */
char *
crypt(const char *key, const char *salt)
{
	static struct crypt_data data;

	return crypt_r(key, salt, &data);
}

static struct des current;

void
setkey(const char *key)
{
	unsigned char bits[64];
	int i;

	for (i = 0; i < 64; i++)
		bits[i] = key[i] & 1;
	set_key(&current, bits);
}

void
encrypt(char *block, int decrypt)
{
	unsigned char bits[64];
	int i;

	for (i = 0; i < 64; i++)
		bits[i] = block[i] & 1;
	run(&current, bits, decrypt);
	for (i = 0; i < 64; i++)
		block[i] = (char)bits[i];
}
