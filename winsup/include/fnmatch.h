/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <fnmatch.h>, completed (XBD <fnmatch.h>).
 */
#ifndef _ISTHMUS_FNMATCH_H
#define _ISTHMUS_FNMATCH_H

#include_next <fnmatch.h>

#if __POSIX_VISIBLE >= 202405
#define FNM_CASEFOLD	0x10
#define FNM_IGNORECASE	FNM_CASEFOLD
#endif

#endif /* _ISTHMUS_FNMATCH_H */
