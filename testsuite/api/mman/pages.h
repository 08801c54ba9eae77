/* SPDX-License-Identifier: BSD-2-Clause */
/* For tests of mapped pages: mapping some, and what touching one does. */
#ifndef ISTHMUS_TEST_PAGES_H
#define ISTHMUS_TEST_PAGES_H

#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "test.h"

#define RW	(PROT_READ | PROT_WRITE)
#define ANON	(MAP_PRIVATE | MAP_ANONYMOUS)

static size_t page;
static sigjmp_buf back;
static _Thread_local volatile int touching;
static volatile int fault_signal, fault_code;
static void *volatile fault_place;

static inline char *
map(size_t pages, int prot, int flags, int fd)
{
	char *m = mmap(NULL, pages * page, prot, flags, fd, 0);

	CHECK_OK(m != MAP_FAILED);
	return m;
}

static inline void
on_fault(int sig, siginfo_t *info, void *context)
{
	if (!touching)
		_exit(90);	/* where nothing may happen */
	fault_signal = sig;
	fault_code = info->si_code;
	fault_place = info->si_addr;
	siglongjmp(back, 1);
}

/* Before anything else here is called. */
static inline void
catch_faults(void)
{
	struct sigaction sa = { .sa_sigaction = on_fault,
	    .sa_flags = SA_SIGINFO };

	page = (size_t)sysconf(_SC_PAGESIZE);
	CHECK_OK(sigaction(SIGSEGV, &sa, NULL) == 0);
	CHECK_OK(sigaction(SIGBUS, &sa, NULL) == 0);
}

/* The signal that reading p gives, or writing to it; 0: none. */
static inline int
touch(volatile char *p, int writing)
{
	touching = 1;
	if (sigsetjmp(back, 1) != 0) {
		touching = 0;
		CHECK(fault_place == (void *)p);
		return fault_signal;
	}
	if (writing)
		*p = 1;
	else
		(void)*p;
	touching = 0;
	return 0;
}

#endif
