/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sched.h>, with processor sets for _GNU_SOURCE (XBD <sched.h>).
 */
#ifndef _ISTHMUS_SCHED_H
#define _ISTHMUS_SCHED_H

#include <sys/cdefs.h>
#if __GNU_VISIBLE
#include <sys/cpuset.h>
#endif

#include_next <sched.h>

#endif /* _ISTHMUS_SCHED_H */
