/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * File systems (XBD <sys/statvfs.h>).
 */
#ifndef _SYS_STATVFS_H
#define _SYS_STATVFS_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct statvfs {
	unsigned long	f_bsize;
	unsigned long	f_frsize;	/* unit of the block counts */
	fsblkcnt_t	f_blocks;
	fsblkcnt_t	f_bfree;
	fsblkcnt_t	f_bavail;
	fsfilcnt_t	f_files;
	fsfilcnt_t	f_ffree;
	fsfilcnt_t	f_favail;
	unsigned long	f_fsid;
	unsigned long	f_flag;
	unsigned long	f_namemax;
	unsigned long	__f_spare[5];
};

#define ST_RDONLY	1
#define ST_NOSUID	2

__BEGIN_DECLS

int fstatvfs(int __fd, struct statvfs *__buf);
int statvfs(const char *__restrict __path, struct statvfs *__restrict __buf);

__END_DECLS

#endif /* _SYS_STATVFS_H */
