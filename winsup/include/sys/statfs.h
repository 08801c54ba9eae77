/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * File systems, the Linux way. Not in POSIX.
 */
#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef struct {
	int	__val[2];
} fsid_t;

struct statfs {
	long		f_type;
	long		f_bsize;
	fsblkcnt_t	f_blocks;
	fsblkcnt_t	f_bfree;
	fsblkcnt_t	f_bavail;
	fsfilcnt_t	f_files;
	fsfilcnt_t	f_ffree;
	fsid_t		f_fsid;
	long		f_namelen;
	long		f_frsize;
	long		f_flags;
	long		__f_spare[4];
};

__BEGIN_DECLS

int fstatfs(int __fd, struct statfs *__buf);
int statfs(const char *__path, struct statfs *__buf);

__END_DECLS

#endif /* _SYS_STATFS_H */
