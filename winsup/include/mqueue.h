/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Message queues (XBD <mqueue.h>).
 */
#ifndef _MQUEUE_H
#define _MQUEUE_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

typedef int	mqd_t;

struct mq_attr {
	long	mq_flags;
	long	mq_maxmsg;
	long	mq_msgsize;
	long	mq_curmsgs;
};

__BEGIN_DECLS

int mq_close(mqd_t __mq);
int mq_getattr(mqd_t __mq, struct mq_attr *__attr);
int mq_notify(mqd_t __mq, const struct sigevent *__event);
mqd_t mq_open(const char *__name, int __oflag, ...);
ssize_t mq_receive(mqd_t __mq, char *__msg, size_t __size,
    unsigned int *__prio);
int mq_send(mqd_t __mq, const char *__msg, size_t __size,
    unsigned int __prio);
int mq_setattr(mqd_t __mq, const struct mq_attr *__restrict __attr,
    struct mq_attr *__restrict __old);
ssize_t mq_timedreceive(mqd_t __mq, char *__restrict __msg, size_t __size,
    unsigned int *__restrict __prio,
    const struct timespec *__restrict __abstime);
int mq_timedsend(mqd_t __mq, const char *__msg, size_t __size,
    unsigned int __prio, const struct timespec *__abstime);
int mq_unlink(const char *__name);

__END_DECLS

#endif /* _MQUEUE_H */
