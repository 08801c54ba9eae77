/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder of the test's own on another volume, and names in it. */
#ifndef ISTHMUS_TEST_OTHER_VOLUME_H
#define ISTHMUS_TEST_OTHER_VOLUME_H

#include "process/children.h"

static char other[100];

static inline const char *
there(const char *name)
{
	static char path[4][200];
	static int n;
	char *p = path[n++ % 4];

	snprintf(p, 200, "%s/%s", other, name);
	return p;
}

/* 0, or -1 where that volume is not to be had. */
static inline int
make_other(const char *above)
{
	snprintf(other, sizeof other, "%s/isthmus-test-%d-%ld", above,
	    (int)getpid(), (long)time(NULL));
	return mkdir(other, 0700);
}

#endif
