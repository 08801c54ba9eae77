/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Limits that a process sets itself (setrlimit()); here, since rooms of all
 * ranks keep to them.  Descriptors and processes are counted elsewhere.  They
 * are read without a lock: soft and hard ones are single words.
 */
#ifndef ISTHMUS_LIB_LIMITS_H
#define ISTHMUS_LIB_LIMITS_H

#include <stdint.h>

#define LIMIT_NONE	UINT64_MAX

/* In the order of the target's RLIMIT_*. */
enum limit_of {
	LIMIT_CPU,		/* seconds */
	LIMIT_FSIZE,
	LIMIT_DATA,
	LIMIT_STACK,		/* of the next program; soft 0: not known yet */
	LIMIT_CORE,
	LIMIT_NOFILE,		/* not used: the descriptor room's */
	LIMIT_AS,
	LIMIT_RSS,
	LIMIT_NPROC,		/* not used: the process table's */
	LIMIT_MEMLOCK,
	LIMITS
};

struct limit {
	uint64_t soft, hard;
};

extern struct limit limits[LIMITS];

#endif
