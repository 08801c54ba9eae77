/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <dirent.h>, completed (XBD <dirent.h>).
 */
#ifndef _ISTHMUS_DIRENT_H
#define _ISTHMUS_DIRENT_H

#include <sys/cdefs.h>
#if __BSD_VISIBLE
#define MAXNAMLEN	255
#endif

#include_next <dirent.h>

#ifdef __cplusplus
extern "C" {
#endif

#if __POSIX_VISIBLE >= 202405 && !__BSD_VISIBLE
int fdclosedir(DIR *__dir);
#endif

#ifdef __cplusplus
}
#endif

#endif /* _ISTHMUS_DIRENT_H */
