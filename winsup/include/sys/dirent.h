/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Directory entries, for newlib's <dirent.h> (XBD <dirent.h>).
 */
#ifndef _SYS_DIRENT_H
#define _SYS_DIRENT_H

#include <sys/cdefs.h>
#include <sys/types.h>

typedef struct __isthmus_dir DIR;

struct dirent {
	ino_t		d_ino;
	off_t		d_off;		/* telldir() of the next entry */
	unsigned short	d_reclen;
	unsigned char	d_type;
	char		d_name[256];
};

#define _DIRENT_HAVE_D_TYPE
#define _DIRENT_HAVE_D_OFF
#define _DIRENT_HAVE_D_RECLEN

#if __MISC_VISIBLE
#define d_fileno	d_ino
#endif

#if __MISC_VISIBLE || __POSIX_VISIBLE >= 202405
#define DT_UNKNOWN	0
#define DT_FIFO		1
#define DT_CHR		2
#define DT_DIR		4
#define DT_BLK		6
#define DT_REG		8
#define DT_LNK		10
#define DT_SOCK		12
#define DT_WHT		14
#define DT_MQ		16
#define DT_SEM		17
#define DT_SHM		18
#define DT_TMO		19
#endif

#if __MISC_VISIBLE
#define IFTODT(__mode)	(((__mode) & 0170000) >> 12)
#define DTTOIF(__type)	((__type) << 12)
#endif

#if __POSIX_VISIBLE >= 202405
#define DT_FORCE_TYPE	1	/* flag of posix_getdents() */

struct posix_dent {
	ino_t		d_ino;
	reclen_t	d_reclen;
	unsigned char	d_type;
	char		d_name[];
};
#endif

#endif /* _SYS_DIRENT_H */
