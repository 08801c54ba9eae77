/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Waiting for several descriptors (XBD <poll.h>).
 */
#ifndef _POLL_H
#define _POLL_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/_sigset.h>
#include <sys/_timespec.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t	sigset_t;
#endif

typedef unsigned int	nfds_t;

struct pollfd {
	int	fd;
	short	events;
	short	revents;
};

#define POLLIN		0x0001
#define POLLPRI		0x0002
#define POLLOUT		0x0004
#define POLLERR		0x0008
#define POLLHUP		0x0010
#define POLLNVAL	0x0020
#define POLLRDNORM	0x0040
#define POLLRDBAND	0x0080
#define POLLWRNORM	POLLOUT
#define POLLWRBAND	0x0100
#if __GNU_VISIBLE
#define POLLRDHUP	0x2000
#endif
#if __MISC_VISIBLE
#define INFTIM		(-1)
#endif

__BEGIN_DECLS

int poll(struct pollfd *__fds, nfds_t __n, int __timeout);
#if __GNU_VISIBLE || __POSIX_VISIBLE >= 202405
int ppoll(struct pollfd *__fds, nfds_t __n, const struct timespec *__timeout,
    const sigset_t *__mask);
#endif

__END_DECLS

#endif /* _POLL_H */
