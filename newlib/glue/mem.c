/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * memcpy, memmove, mempcpy and memset. newlib's assembly for x86_64 expects
 * the System V calling convention and writes past the cache from 256 bytes
 * on; these are plain C for the SSE2 every x86-64 has.
 *
 * Up to 128 bytes everything is loaded before anything is stored, from both
 * ends, so that overlap needs no care and no branch depends on alignment.
 * Long blocks go by the string instructions where the processor says that
 * they are fast ("enhanced REP MOVSB", Intel's optimization manual), else by
 * 64 bytes a turn with the stores aligned.
 */
#include <cpuid.h>
#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LONG_BLOCK	2048	/* from here on a string instruction pays */

static inline __m128i
ld(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline void
st(unsigned char *p, __m128i v)
{
	_mm_storeu_si128((__m128i *)(void *)p, v);
}

/* -1: slow, 1: fast, 0: not asked yet; threads that race find the same. */
static int rep_speed;

static int
rep_is_fast(void)
{
	unsigned int a, b = 0, c, d;

	if (rep_speed == 0)
		rep_speed = __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
		    (b & (1u << 9)) != 0 ? 1 : -1;
	return rep_speed > 0;
}

/* 0 to 16 bytes, by the widest pair of loads that fits. */
static inline void
move_small(unsigned char *d, const unsigned char *s, size_t n)
{
	uint64_t a8, b8;
	uint32_t a4, b4;
	uint16_t a2, b2;

	if (n >= 8) {
		__builtin_memcpy(&a8, s, 8);
		__builtin_memcpy(&b8, s + n - 8, 8);
		__builtin_memcpy(d, &a8, 8);
		__builtin_memcpy(d + n - 8, &b8, 8);
	} else if (n >= 4) {
		__builtin_memcpy(&a4, s, 4);
		__builtin_memcpy(&b4, s + n - 4, 4);
		__builtin_memcpy(d, &a4, 4);
		__builtin_memcpy(d + n - 4, &b4, 4);
	} else if (n >= 2) {
		__builtin_memcpy(&a2, s, 2);
		__builtin_memcpy(&b2, s + n - 2, 2);
		__builtin_memcpy(d, &a2, 2);
		__builtin_memcpy(d + n - 2, &b2, 2);
	} else if (n == 1)
		*d = *s;
}

/* 17 to 128 bytes. */
static inline void
move_medium(unsigned char *d, const unsigned char *s, size_t n)
{
	__m128i a = ld(s), z = ld(s + n - 16);
	__m128i b, c, e, w, x, y;

	if (n > 32) {
		b = ld(s + 16);
		y = ld(s + n - 32);
		if (n > 64) {
			c = ld(s + 32);
			e = ld(s + 48);
			w = ld(s + n - 64);
			x = ld(s + n - 48);
			st(d + 32, c);
			st(d + 48, e);
			st(d + n - 64, w);
			st(d + n - 48, x);
		}
		st(d + 16, b);
		st(d + n - 32, y);
	}
	st(d, a);
	st(d + n - 16, z);
}

/* More than 128 bytes, d below s or apart from it. */
static void
move_up(unsigned char *d, const unsigned char *s, size_t n)
{
	__m128i head = ld(s), t0, t1, t2, t3, a, b, c, e;
	unsigned char *end = d + n, *d0 = d;
	size_t skip;

	/* A string move with d just below s is slow on every processor. */
	if (n >= LONG_BLOCK && (size_t)(s - d) >= 64 && rep_is_fast()) {
		__asm__ volatile ("rep movsb"
		    : "+D" (d), "+S" (s), "+c" (n) : : "memory");
		return;
	}
	t0 = ld(s + n - 64);
	t1 = ld(s + n - 48);
	t2 = ld(s + n - 32);
	t3 = ld(s + n - 16);
	skip = 16 - ((uintptr_t)d & 15);
	d += skip;
	s += skip;
	/* The first 16 bytes are kept in head until no load can need them. */
	a = ld(s);
	b = ld(s + 16);
	c = ld(s + 32);
	e = ld(s + 48);
	st(d0, head);
	for (;;) {
		_mm_store_si128((__m128i *)(void *)d, a);
		_mm_store_si128((__m128i *)(void *)(d + 16), b);
		_mm_store_si128((__m128i *)(void *)(d + 32), c);
		_mm_store_si128((__m128i *)(void *)(d + 48), e);
		d += 64;
		s += 64;
		if (d + 64 >= end)
			break;
		a = ld(s);
		b = ld(s + 16);
		c = ld(s + 32);
		e = ld(s + 48);
	}
	st(end - 64, t0);
	st(end - 48, t1);
	st(end - 32, t2);
	st(end - 16, t3);
}

/* More than 128 bytes, d inside the block that starts at s. */
static void
move_down(unsigned char *d, const unsigned char *s, size_t n)
{
	__m128i h0 = ld(s), h1 = ld(s + 16), h2 = ld(s + 32), h3 = ld(s + 48);
	__m128i tail = ld(s + n - 16), a, b, c, e;
	unsigned char *p = d + n, *last = p;
	const unsigned char *q = s + n;
	size_t skip = (uintptr_t)p & 15;

	p -= skip;
	q -= skip;
	a = ld(q - 16);
	b = ld(q - 32);
	c = ld(q - 48);
	e = ld(q - 64);
	st(last - 16, tail);
	for (;;) {
		_mm_store_si128((__m128i *)(void *)(p - 16), a);
		_mm_store_si128((__m128i *)(void *)(p - 32), b);
		_mm_store_si128((__m128i *)(void *)(p - 48), c);
		_mm_store_si128((__m128i *)(void *)(p - 64), e);
		p -= 64;
		q -= 64;
		if (p <= d + 64)
			break;
		a = ld(q - 16);
		b = ld(q - 32);
		c = ld(q - 48);
		e = ld(q - 64);
	}
	st(d, h0);
	st(d + 16, h1);
	st(d + 32, h2);
	st(d + 48, h3);
}

void *
memmove(void *dst, const void *src, size_t n)
{
	unsigned char *d = dst;
	const unsigned char *s = src;

	if (n <= 16)
		move_small(d, s, n);
	else if (n <= 128)
		move_medium(d, s, n);
	else if ((uintptr_t)d - (uintptr_t)s >= n)
		move_up(d, s, n);
	else
		move_down(d, s, n);
	return dst;
}

/* Overlap is undefined here, and costs nothing to get right. */
void *memcpy(void *, const void *, size_t) __attribute__((alias("memmove")));

void *
mempcpy(void *dst, const void *src, size_t n)
{
	return (char *)memmove(dst, src, n) + n;
}

static inline void
set_small(unsigned char *d, uint64_t v, size_t n)
{
	if (n >= 8) {
		__builtin_memcpy(d, &v, 8);
		__builtin_memcpy(d + n - 8, &v, 8);
	} else if (n >= 4) {
		__builtin_memcpy(d, &v, 4);
		__builtin_memcpy(d + n - 4, &v, 4);
	} else if (n >= 2) {
		__builtin_memcpy(d, &v, 2);
		__builtin_memcpy(d + n - 2, &v, 2);
	} else if (n == 1)
		*d = (unsigned char)v;
}

void *
memset(void *dst, int c, size_t n)
{
	unsigned char *d = dst, *end = d + n;
	__m128i v = _mm_set1_epi8((char)c);

	if (n <= 16) {
		set_small(d, 0x0101010101010101u * (unsigned char)c, n);
		return dst;
	}
	if (n >= LONG_BLOCK && rep_is_fast()) {
		__asm__ volatile ("rep stosb"
		    : "+D" (d), "+c" (n) : "a" (c) : "memory");
		return dst;
	}
	st(d, v);
	st(end - 16, v);
	if (n > 32) {
		st(d + 16, v);
		st(end - 32, v);
	}
	if (n > 64) {
		d = (unsigned char *)(((uintptr_t)d + 32) & ~(uintptr_t)15);
		for (; d + 16 <= end; d += 16)
			_mm_store_si128((__m128i *)(void *)d, v);
	}
	return dst;
}
