/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FAULT=nt.coarse:1:EBUSY */
/* timeout: 90 */
/*
 * A sleep is fine: one of a millisecond can end within 0.6 ms of its time,
 * whatever the system's ticks are.  On a busy machine most do not, so the
 * first that does will do; ticks of 10 ms and more would let none through.
 */
#include <poll.h>
#include <time.h>

#include "test.h"

#define MS	1000000LL
#define LATE	(600 * MS / 1000)
#define TRIES	5000

static long long
now(void)
{
	struct timespec t;

	CHECK_OK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
	return t.tv_sec * 1000 * MS + t.tv_nsec;
}

static void
by_nanosleep(long long end)
{
	CHECK_INT(nanosleep(&(struct timespec){ 0, MS }, NULL), 0);
}

static void
by_deadline(long long end)
{
	struct timespec t = { end / (1000 * MS), end % (1000 * MS) };

	CHECK_INT(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL),
	    0);
}

static void
by_poll(long long end)
{
	CHECK_INT(poll(NULL, 0, 1), 0);
}

static const struct {
	const char *name;
	void (*sleep)(long long end);
} ways[] = {
	{ "nanosleep", by_nanosleep },
	{ "clock_nanosleep", by_deadline },
	{ "poll", by_poll },
};

int
main(void)
{
	long long end, late, best;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		best = 1000 * MS;
		for (int n = 0; n < TRIES && best > LATE; n++) {
			end = now() + MS;
			ways[i].sleep(end);
			late = now() - end;
			CHECK(late >= 0);
			if (late < best)
				best = late;
		}
		fprintf(stderr, "%s: %lld us late\n", ways[i].name,
		    best / 1000);
		CHECK(best <= LATE);
	}
	return 0;
}
