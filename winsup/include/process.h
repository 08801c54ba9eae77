/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Programs in new processes, as in Windows' C library and Cygwin; <spawn.h>
 * has POSIX' way.
 */
#ifndef _PROCESS_H
#define _PROCESS_H

#include <sys/cdefs.h>

#define _P_WAIT		1	/* the result is the wait status */
#define _P_NOWAIT	2	/* the child's pid */
#define _P_OVERLAY	3	/* exec */
#define _P_NOWAITO	4	/* as _P_NOWAIT */
#define _P_DETACH	5	/* the pid of a session's leader */

#define WAIT_CHILD	1

__BEGIN_DECLS

int spawnl(int __mode, const char *__path, const char *__arg, ...);
int spawnle(int __mode, const char *__path, const char *__arg, ...);
int spawnlp(int __mode, const char *__file, const char *__arg, ...);
int spawnlpe(int __mode, const char *__file, const char *__arg, ...);
int spawnv(int __mode, const char *__path, const char *const *__argv);
int spawnve(int __mode, const char *__path, const char *const *__argv,
    const char *const *__env);
int spawnvp(int __mode, const char *__file, const char *const *__argv);
int spawnvpe(int __mode, const char *__file, const char *const *__argv,
    const char *const *__env);

int cwait(int *__status, int __pid, int __action);

__END_DECLS

#endif /* _PROCESS_H */
