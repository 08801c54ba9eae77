/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <strings.h>, completed (XBD <strings.h>).
 */
#ifndef _ISTHMUS_STRINGS_H
#define _ISTHMUS_STRINGS_H

#include_next <strings.h>

__BEGIN_DECLS

#if (__XSI_VISIBLE >= 800 || __GNU_VISIBLE) && !__BSD_VISIBLE
int ffsl(long __i) __attribute__((__const__));
int ffsll(long long __i) __attribute__((__const__));
#endif

__END_DECLS

#endif /* _ISTHMUS_STRINGS_H */
