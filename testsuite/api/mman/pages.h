/* SPDX-License-Identifier: BSD-2-Clause */
/* For tests of calls on mapped pages: mapping some, and touching them. */
#ifndef ISTHMUS_TEST_PAGES_H
#define ISTHMUS_TEST_PAGES_H

#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

#include "test.h"

#define RW	(PROT_READ | PROT_WRITE)
#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)

static size_t page;

static char *
map(size_t pages, int prot, int flags, int fd)
{
	char *m = mmap(NULL, pages * page, prot, flags, fd, 0);

	CHECK_OK(m != MAP_FAILED);
	return m;
}

static sigjmp_buf back;

/* A handler: sigsetjmp(back, 1) gives 1. */
static void
fault(int sig)
{
	siglongjmp(back, 1);
}

#endif
