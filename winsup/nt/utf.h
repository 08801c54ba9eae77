/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * UTF-8 and UTF-16 for names and arguments.  Text that is not valid
 * survives a round trip: a byte of a malformed UTF-8 sequence becomes
 * U+DC80 + (byte - 0x80), a low surrogate that stands alone, and such a
 * unit becomes the byte again; other lone surrogates are encoded in three
 * bytes as they are.
 */
#ifndef ISTHMUS_NT_UTF_H
#define ISTHMUS_NT_UTF_H

#include <stddef.h>
#include <stdint.h>

/*
 * Both return the units (bytes) that the whole result needs, and write at
 * most max of them; no terminator is added.  dst may be NULL with max 0.
 */
size_t utf_8to16(uint16_t *dst, size_t max, const char *src, size_t len);
size_t utf_16to8(char *dst, size_t max, const uint16_t *src, size_t units);

#endif
