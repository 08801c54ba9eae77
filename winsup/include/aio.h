/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Asynchronous I/O (XBD <aio.h>).
 */
#ifndef _AIO_H
#define _AIO_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

struct aiocb {
	int		aio_fildes;
	int		aio_lio_opcode;
	off_t		aio_offset;
	volatile void	*aio_buf;
	size_t		aio_nbytes;
	int		aio_reqprio;
	int		__aio_error;
	ssize_t		__aio_return;
	struct sigevent	aio_sigevent;
	void		*__aio_state;
	long		__aio_spare[4];
};

#define AIO_CANCELED	0
#define AIO_NOTCANCELED	1
#define AIO_ALLDONE	2

#define LIO_READ	0
#define LIO_WRITE	1
#define LIO_NOP		2
#define LIO_WAIT	0
#define LIO_NOWAIT	1

__BEGIN_DECLS

int aio_cancel(int __fd, struct aiocb *__cb);
int aio_error(const struct aiocb *__cb);
int aio_fsync(int __op, struct aiocb *__cb);
int aio_read(struct aiocb *__cb);
ssize_t aio_return(struct aiocb *__cb);
int aio_suspend(const struct aiocb *const __list[], int __n,
    const struct timespec *__timeout);
int aio_write(struct aiocb *__cb);
int lio_listio(int __mode, struct aiocb *__restrict const __list[], int __n,
    struct sigevent *__restrict __event);

__END_DECLS

#endif /* _AIO_H */
