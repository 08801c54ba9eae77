/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Status words and options of waitpid(), which POSIX wants in <stdlib.h> and
 * in <sys/wait.h>. Not for inclusion by programs.
 */
#ifndef _SYS__WAITSTATUS_H
#define _SYS__WAITSTATUS_H

#include <sys/features.h>

#define WNOHANG		0x01
#define WUNTRACED	0x02
#define WSTOPPED	WUNTRACED
#define WEXITED		0x04
#define WCONTINUED	0x08
#define WNOWAIT		0x10

/*
 * A status word: exit code << 8 | 0 after exit; signal | 0x80 if there was a
 * core dump; signal << 8 | 0x7f when stopped; 0xffff when continued.
 */
#define __WAIT_CONTINUED	0xffff
#define WIFEXITED(__s)		(((__s) & 0x7f) == 0)
#define WEXITSTATUS(__s)	(((__s) >> 8) & 0xff)
#define WIFSIGNALED(__s)	(((__s) & 0x7f) > 0 && ((__s) & 0x7f) < 0x7f)
#define WTERMSIG(__s)		((__s) & 0x7f)
#define WIFSTOPPED(__s)		(((__s) & 0xff) == 0x7f)
#define WSTOPSIG(__s)		(((__s) >> 8) & 0xff)
#define WIFCONTINUED(__s)	((__s) == __WAIT_CONTINUED)
#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define WCOREDUMP(__s)		(WIFSIGNALED(__s) && ((__s) & 0x80))
#endif
#if __MISC_VISIBLE
#define W_EXITCODE(__code, __sig)	((__code) << 8 | (__sig))
#define W_STOPCODE(__sig)		((__sig) << 8 | 0x7f)
#define WAIT_ANY	(-1)
#define WAIT_MYPGRP	0
#endif

#endif /* _SYS__WAITSTATUS_H */
