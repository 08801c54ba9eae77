/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * struct stat, for newlib's <sys/stat.h> (XBD <sys/stat.h>).
 */
#ifndef _CYGWIN_STAT_H
#define _CYGWIN_STAT_H

struct stat {
	dev_t		st_dev;
	ino_t		st_ino;
	nlink_t		st_nlink;
	mode_t		st_mode;
	uid_t		st_uid;
	gid_t		st_gid;
	unsigned int	__st_flags;
	dev_t		st_rdev;
	off_t		st_size;
	blksize_t	st_blksize;
	blkcnt_t	st_blocks;	/* of 512 bytes */
	struct timespec	st_atim;
	struct timespec	st_mtim;
	struct timespec	st_ctim;
	struct timespec	st_birthtim;
	long		__st_spare[2];
};

#define st_atime	st_atim.tv_sec
#define st_mtime	st_mtim.tv_sec
#define st_ctime	st_ctim.tv_sec
#if __MISC_VISIBLE
#define st_birthtime	st_birthtim.tv_sec
#endif

#endif /* _CYGWIN_STAT_H */
