/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <stdio.h>, completed (XBD <stdio.h>).
 */
#ifndef _ISTHMUS_STDIO_H
#define _ISTHMUS_STDIO_H

#include_next <stdio.h>

/* Users' names may be longer than System V's. */
#undef L_cuserid
#define L_cuserid	256

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 200809
ssize_t getdelim(char **__restrict __line, size_t *__restrict __size,
    int __delim, FILE *__restrict __fp);
ssize_t getline(char **__restrict __line, size_t *__restrict __size,
    FILE *__restrict __fp);
#endif
#if __POSIX_VISIBLE >= 202405 && !__GNU_VISIBLE
int asprintf(char **__restrict __s, const char *__restrict __format, ...)
    __attribute__((__format__(__printf__, 2, 3)));
int vasprintf(char **__restrict __s, const char *__restrict __format,
    __builtin_va_list __ap) __attribute__((__format__(__printf__, 2, 0)));
#endif

#if __GNU_VISIBLE
int renameat2(int __fromfd, const char *__from, int __tofd, const char *__to,
    unsigned int __flags);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _ISTHMUS_STDIO_H */
