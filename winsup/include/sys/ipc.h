/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI interprocess communication (XBD <sys/ipc.h>).
 */
#ifndef _SYS_IPC_H
#define _SYS_IPC_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct ipc_perm {
	uid_t	uid;
	gid_t	gid;
	uid_t	cuid;
	gid_t	cgid;
	mode_t	mode;
	unsigned int	__seq;
	key_t	__key;
	int	__spare;
};

#define IPC_CREAT	01000
#define IPC_EXCL	02000
#define IPC_NOWAIT	04000

#define IPC_PRIVATE	((key_t)0)

#define IPC_RMID	0
#define IPC_SET		1
#define IPC_STAT	2

__BEGIN_DECLS

key_t ftok(const char *__path, int __id);

__END_DECLS

#endif /* _SYS_IPC_H */
