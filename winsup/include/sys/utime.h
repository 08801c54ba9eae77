/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * File times in seconds (XBD <utime.h> of Issue 7; gone from Issue 8).
 */
#ifndef _SYS_UTIME_H
#define _SYS_UTIME_H

#include <sys/cdefs.h>
#include <sys/types.h>

struct utimbuf {
	time_t	actime;
	time_t	modtime;
};

#ifdef __cplusplus
extern "C" {
#endif

int utime(const char *__path, const struct utimbuf *__times);

#ifdef __cplusplus
}
#endif

#endif /* _SYS_UTIME_H */
