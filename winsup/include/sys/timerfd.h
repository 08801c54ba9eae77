/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Timers as descriptors, as in Linux. Not in POSIX.
 */
#ifndef _SYS_TIMERFD_H
#define _SYS_TIMERFD_H

#include <sys/cdefs.h>
#include <fcntl.h>
#include <time.h>

#define TFD_TIMER_ABSTIME	1
#define TFD_TIMER_CANCEL_ON_SET	2
#define TFD_CLOEXEC		O_CLOEXEC
#define TFD_NONBLOCK		O_NONBLOCK

__BEGIN_DECLS

int timerfd_create(clockid_t __clock, int __flags);
int timerfd_gettime(int __fd, struct itimerspec *__value);
int timerfd_settime(int __fd, int __flags, const struct itimerspec *__value,
    struct itimerspec *__old);

__END_DECLS

#endif /* _SYS_TIMERFD_H */
