/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * newlib's <langinfo.h>, completed (XBD <langinfo.h>). A month's full
 * name has two forms where the language has: MON_ is that in a date, ALTMON_
 * that of the month alone. The numbers are known to newlib's nl_langinfo.c.
 */
#ifndef _ISTHMUS_LANGINFO_H
#define _ISTHMUS_LANGINFO_H

#include_next <langinfo.h>

#if __POSIX_VISIBLE >= 202405
#define ALTMON_1	1000
#define ALTMON_2	1001
#define ALTMON_3	1002
#define ALTMON_4	1003
#define ALTMON_5	1004
#define ALTMON_6	1005
#define ALTMON_7	1006
#define ALTMON_8	1007
#define ALTMON_9	1008
#define ALTMON_10	1009
#define ALTMON_11	1010
#define ALTMON_12	1011
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
