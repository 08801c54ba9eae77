/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "test.h"

static volatile sig_atomic_t got, code, value, overrun, told;
static timer_t id;

static void
handler(int s, siginfo_t *info, void *u)
{
	(void)s;
	(void)u;
	got++;
	code = info->si_code;
	value = info->si_value.sival_int;
	if (got == 1) {
		overrun = timer_getoverrun(id);
		told = info->si_overrun;
	}
}

/* What is ignored is not delivered: the overruns are those of the last one. */
static void
overruns_of_the_last_delivered(void)
{
	struct itimerspec v = { { 0, 1000000 }, { 0, 1000000 } };
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGCONT };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCONT);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(timer_create(CLOCK_MONOTONIC, &ev, &id), 0);
	CHECK_INT(timer_settime(id, 0, &v, NULL), 0);
	CHECK_INT(nanosleep(&(struct timespec){ 0, 50000000 }, NULL), 0);
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK_INT(nanosleep(&(struct timespec){ 0, 20000000 }, NULL), 0);
	CHECK(timer_getoverrun(id) >= 30);
	CHECK_INT(timer_delete(id), 0);
}

int
main(void)
{
	struct sigaction sa = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	struct itimerspec v = { { 0, 20000000 }, { 0, 20000000 } }, now;
	struct sigevent ev;
	sigset_t set;
	timer_t quiet;

	CHECK_INT(sigaction(SIGUSR1, &sa, NULL), 0);
	memset(&ev, 0, sizeof ev);
	ev.sigev_notify = SIGEV_SIGNAL;
	ev.sigev_signo = SIGUSR1;
	ev.sigev_value.sival_int = 4711;
	CHECK_INT(timer_create(CLOCK_MONOTONIC, &ev, &id), 0);
	CHECK_INT(timer_settime(id, 0, &v, NULL), 0);
	while (got < 5)
		continue;
	CHECK_INT(code, SI_TIMER);
	CHECK_INT(value, 4711);
	CHECK_INT(timer_gettime(id, &now), 0);
	CHECK_INT(now.it_interval.tv_nsec, 20000000);
	CHECK(now.it_value.tv_sec == 0 && now.it_value.tv_nsec <= 20000000);

	/* While it is blocked the timer overruns. */
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(sigprocmask(SIG_BLOCK, &set, NULL), 0);
	CHECK_INT(nanosleep(&(struct timespec){ 0, 200000000 }, NULL), 0);
	got = 0;
	CHECK_INT(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
	CHECK(got >= 1);
	/* Ten periods, of which the first was the signal that waited. */
	CHECK(overrun >= 5);
	CHECK(told >= 5);
	CHECK_INT(timer_delete(id), 0);
	overruns_of_the_last_delivered();

	ev.sigev_notify = SIGEV_NONE;
	CHECK_INT(timer_create(CLOCK_REALTIME, &ev, &quiet), 0);
	CHECK_INT(timer_settime(quiet, 0, &v, NULL), 0);
	got = 0;
	CHECK_INT(nanosleep(&(struct timespec){ 0, 100000000 }, NULL), 0);
	CHECK_INT(got, 0);
	CHECK_INT(timer_delete(quiet), 0);
	ev.sigev_notify = 12345;
	CHECK_ERR(timer_create(CLOCK_REALTIME, &ev, &quiet), EINVAL);
	return (0);
}
