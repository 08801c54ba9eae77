/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Parts of path names (XBD <libgen.h>). With _GNU_SOURCE newlib's <string.h>
 * has another basename(): whoever includes this one means the POSIX one.
 */
#ifndef _LIBGEN_H
#define _LIBGEN_H

#include <sys/cdefs.h>

__BEGIN_DECLS

#ifdef basename		/* <string.h> came first, with its own */
#undef basename
#define basename	__xpg_basename
char *basename(char *__path) __asm__(__ASMNAME("basename"));
#else
#define basename	basename
char *basename(char *__path);
#endif
char *dirname(char *__path);

__END_DECLS

#endif /* _LIBGEN_H */
