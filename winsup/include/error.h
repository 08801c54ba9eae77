/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Error messages, as in glibc. Not in POSIX.
 */
#ifndef _ERROR_H
#define _ERROR_H

#include <sys/cdefs.h>
#include <sys/config.h>

__BEGIN_DECLS

extern __IMPORT unsigned int error_message_count;
extern __IMPORT int error_one_per_line;
extern __IMPORT void (*error_print_progname)(void);

void error(int __status, int __errnum, const char *__format, ...)
    __printflike(3, 4);
void error_at_line(int __status, int __errnum, const char *__file,
    unsigned int __line, const char *__format, ...) __printflike(5, 6);

__END_DECLS

#endif /* _ERROR_H */
