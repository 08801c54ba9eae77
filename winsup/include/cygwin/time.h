/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What newlib's <time.h> leaves to this target (XBD <time.h>).
 */
#ifndef _CYGWIN_TIME_H
#define _CYGWIN_TIME_H

/* Ticks of times(), not of clock(); only Issue 5 and older have the name. */
#undef CLK_TCK
#if __MISC_VISIBLE
#define CLK_TCK	((clock_t)sysconf(2))
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if __MISC_VISIBLE
long sysconf(int __name);
#endif

#if __ISO_C_VISIBLE >= 2011 || __POSIX_VISIBLE >= 202405
#define TIME_UTC	1
#define TIME_MONOTONIC		2
#define TIME_ACTIVE		3
#define TIME_THREAD_ACTIVE	4
int timespec_get(struct timespec *__ts, int __base);
#endif
#if __ISO_C_VISIBLE >= 2020 || __GNU_VISIBLE
int timespec_getres(struct timespec *__ts, int __base);
#endif

#if __XSI_VISIBLE >= 4 || __GNU_VISIBLE
extern int *__getdate_err(void);
#define getdate_err	(*__getdate_err())
struct tm *getdate(const char *__string);
#endif
#if __GNU_VISIBLE
int getdate_r(const char *__string, struct tm *__result);
#endif

#if __XSI_VISIBLE || __SVID_VISIBLE
extern __IMPORT int daylight;
extern __IMPORT long timezone;
#endif

#if __MISC_VISIBLE || __ISO_C_VISIBLE >= 2020
time_t timegm(struct tm *__tm);
#endif
#if __MISC_VISIBLE
time_t timelocal(struct tm *__tm);
int stime(const time_t *__t);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _CYGWIN_TIME_H */
