/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ioctl() requests of disks in /dev, with their names on Linux, where they
 * are in <sys/mount.h> too. Not in POSIX.
 */
#ifndef _CYGWIN_FS_H
#define _CYGWIN_FS_H

#include <sys/ioctl.h>

#define BLKROGET	_IO(0x12, 94)		/* int *: read-only? */
#define BLKGETSIZE	_IO(0x12, 96)		/* unsigned long *, 512 bytes */
#define BLKFLSBUF	_IO(0x12, 97)
#define BLKSSZGET	_IO(0x12, 104)		/* int *: a sector's bytes */
#define BLKGETSIZE64	_IOR(0x12, 114, size_t)	/* __uint64_t *, bytes */

#endif /* _CYGWIN_FS_H */
