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
#endif

__BEGIN_DECLS

ssize_t readv(int __fd, const struct iovec *__iov, int __n);
ssize_t writev(int __fd, const struct iovec *__iov, int __n);
#if __MISC_VISIBLE
ssize_t preadv(int __fd, const struct iovec *__iov, int __n, off_t __offset);
ssize_t pwritev(int __fd, const struct iovec *__iov, int __n, off_t __offset);
#endif

__END_DECLS

#endif /* _SYS_UIO_H */
