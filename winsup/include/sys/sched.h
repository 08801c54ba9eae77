/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sys/sched.h>.  SCHED_OTHER is 0, as on Linux: programs take any
 * other result of sched_setscheduler(), the former policy, for an error.
 */
#ifndef _ISTHMUS_SYS_SCHED_H
#define _ISTHMUS_SYS_SCHED_H

#include_next <sys/sched.h>

#undef SCHED_OTHER
#define SCHED_OTHER	0

#endif /* _ISTHMUS_SYS_SCHED_H */
