/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What newlib's <stdlib.h> leaves to this target (XBD <stdlib.h>).
 */
#ifndef _CYGWIN_STDLIB_H
#define _CYGWIN_STDLIB_H

#include <sys/cdefs.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __BSD_VISIBLE || __POSIX_VISIBLE >= 200112
int unsetenv(const char *__name);
#endif
#if __MISC_VISIBLE
int clearenv(void);
const char *getprogname(void);
void setprogname(const char *__name);
#endif

#if __POSIX_VISIBLE >= 202405
int mkostemp(char *__template, int __flags);
void *reallocarray(void *__p, __SIZE_TYPE__ __n, __SIZE_TYPE__ __size);
char *secure_getenv(const char *__name);
#endif
#if __POSIX_VISIBLE >= 200809
char *realpath(const char *__restrict __path, char *__restrict __resolved);
#endif

#if __XSI_VISIBLE >= 4 || __POSIX_VISIBLE >= 202405 || __MISC_VISIBLE
int grantpt(int __fd);
int posix_openpt(int __flags);
char *ptsname(int __fd);
int unlockpt(int __fd);
#endif
#if __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
int ptsname_r(int __fd, char *__buf, __SIZE_TYPE__ __size);
#endif
#if __GNU_VISIBLE
int getpt(void);
#endif
#if __MISC_VISIBLE
int getloadavg(double __avg[], int __n);
#endif

/* newlib's calls of its own allocator go to the DLL's. */
#ifdef _LIBC
#define _malloc_r(__r, __n)		malloc(__n)
#define _calloc_r(__r, __m, __n)	calloc(__m, __n)
#define _realloc_r(__r, __p, __n)	realloc(__p, __n)
#define _free_r(__r, __p)		free(__p)
struct _reent;
int _unsetenv_r(struct _reent *, const char *);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _CYGWIN_STDLIB_H */
