/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <stdlib.h> (XBD <stdlib.h>), with the qsort_r() that POSIX.1-2024
 * has and not the BSD one, whose arguments stand in another order.
 */
#ifndef _ISTHMUS_STDLIB_H
#define _ISTHMUS_STDLIB_H

#include <sys/features.h>

#if __BSD_VISIBLE && !__GNU_VISIBLE
#define qsort_r	__bsd_qsort_r
#endif

#include_next <stdlib.h>

#undef qsort_r

/* ISO C wants a size_t. */
#undef MB_CUR_MAX
#define MB_CUR_MAX	((size_t)__locale_mb_cur_max())

#if __POSIX_VISIBLE
#include <sys/_waitstatus.h>
#endif

__BEGIN_DECLS

#if __POSIX_VISIBLE >= 202405
void qsort_r(void *__base, size_t __n, size_t __size,
    int (*__compar)(const void *, const void *, void *), void *__arg);
#endif

#if __GNU_VISIBLE
char *canonicalize_file_name(const char *__name);
#endif
#if __MISC_VISIBLE
char *fcvt(double __v, int __ndigits, int *__point, int *__sign);
char *gcvt(double __v, int __ndigits, char *__buf);
const char *getprogname(void);
void setprogname(const char *__name);
long long strtonum(const char *__s, long long __least, long long __most,
    const char **__reason);
void *valloc(size_t __size);
#endif

__END_DECLS

#endif /* _ISTHMUS_STDLIB_H */
