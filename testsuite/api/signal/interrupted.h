/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls at a signal each 40 ms: without SA_RESTART they end with the first;
 * with it those that go on have been given what they wait for by a later
 * handler.
 */
#ifndef ISTHMUS_TEST_INTERRUPTED_H
#define ISTHMUS_TEST_INTERRUPTED_H

#include "process/children.h"
#include <sys/time.h>

/* What the handler counts, and asks. */
static volatile sig_atomic_t restarts, signals;

static void
ring(int ms)
{
	struct itimerval v = { { 0, ms * 1000 }, { 0, ms * 1000 } };

	CHECK_OK(setitimer(ITIMER_REAL, &v, NULL) == 0);
}

static void
ring_to(void (*take)(int), int flags)
{
	struct sigaction sa = { .sa_handler = take, .sa_flags = flags };

	CHECK_OK(sigaction(SIGALRM, &sa, NULL) == 0);
	restarts = flags != 0;
}

#define TRY(call, goes_on)						\
do {									\
	long r_;							\
	int e_;								\
	signals = 0;							\
	ring(40);							\
	errno = 0;							\
	r_ = (long)(call);						\
	e_ = errno;							\
	ring(0);							\
	if (restarts && (goes_on)) {					\
		CHECK(r_ >= 0);						\
		CHECK(signals >= 2);					\
	} else {							\
		CHECK_INT(r_, -1);					\
		CHECK_INT(e_, EINTR);					\
		CHECK(signals >= 1);					\
	}								\
} while (0)

#endif
