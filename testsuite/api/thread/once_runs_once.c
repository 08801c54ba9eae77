/* SPDX-License-Identifier: BSD-2-Clause */
#include <pthread.h>
#include <threads.h>

#include "test.h"

static pthread_once_t once = PTHREAD_ONCE_INIT, outer = PTHREAD_ONCE_INIT;
static once_flag flag = ONCE_FLAG_INIT;
static int runs, flag_runs;

static void
run(void)
{
	runs++;
}

static void
run_inner(void)
{
	CHECK_INT(pthread_once(&once, run), 0);
}

static void
run_flag(void)
{
	flag_runs++;
}

int
main(void)
{
	CHECK_INT(pthread_once(&outer, run_inner), 0);
	for (int i = 0; i < 10; i++) {
		CHECK_INT(pthread_once(&once, run), 0);
		call_once(&flag, run_flag);
	}
	CHECK_INT(runs, 1);
	CHECK_INT(flag_runs, 1);
	return (0);
}
