/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Limits (XBD <limits.h>). Replaces newlib's. The compiler's own <limits.h>
 * has those of the C types; it may be before or after this one on the path.
 */
#ifndef _LIBC_LIMITS_H_
#define _LIBC_LIMITS_H_

#include <newlib.h>
#include <sys/cdefs.h>
#include <sys/features.h>

#define MB_LEN_MAX	_MB_LEN_MAX

/* What any POSIX system has at the least; reserved names in any mode */
#define _POSIX_AIO_LISTIO_MAX		2
#define _POSIX_AIO_MAX			1
#define _POSIX_ARG_MAX			4096
#define _POSIX_CHILD_MAX		25
#define _POSIX_CLOCKRES_MIN		20000000
#define _POSIX_DELAYTIMER_MAX		32
#define _POSIX_HOST_NAME_MAX		255
#define _POSIX_LINK_MAX			8
#define _POSIX_LOGIN_NAME_MAX		9
#define _POSIX_MAX_CANON		255
#define _POSIX_MAX_INPUT		255
#define _POSIX_MQ_OPEN_MAX		8
#define _POSIX_MQ_PRIO_MAX		32
#define _POSIX_NAME_MAX			14
#define _POSIX_NGROUPS_MAX		8
#define _POSIX_OPEN_MAX			20
#define _POSIX_PATH_MAX			256
#define _POSIX_PIPE_BUF			512
#define _POSIX_RE_DUP_MAX		255
#define _POSIX_RTSIG_MAX		8
#define _POSIX_SEM_NSEMS_MAX		256
#define _POSIX_SEM_VALUE_MAX		32767
#define _POSIX_SIGQUEUE_MAX		32
#define _POSIX_SSIZE_MAX		32767
#define _POSIX_SS_REPL_MAX		4
#define _POSIX_STREAM_MAX		8
#define _POSIX_SYMLINK_MAX		255
#define _POSIX_SYMLOOP_MAX		8
#define _POSIX_THREAD_DESTRUCTOR_ITERATIONS	4
#define _POSIX_THREAD_KEYS_MAX		128
#define _POSIX_THREAD_THREADS_MAX	64
#define _POSIX_TIMER_MAX		32
#define _POSIX_TTY_NAME_MAX		9
#define _POSIX_TZNAME_MAX		6
#define _POSIX2_BC_BASE_MAX		99
#define _POSIX2_BC_DIM_MAX		2048
#define _POSIX2_BC_SCALE_MAX		99
#define _POSIX2_BC_STRING_MAX		1000
#define _POSIX2_CHARCLASS_NAME_MAX	14
#define _POSIX2_COLL_WEIGHTS_MAX	2
#define _POSIX2_EXPR_NEST_MAX		32
#define _POSIX2_LINE_MAX		2048
#define _POSIX2_RE_DUP_MAX		255
#define _XOPEN_IOV_MAX			16
#define _XOPEN_NAME_MAX			255
#define _XOPEN_PATH_MAX			1024

#if __POSIX_VISIBLE || __XSI_VISIBLE || __MISC_VISIBLE

#include <sys/syslimits.h>

#define NL_ARGMAX	64
#define SSIZE_MAX	__LONG_MAX__
#define WORD_BIT	32
#define LONG_BIT	64
#define AIO_LISTIO_MAX	1024
#define AIO_MAX		1024
#define AIO_PRIO_DELTA_MAX	0
#define ATEXIT_MAX	2147483647
#define CHARCLASS_NAME_MAX	14
#define DELAYTIMER_MAX	2147483647
#define FILESIZEBITS	64
#define GETENTROPY_MAX	256
#define HOST_NAME_MAX	255
#define LOGIN_NAME_MAX	256
#define MQ_OPEN_MAX	1024
#define MQ_PRIO_MAX	32768
#define NSIG_MAX	65
#define PAGESIZE	4096
#define PAGE_SIZE	PAGESIZE
#define PTHREAD_DESTRUCTOR_ITERATIONS	4
#define PTHREAD_KEYS_MAX	1024
#define PTHREAD_STACK_MIN	65536
#define RTSIG_MAX	33
#define SEM_NSEMS_MAX	2147483647
#define SEM_VALUE_MAX	2147483647
#define SIGQUEUE_MAX	128
#define STREAM_MAX	256
#define SYMLINK_MAX	4095
#define SYMLOOP_MAX	40
#define TEXTDOMAIN_MAX	255
#define TIMER_MAX	32
#define TTY_NAME_MAX	32
#define TZNAME_MAX	32

#define NL_LANGMAX	14
#define NL_MSGMAX	32767
#define NL_SETMAX	255
#define NL_TEXTMAX	2048
#define NZERO		20

#if __BSD_VISIBLE
#define UID_MAX		4294967295U
#define GID_MAX		4294967295U
#endif

#endif /* POSIX */

#endif /* _LIBC_LIMITS_H_ */

#if defined(__GNUC__) && !defined(_GCC_LIMITS_H_)
#include_next <limits.h>
#endif
