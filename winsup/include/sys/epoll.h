/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readiness sets, as in Linux. Not in POSIX.
 */
#ifndef _SYS_EPOLL_H
#define _SYS_EPOLL_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

#define EPOLL_CLOEXEC	O_CLOEXEC

#define EPOLL_CTL_ADD	1
#define EPOLL_CTL_DEL	2
#define EPOLL_CTL_MOD	3

#define EPOLLIN		0x0001
#define EPOLLPRI	0x0002
#define EPOLLOUT	0x0004
#define EPOLLERR	0x0008
#define EPOLLHUP	0x0010
#define EPOLLRDNORM	0x0040
#define EPOLLRDBAND	0x0080
#define EPOLLWRNORM	EPOLLOUT
#define EPOLLWRBAND	0x0100
#define EPOLLRDHUP	0x2000
#define EPOLLEXCLUSIVE	(1U << 28)
#define EPOLLONESHOT	(1U << 30)
#define EPOLLET		(1U << 31)

typedef union epoll_data {
	void		*ptr;
	int		fd;
	__uint32_t	u32;
	__uint64_t	u64;
} epoll_data_t;

struct epoll_event {
	__uint32_t	events;
	epoll_data_t	data;
};

__BEGIN_DECLS

int epoll_create(int __size);
int epoll_create1(int __flags);
int epoll_ctl(int __ep, int __op, int __fd, struct epoll_event *__event);
int epoll_wait(int __ep, struct epoll_event *__events, int __n,
    int __timeout);
int epoll_pwait(int __ep, struct epoll_event *__events, int __n,
    int __timeout, const sigset_t *__mask);
int epoll_pwait2(int __ep, struct epoll_event *__events, int __n,
    const struct timespec *__timeout, const sigset_t *__mask);

__END_DECLS

#endif /* _SYS_EPOLL_H */
