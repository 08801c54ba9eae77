/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, glibc's own code faults there */
/*
 * timer_create() with an event or a place for the timer that is not there:
 * EFAULT, and no timer is used up.
 */
#include <signal.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

#define TIMES	200	/* more than there are timers */

int
main(void)
{
	struct sigevent none = { .sigev_notify = SIGEV_NONE };
	void *bad = mmap(NULL, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
	    -1, 0);
	timer_t t;

	CHECK_OK(bad != MAP_FAILED);
	CHECK_ERR(timer_create(CLOCK_REALTIME, bad, &t), EFAULT);
	for (int i = 0; i < TIMES; i++)
		CHECK_ERR(timer_create(CLOCK_REALTIME, &none, bad), EFAULT);
	CHECK_OK(timer_create(CLOCK_REALTIME, &none, &t) == 0);
	CHECK_OK(timer_delete(t) == 0);
	CHECK_OK(timer_create(CLOCK_MONOTONIC, NULL, &t) == 0);
	CHECK_OK(timer_delete(t) == 0);
	return 0;
}
