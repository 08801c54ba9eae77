/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Resource use and limits (XBD <sys/resource.h>).
 */
#ifndef _SYS_RESOURCE_H
#define _SYS_RESOURCE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/time.h>

#define PRIO_MIN	(-20)
#define PRIO_MAX	20
#define PRIO_PROCESS	0
#define PRIO_PGRP	1
#define PRIO_USER	2

#define RUSAGE_SELF	0
#define RUSAGE_CHILDREN	(-1)
#if __GNU_VISIBLE
#define RUSAGE_THREAD	1
#endif

typedef unsigned long rlim_t;

#define RLIM_INFINITY	(~0UL)
#define RLIM_SAVED_MAX	RLIM_INFINITY
#define RLIM_SAVED_CUR	RLIM_INFINITY

#define RLIMIT_CPU	0
#define RLIMIT_FSIZE	1
#define RLIMIT_DATA	2
#define RLIMIT_STACK	3
#define RLIMIT_CORE	4
#define RLIMIT_NOFILE	5
#define RLIMIT_AS	6
/* Names with RLIMIT_ are this header's (XSH 2.2.2), POSIX's or not. */
#define RLIMIT_OFILE	RLIMIT_NOFILE
#define RLIMIT_RSS	7
#define RLIMIT_NPROC	8
#define RLIMIT_MEMLOCK	9
#define RLIMIT_NLIMITS	10
#define RLIM_NLIMITS	RLIMIT_NLIMITS

struct rlimit {
	rlim_t	rlim_cur;
	rlim_t	rlim_max;
};

struct rusage {
	struct timeval	ru_utime;
	struct timeval	ru_stime;
	long	ru_maxrss;	/* KiB */
	long	ru_ixrss;
	long	ru_idrss;
	long	ru_isrss;
	long	ru_minflt;
	long	ru_majflt;
	long	ru_nswap;
	long	ru_inblock;
	long	ru_oublock;
	long	ru_msgsnd;
	long	ru_msgrcv;
	long	ru_nsignals;
	long	ru_nvcsw;
	long	ru_nivcsw;
};

#ifdef __cplusplus
extern "C" {
#endif

int getpriority(int __which, id_t __who);
int setpriority(int __which, id_t __who, int __value);
int getrlimit(int __resource, struct rlimit *__rlim);
int setrlimit(int __resource, const struct rlimit *__rlim);
int getrusage(int __who, struct rusage *__usage);
#if __GNU_VISIBLE
int prlimit(pid_t __pid, int __resource, const struct rlimit *__new,
    struct rlimit *__old);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _SYS_RESOURCE_H */
