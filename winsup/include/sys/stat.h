/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sys/stat.h>, completed (XBD <sys/stat.h>).
 */
#ifndef _ISTHMUS_SYS_STAT_H
#define _ISTHMUS_SYS_STAT_H

#include_next <sys/stat.h>

/* st_blocks counts in these. */
#undef S_BLKSIZE
#if __MISC_VISIBLE
#define S_BLKSIZE	512
#endif

/* No file type of ours is one of these (XBD <sys/stat.h>). */
#define S_TYPEISMQ(__b)		((void)(__b)->st_mode, 0)
#define S_TYPEISSEM(__b)	((void)(__b)->st_mode, 0)
#define S_TYPEISSHM(__b)	((void)(__b)->st_mode, 0)
#define S_TYPEISTMO(__b)	((void)(__b)->st_mode, 0)

#ifdef __cplusplus
extern "C" {
#endif

#if __MISC_VISIBLE
int lchmod(const char *__path, mode_t __mode);
#endif
#if __GNU_VISIBLE
/* As on Linux: what is known is in stx_mask. */
struct statx_timestamp {
	long long	tv_sec;
	unsigned int	tv_nsec;
	int		__reserved;
};

struct statx {
	unsigned int	stx_mask;
	unsigned int	stx_blksize;
	unsigned long long stx_attributes;
	unsigned int	stx_nlink;
	unsigned int	stx_uid;
	unsigned int	stx_gid;
	unsigned short	stx_mode;
	unsigned short	__spare0;
	unsigned long long stx_ino;
	unsigned long long stx_size;
	unsigned long long stx_blocks;
	unsigned long long stx_attributes_mask;
	struct statx_timestamp stx_atime;
	struct statx_timestamp stx_btime;
	struct statx_timestamp stx_ctime;
	struct statx_timestamp stx_mtime;
	unsigned int	stx_rdev_major;
	unsigned int	stx_rdev_minor;
	unsigned int	stx_dev_major;
	unsigned int	stx_dev_minor;
	unsigned long long __spare2[14];
};

#define STATX_TYPE		0x0001u
#define STATX_MODE		0x0002u
#define STATX_NLINK		0x0004u
#define STATX_UID		0x0008u
#define STATX_GID		0x0010u
#define STATX_ATIME		0x0020u
#define STATX_MTIME		0x0040u
#define STATX_CTIME		0x0080u
#define STATX_INO		0x0100u
#define STATX_SIZE		0x0200u
#define STATX_BLOCKS		0x0400u
#define STATX_BASIC_STATS	0x07ffu
#define STATX_BTIME		0x0800u
#define STATX_ALL		0x0fffu
#define AT_STATX_SYNC_AS_STAT	0x0000
#define AT_STATX_FORCE_SYNC	0x2000
#define AT_STATX_DONT_SYNC	0x4000

int statx(int __dfd, const char *__restrict __path, int __flags,
    unsigned int __mask, struct statx *__restrict __out);
#endif
#ifdef __cplusplus
}
#endif

#endif /* _ISTHMUS_SYS_STAT_H */
