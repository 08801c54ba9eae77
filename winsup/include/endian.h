/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Byte order (XBD <endian.h>, POSIX.1-2024).
 */
#ifndef _ENDIAN_H
#define _ENDIAN_H

#include <stdint.h>

#define LITTLE_ENDIAN	_LITTLE_ENDIAN
#define BIG_ENDIAN	_BIG_ENDIAN
#define BYTE_ORDER	_BYTE_ORDER

#include <machine/endian.h>

#define __LITTLE_ENDIAN	_LITTLE_ENDIAN
#define __BIG_ENDIAN	_BIG_ENDIAN
#define __PDP_ENDIAN	_PDP_ENDIAN
#define __BYTE_ORDER	_BYTE_ORDER

#define htobe16(__x)	((uint16_t)__bswap16(__x))
#define htobe32(__x)	((uint32_t)__bswap32(__x))
#define htobe64(__x)	((uint64_t)__bswap64(__x))
#define be16toh(__x)	((uint16_t)__bswap16(__x))
#define be32toh(__x)	((uint32_t)__bswap32(__x))
#define be64toh(__x)	((uint64_t)__bswap64(__x))
#define htole16(__x)	((uint16_t)(__x))
#define htole32(__x)	((uint32_t)(__x))
#define htole64(__x)	((uint64_t)(__x))
#define le16toh(__x)	((uint16_t)(__x))
#define le32toh(__x)	((uint32_t)(__x))
#define le64toh(__x)	((uint64_t)(__x))

#endif /* _ENDIAN_H */
