/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Unicode characters (ISO C11 7.28, XBD <uchar.h>).
 */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <sys/cdefs.h>
#include <sys/_types.h>
#define __need_size_t
#include <stddef.h>

#ifndef _MBSTATE_T
#define _MBSTATE_T
typedef _mbstate_t	mbstate_t;
#endif

#if !defined(__cplusplus) || __cplusplus < 201103L
typedef __UINT_LEAST16_TYPE__	char16_t;
typedef __UINT_LEAST32_TYPE__	char32_t;
#endif
#if __ISO_C_VISIBLE >= 2020 && !defined(__cplusplus)
#ifndef _CHAR8_T_DECLARED
#define _CHAR8_T_DECLARED
typedef unsigned char	char8_t;
#endif
#endif

__BEGIN_DECLS

size_t mbrtoc16(char16_t *__restrict __pc, const char *__restrict __s,
    size_t __n, mbstate_t *__restrict __ps);
size_t c16rtomb(char *__restrict __s, char16_t __c,
    mbstate_t *__restrict __ps);
size_t mbrtoc32(char32_t *__restrict __pc, const char *__restrict __s,
    size_t __n, mbstate_t *__restrict __ps);
size_t c32rtomb(char *__restrict __s, char32_t __c,
    mbstate_t *__restrict __ps);
#if __ISO_C_VISIBLE >= 2020 &&						\
    (!defined(__cplusplus) || defined(__cpp_char8_t))
size_t mbrtoc8(char8_t *__restrict __pc, const char *__restrict __s,
    size_t __n, mbstate_t *__restrict __ps);
size_t c8rtomb(char *__restrict __s, char8_t __c,
    mbstate_t *__restrict __ps);
#endif

__END_DECLS

#endif /* _UCHAR_H */
