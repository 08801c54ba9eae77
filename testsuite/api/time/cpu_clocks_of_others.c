/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The CPU clock of another process can be read while that lives (Wine shows
 * the caller's time there: how much is not looked at); CLOCK_TAI is a whole
 * number of seconds from CLOCK_REALTIME.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static double
read_clock(clockid_t id)
{
	struct timespec t;

	CHECK_OK(clock_gettime(id, &t) == 0);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
tai(void)
{
	double d = read_clock(CLOCK_TAI) - read_clock(CLOCK_REALTIME);
	struct timespec t = { 1, 0 };

	CHECK(d > -0.5 && d < 60.0);
	CHECK_OK(clock_getres(CLOCK_TAI, &t) == 0);
	CHECK_OK(clock_nanosleep(CLOCK_TAI, TIMER_ABSTIME, &t, NULL) == 0);
}

int
main(void)
{
	struct timespec nap = { 0, 20000000 };
	clockid_t id;
	pid_t pid;
	double before;
	int st;

	tai();
	pid = fork();
	CHECK_OK(pid >= 0);
	if (pid == 0)
		for (volatile unsigned long n = 0;; n++)
			;
	CHECK_INT(clock_getcpuclockid(pid, &id), 0);
	before = read_clock(id);
	CHECK(before >= 0);
	nanosleep(&nap, NULL);
	CHECK(read_clock(id) >= before);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(waitpid(pid, &st, 0), pid);
	/* No process has that one. */
	CHECK_ERR(clock_getres((clockid_t)-1073743192, &nap), EINVAL);
	CHECK_INT(clock_getcpuclockid(pid, &id), ESRCH);
	return 0;
}
