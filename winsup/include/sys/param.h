/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Assorted limits, as in BSD. Not in POSIX.
 */
#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/syslimits.h>
#include <limits.h>
#include <machine/endian.h>

#define NBBY		8
#define HZ		1000
#define NOFILE		256
#define NGROUPS		NGROUPS_MAX
#define NCARGS		ARG_MAX
#define MAXPATHLEN	PATH_MAX
#define MAXSYMLINKS	40
#define MAXHOSTNAMELEN	256
#define MAXNAMLEN	255
#define PATHSIZE	PATH_MAX
#define CANBSIZ		MAX_CANON
#define DEV_BSIZE	512
#define DEV_BSHIFT	9
#define NODEV		((dev_t)-1)
#define EXEC_PAGESIZE	4096

#ifndef MIN
#define MIN(__a, __b)	((__a) < (__b) ? (__a) : (__b))
#endif
#ifndef MAX
#define MAX(__a, __b)	((__a) > (__b) ? (__a) : (__b))
#endif
#define howmany(__x, __y)	(((__x) + ((__y) - 1)) / (__y))
#define roundup(__x, __y)	(howmany(__x, __y) * (__y))
#define powerof2(__x)		((((__x) - 1) & (__x)) == 0)

#define setbit(__a, __i)	((__a)[(__i) / NBBY] |= 1 << ((__i) % NBBY))
#define clrbit(__a, __i)						\
	((__a)[(__i) / NBBY] &= ~(1 << ((__i) % NBBY)))
#define isset(__a, __i)		((__a)[(__i) / NBBY] & (1 << ((__i) % NBBY)))
#define isclr(__a, __i)		(isset(__a, __i) == 0)

#endif /* _SYS_PARAM_H */
