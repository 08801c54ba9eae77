/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What POSIX wants both in <stdlib.h> and in <sys/wait.h>. Not for inclusion
 * by programs.
 *
 * A status word: exit code << 8 | 0 after exit; signal | 0x80 if there was a
 * core dump; signal << 8 | 0x7f when stopped; 0xffff when continued.
 */
#ifndef _SYS__WAITSTATUS_H
#define _SYS__WAITSTATUS_H

#define WNOHANG		0x01
#define WUNTRACED	0x02

#define WIFEXITED(__s)		(((__s) & 0x7f) == 0)
#define WEXITSTATUS(__s)	(((__s) >> 8) & 0xff)
#define WIFSIGNALED(__s)	(((__s) & 0x7f) > 0 && ((__s) & 0x7f) < 0x7f)
#define WTERMSIG(__s)		((__s) & 0x7f)
#define WIFSTOPPED(__s)		(((__s) & 0xff) == 0x7f)
#define WSTOPSIG(__s)		(((__s) >> 8) & 0xff)

#endif /* _SYS__WAITSTATUS_H */
