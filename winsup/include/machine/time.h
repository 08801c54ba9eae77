/* SPDX-License-Identifier: BSD-2-Clause */
/* XSI wants a million (XBD <time.h>); newlib's default is 1000. */
#ifndef _MACHTIME_H_
#define _MACHTIME_H_

#define _CLOCKS_PER_SEC_	1000000

/* As in Linux: International Atomic Time. Not in POSIX. */
#define CLOCK_TAI		((clockid_t)11)

#endif
