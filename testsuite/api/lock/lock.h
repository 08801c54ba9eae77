/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of locks share. */
#ifndef ISTHMUS_TEST_LOCK_H
#define ISTHMUS_TEST_LOCK_H

#include "process/children.h"
#include <sys/file.h>

static inline int
lock_op(int fd, int cmd, int type, off_t start, off_t len)
{
	struct flock l = { .l_type = (short)type, .l_whence = SEEK_SET,
	    .l_start = start, .l_len = len };

	return fcntl(fd, cmd, &l);
}

/* The type of what is in the way of a lock for writing there. */
static inline int
who(int fd, int cmd, off_t start, off_t len, struct flock *l)
{
	*l = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET,
	    .l_start = start, .l_len = len };
	CHECK_OK(fcntl(fd, cmd, l) == 0);
	return l->l_type;
}

/* Processes tell each other by files. */
static inline void
say(const char *name)
{
	put_file(name, "", 0600);
}

static inline void
await(const char *name)
{
	for (int i = 0; access(name, F_OK) != 0; i++) {
		CHECK(i < 2000);
		nap(10);
	}
}

#endif
