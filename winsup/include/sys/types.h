/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <sys/types.h> with a wider link count, and the names of 64-bit
 * offsets (which equal the plain ones here).
 */
#ifndef _ISTHMUS_SYS_TYPES_H
#define _ISTHMUS_SYS_TYPES_H

#ifndef _NLINK_T_DECLARED
typedef unsigned long nlink_t;
#define _NLINK_T_DECLARED
#endif

#include_next <sys/types.h>

#ifndef _RECLEN_T_DECLARED
#define _RECLEN_T_DECLARED
typedef unsigned short reclen_t;	/* <dirent.h>, posix_getdents() */
#endif

#if __MISC_VISIBLE || __GNU_VISIBLE
typedef long	quad_t;
typedef unsigned long	u_quad_t;
#endif

#if __GNU_VISIBLE || defined(_LARGEFILE64_SOURCE)
typedef off_t	off64_t;
typedef off_t	loff_t;
typedef ino_t	ino64_t;
typedef blkcnt_t	blkcnt64_t;
typedef fsblkcnt_t	fsblkcnt64_t;
typedef fsfilcnt_t	fsfilcnt64_t;
#endif

/* Device numbers; POSIX leaves them open, BSD and glibc have them here. */
#if __MISC_VISIBLE
#include <sys/sysmacros.h>
#endif

#endif /* _ISTHMUS_SYS_TYPES_H */
