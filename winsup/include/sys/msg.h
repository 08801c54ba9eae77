/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI message queues (XBD <sys/msg.h>).
 */
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <sys/ipc.h>

typedef unsigned long	msgqnum_t;
typedef unsigned long	msglen_t;

struct msqid_ds {
	struct ipc_perm	msg_perm;
	msgqnum_t	msg_qnum;
	msglen_t	msg_qbytes;
	msglen_t	__msg_cbytes;
	pid_t		msg_lspid;
	pid_t		msg_lrpid;
	time_t		msg_stime;
	time_t		msg_rtime;
	time_t		msg_ctime;
	long		__msg_spare[4];
};

#define MSG_NOERROR	010000
#if __MISC_VISIBLE
#define MSG_EXCEPT	020000		/* any other type than that */
#define MSG_STAT	11		/* IPC_STAT of the n-th there is */
#endif

#if __MISC_VISIBLE
struct msgbuf {
	long	mtype;
	char	mtext[1];
};
#endif

__BEGIN_DECLS

int msgctl(int __id, int __cmd, struct msqid_ds *__buf);
int msgget(key_t __key, int __flags);
ssize_t msgrcv(int __id, void *__msg, size_t __size, long __type,
    int __flags);
int msgsnd(int __id, const void *__msg, size_t __size, int __flags);

__END_DECLS

#endif /* _SYS_MSG_H */
