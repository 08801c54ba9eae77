/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's flags of open() and fcntl(), completed (XBD <fcntl.h>).
 */
#ifndef _SYS_FCNTL_H_
#define _SYS_FCNTL_H_

#include <sys/_default_fcntl.h>

#if __POSIX_VISIBLE >= 200809
#define O_TTY_INIT	0	/* a terminal is usable as it comes */
#endif

#define FD_CLOFORK	2
#if __POSIX_VISIBLE >= 202405
#define O_CLOFORK	0x4000000
#define F_DUPFD_CLOFORK	15
#define F_OFD_GETLK	16
#define F_OFD_SETLK	17
#define F_OFD_SETLKW	18
#define F_GETOWN_EX	21
#define F_SETOWN_EX	22
#define F_OWNER_PID	1
#define F_OWNER_PGRP	2

struct f_owner_ex {
	int	type;
	pid_t	pid;
};
#endif
#if __MISC_VISIBLE
#define O_NDELAY	O_NONBLOCK
#endif
#if __GNU_VISIBLE
#define SYNC_FILE_RANGE_WAIT_BEFORE	1
#define SYNC_FILE_RANGE_WRITE		2
#define SYNC_FILE_RANGE_WAIT_AFTER	4
#define F_SETPIPE_SZ	19
#define F_GETPIPE_SZ	20
#define F_ADD_SEALS	23
#define F_GET_SEALS	24
#define F_SEAL_SEAL	0x01
#define F_SEAL_SHRINK	0x02
#define F_SEAL_GROW	0x04
#define F_SEAL_WRITE	0x08
#define F_SEAL_FUTURE_WRITE	0x10
#define F_OWNER_TID	0
#define F_LCK_MANDATORY	0x99	/* as on Cygwin: native programs heed locks */
#define AT_NO_AUTOMOUNT	0x0020
#define RENAME_NOREPLACE	1
#define RENAME_EXCHANGE		2
#endif

/* In this order, since programs list values without the members' names. */
struct flock {
	short	l_type;
	short	l_whence;
	off_t	l_start;
	off_t	l_len;
	pid_t	l_pid;
};

#define POSIX_FADV_NORMAL	0
#define POSIX_FADV_SEQUENTIAL	1
#define POSIX_FADV_RANDOM	2
#define POSIX_FADV_WILLNEED	3
#define POSIX_FADV_DONTNEED	4
#define POSIX_FADV_NOREUSE	5

#ifndef SEEK_SET
#define SEEK_SET	0
#define SEEK_CUR	1
#define SEEK_END	2
#endif
#if (__POSIX_VISIBLE >= 202405 || __GNU_VISIBLE) && !defined(SEEK_DATA)
#define SEEK_DATA	3
#define SEEK_HOLE	4
#endif

#if __GNU_VISIBLE
#define FALLOC_FL_KEEP_SIZE	1
#define FALLOC_FL_PUNCH_HOLE	2
#define FALLOC_FL_ZERO_RANGE	4
#define FALLOC_FL_COLLAPSE_RANGE 8
#define FALLOC_FL_INSERT_RANGE	32
#define SPLICE_F_MOVE		1
#define SPLICE_F_NONBLOCK	2
#define SPLICE_F_MORE		4
#define SPLICE_F_GIFT		8
struct iovec;

#define MAX_HANDLE_SZ	128
struct file_handle {
	unsigned int handle_bytes;	/* room in f_handle, and its use */
	int handle_type;
	unsigned char f_handle[];
};
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 200112
int posix_fadvise(int __fd, off_t __offset, off_t __len, int __advice);
int posix_fallocate(int __fd, off_t __offset, off_t __len);
#endif
#if __GNU_VISIBLE
int fallocate(int __fd, int __mode, off_t __offset, off_t __len);
int name_to_handle_at(int __dir_fd, const char *__name,
    struct file_handle *__handle, int *__mount_id, int __flags);
int open_by_handle_at(int __mount_fd, struct file_handle *__handle,
    int __flags);
ssize_t readahead(int __fd, off_t __offset, size_t __len);
int sync_file_range(int __fd, off_t __offset, off_t __len,
    unsigned int __flags);
ssize_t splice(int __in, off_t *__in_at, int __out, off_t *__out_at,
    size_t __n, unsigned int __flags);
ssize_t tee(int __in, int __out, size_t __n, unsigned int __flags);
ssize_t vmsplice(int __fd, const struct iovec *__iov, size_t __n,
    unsigned int __flags);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _SYS_FCNTL_H_ */
