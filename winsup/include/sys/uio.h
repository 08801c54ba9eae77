/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Vectored I/O (XBD <sys/uio.h>).
 */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct iovec {
	void	*iov_base;
	size_t	iov_len;
};

#if __MISC_VISIBLE
#define UIO_MAXIOV	1024
#define RWF_HIPRI	0x01
#define RWF_DSYNC	0x02
#define RWF_SYNC	0x04
#define RWF_NOWAIT	0x08
#define RWF_APPEND	0x10
#endif

__BEGIN_DECLS

ssize_t readv(int __fd, const struct iovec *__iov, int __n);
ssize_t writev(int __fd, const struct iovec *__iov, int __n);
#if __MISC_VISIBLE
ssize_t preadv(int __fd, const struct iovec *__iov, int __n, off_t __offset);
ssize_t pwritev(int __fd, const struct iovec *__iov, int __n, off_t __offset);
ssize_t preadv2(int __fd, const struct iovec *__iov, int __n, off_t __offset,
    int __flags);
ssize_t pwritev2(int __fd, const struct iovec *__iov, int __n, off_t __offset,
    int __flags);
#endif

__END_DECLS

#endif /* _SYS_UIO_H */
