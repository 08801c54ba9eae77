/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Watching files, as in Linux. Not in POSIX.
 */
#ifndef _SYS_INOTIFY_H
#define _SYS_INOTIFY_H

#include <sys/cdefs.h>
#include <stdint.h>
#include <fcntl.h>

#define IN_CLOEXEC	O_CLOEXEC
#define IN_NONBLOCK	O_NONBLOCK

#define IN_ACCESS	0x0001
#define IN_MODIFY	0x0002
#define IN_ATTRIB	0x0004
#define IN_CLOSE_WRITE	0x0008
#define IN_CLOSE_NOWRITE	0x0010
#define IN_CLOSE	(IN_CLOSE_WRITE | IN_CLOSE_NOWRITE)
#define IN_OPEN		0x0020
#define IN_MOVED_FROM	0x0040
#define IN_MOVED_TO	0x0080
#define IN_MOVE		(IN_MOVED_FROM | IN_MOVED_TO)
#define IN_CREATE	0x0100
#define IN_DELETE	0x0200
#define IN_DELETE_SELF	0x0400
#define IN_MOVE_SELF	0x0800
#define IN_ALL_EVENTS	0x0fff
#define IN_UNMOUNT	0x00002000
#define IN_Q_OVERFLOW	0x00004000
#define IN_IGNORED	0x00008000
#define IN_ONLYDIR	0x01000000
#define IN_DONT_FOLLOW	0x02000000
#define IN_EXCL_UNLINK	0x04000000
#define IN_MASK_CREATE	0x10000000
#define IN_MASK_ADD	0x20000000
#define IN_ISDIR	0x40000000
#define IN_ONESHOT	0x80000000

struct inotify_event {
	int		wd;
	uint32_t	mask;
	uint32_t	cookie;
	uint32_t	len;
	char		name[];
};

__BEGIN_DECLS

int inotify_init(void);
int inotify_init1(int __flags);
int inotify_add_watch(int __fd, const char *__path, uint32_t __mask);
int inotify_rm_watch(int __fd, int __wd);

__END_DECLS

#endif /* _SYS_INOTIFY_H */
