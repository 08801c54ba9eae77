/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <string.h>, completed (XBD <string.h>).
 */
#ifndef _ISTHMUS_STRING_H
#define _ISTHMUS_STRING_H

#include_next <string.h>

__BEGIN_DECLS

#if __POSIX_VISIBLE >= 202405
void *memmem(const void *__s, size_t __n, const void *__sub,
    size_t __subn);
size_t strlcat(char *__restrict __dst, const char *__restrict __src,
    size_t __size);
size_t strlcpy(char *__restrict __dst, const char *__restrict __src,
    size_t __size);
#endif
#if __ISO_C_VISIBLE >= 2020
void *memset_explicit(void *__s, int __c, size_t __n);
#endif
#if __GNU_VISIBLE
const char *strerrordesc_np(int __errnum);
const char *strerrorname_np(int __errnum);
const char *sigabbrev_np(int __sig);
const char *sigdescr_np(int __sig);
#endif

__END_DECLS

#endif /* _ISTHMUS_STRING_H */
