/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The frames of the calling thread, as in glibc. Not in POSIX.
 */
#ifndef _EXECINFO_H
#define _EXECINFO_H

#include <sys/cdefs.h>

__BEGIN_DECLS

int backtrace(void **__buffer, int __size);
char **backtrace_symbols(void *const *__buffer, int __size);
void backtrace_symbols_fd(void *const *__buffer, int __size, int __fd);

__END_DECLS

#endif /* _EXECINFO_H */
