/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Walking a file tree (XBD <ftw.h>). Replaces newlib's, which knows neither
 * FTW_XDEV nor what GNU programs use.
 */
#ifndef _FTW_H
#define _FTW_H

#include <sys/cdefs.h>
#include <sys/stat.h>

/* what the function is given */
#define FTW_F		0	/* no directory */
#define FTW_D		1
#define FTW_DNR		2	/* a directory that cannot be read */
#define FTW_DP		3	/* a directory after what is in it */
#define FTW_NS		4	/* stat() failed */
#define FTW_SL		5	/* a symbolic link */
#define FTW_SLN		6	/* a symbolic link to nothing */

/* flags of nftw() */
#define FTW_PHYS	0x01	/* follow no symbolic link */
#define FTW_MOUNT	0x02	/* report only files of the start's device */
#define FTW_DEPTH	0x04	/* a directory comes after what is in it */
#define FTW_CHDIR	0x08	/* be in the directory of each file */
#define FTW_XDEV	0x10	/* enter only directories of that device */
#if __GNU_VISIBLE
#define FTW_ACTIONRETVAL 0x20	/* the function gives these back: */
#define FTW_CONTINUE	0
#define FTW_STOP	1
#define FTW_SKIP_SUBTREE 2	/* not into this directory */
#define FTW_SKIP_SIBLINGS 3	/* nothing more of the directory it is in */
#endif

struct FTW {
	int	base;		/* where the name starts in the path */
	int	level;
};

typedef int (*__ftw_func_t)(const char *, const struct stat *, int);
typedef int (*__nftw_func_t)(const char *, const struct stat *, int,
    struct FTW *);

__BEGIN_DECLS

int ftw(const char *__path, __ftw_func_t __fn, int __fd_limit);
int nftw(const char *__path, __nftw_func_t __fn, int __fd_limit, int __flags);

__END_DECLS

#endif /* _FTW_H */
