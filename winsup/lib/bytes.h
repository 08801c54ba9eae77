/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Numbers as Windows' structures have them in files and packets: least byte
 * first, at any address.
 */
#ifndef ISTHMUS_LIB_BYTES_H
#define ISTHMUS_LIB_BYTES_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t
get16(const void *from)
{
	const unsigned char *p = from;

	return p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t
get32(const void *from)
{
	const unsigned char *p = from;

	return get16(p) | get16(p + 2) << 16;
}

static inline void
put16(void *to, size_t v)
{
	unsigned char *p = to;

	p[0] = (unsigned char)v;
	p[1] = (unsigned char)(v >> 8);
}

static inline void
put32(void *to, uint32_t v)
{
	unsigned char *p = to;

	put16(p, v);
	put16(p + 2, v >> 16);
}

#endif
