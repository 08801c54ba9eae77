/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls that end by a signal: another thread sends one each 5 ms, until it is
 * known to have come in time.
 */
#ifndef ISTHMUS_TEST_NAG_H
#define ISTHMUS_TEST_NAG_H

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "test.h"

static pthread_t nagged, nagging;
static volatile int nag_stop;

static void
nag_nothing(int sig)
{
}

static void *
nag(void *arg)
{
	const struct timespec nap = { 0, 5000000 };

	while (!nag_stop) {
		nanosleep(&nap, NULL);
		pthread_kill(nagged, SIGUSR1);
	}
	return arg;
}

/* The calling thread gets SIGUSR1, without SA_RESTART. */
static void
nag_begin(void)
{
	struct sigaction a = { .sa_handler = nag_nothing };

	nagged = pthread_self();
	CHECK_OK(sigaction(SIGUSR1, &a, NULL) == 0);
	CHECK_INT(pthread_create(&nagging, NULL, nag, NULL), 0);
}

static void
nag_end(void)
{
	nag_stop = 1;
	CHECK_INT(pthread_join(nagging, NULL), 0);
}

#endif
