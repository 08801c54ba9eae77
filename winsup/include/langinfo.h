/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <langinfo.h>, completed (XBD <langinfo.h>). Our locales have one
 * form of a month's name, which stands for the alternative one too.
 */
#ifndef _ISTHMUS_LANGINFO_H
#define _ISTHMUS_LANGINFO_H

#include_next <langinfo.h>

#if __POSIX_VISIBLE >= 202405
#define ALTMON_1	MON_1
#define ALTMON_2	MON_2
#define ALTMON_3	MON_3
#define ALTMON_4	MON_4
#define ALTMON_5	MON_5
#define ALTMON_6	MON_6
#define ALTMON_7	MON_7
#define ALTMON_8	MON_8
#define ALTMON_9	MON_9
#define ALTMON_10	MON_10
#define ALTMON_11	MON_11
#define ALTMON_12	MON_12
#define ABALTMON_1	ABMON_1
#define ABALTMON_2	ABMON_2
#define ABALTMON_3	ABMON_3
#define ABALTMON_4	ABMON_4
#define ABALTMON_5	ABMON_5
#define ABALTMON_6	ABMON_6
#define ABALTMON_7	ABMON_7
#define ABALTMON_8	ABMON_8
#define ABALTMON_9	ABMON_9
#define ABALTMON_10	ABMON_10
#define ABALTMON_11	ABMON_11
#define ABALTMON_12	ABMON_12
#endif

#endif /* _ISTHMUS_LANGINFO_H */
