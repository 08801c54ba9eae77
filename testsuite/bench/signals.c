/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * raise() until its handler has run; raw is msvcrt's, which only calls it.
 */
#include "bench.h"

#include <signal.h>

static volatile long count;

static void
handler(int sig)
{
	count++;
#ifdef BENCH_RAW
	signal(sig, handler);		/* msvcrt resets it */
#endif
}

static void
raise_handler(long n)
{
	count = 0;
	while (count < n)
		raise(SIGTERM);
}

int
main(void)
{
	BENCH_CHECK(signal(SIGTERM, handler) != SIG_ERR);
	bench("raise_handler", raise_handler);
	return 0;
}
