/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Error messages, as in BSD. Not in POSIX.
 */
#ifndef _ERR_H
#define _ERR_H

#include <sys/cdefs.h>
#include <stdarg.h>

__BEGIN_DECLS

void err(int __code, const char *__format, ...)
    __dead2 __printflike(2, 3);
void errx(int __code, const char *__format, ...)
    __dead2 __printflike(2, 3);
void verr(int __code, const char *__format, va_list __ap)
    __dead2 __printflike(2, 0);
void verrx(int __code, const char *__format, va_list __ap)
    __dead2 __printflike(2, 0);
void warn(const char *__format, ...) __printflike(1, 2);
void warnx(const char *__format, ...) __printflike(1, 2);
void vwarn(const char *__format, va_list __ap) __printflike(1, 0);
void vwarnx(const char *__format, va_list __ap) __printflike(1, 0);

__END_DECLS

#endif /* _ERR_H */
