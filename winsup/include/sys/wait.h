/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting for children (XBD <sys/wait.h>).
 */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_waitstatus.h>
#include <signal.h>

#define WSTOPPED	WUNTRACED
#define WEXITED		0x04
#define WCONTINUED	0x08
#define WNOWAIT		0x10

#define WIFCONTINUED(__s)	((__s) == 0xffff)
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define WCOREDUMP(__s)		(WIFSIGNALED(__s) && ((__s) & 0x80))
#endif
#if __MISC_VISIBLE
#define W_EXITCODE(__code, __sig)	((__code) << 8 | (__sig))
#define W_STOPCODE(__sig)		((__sig) << 8 | 0x7f)
#define WAIT_ANY	(-1)
#define WAIT_MYPGRP	0
#endif

typedef enum {
	P_ALL,
	P_PID,
	P_PGID
} idtype_t;

#ifdef __cplusplus
extern "C" {
#endif

pid_t wait(int *__status);
pid_t waitpid(pid_t __pid, int *__status, int __options);
#if __POSIX_VISIBLE >= 200809 || __XSI_VISIBLE >= 4
int waitid(idtype_t __type, id_t __id, siginfo_t *__info, int __options);
#endif
#if __MISC_VISIBLE
struct rusage;
pid_t wait3(int *__status, int __options, struct rusage *__usage);
pid_t wait4(pid_t __pid, int *__status, int __options,
    struct rusage *__usage);
#endif
#ifdef _LIBC
pid_t _wait(int *__status);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _SYS_WAIT_H */
