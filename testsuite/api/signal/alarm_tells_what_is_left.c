/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct itimerval v = { { 2, 0 }, { 100, 900000 } }, now;

	CHECK_INT(alarm(100), 0);
	CHECK_INT(alarm(50), 100);
	CHECK_INT(alarm(0), 50);
	CHECK_INT(alarm(0), 0);
	CHECK_INT(setitimer(ITIMER_REAL, &v, NULL), 0);
	CHECK_INT(getitimer(ITIMER_REAL, &now), 0);
	CHECK_INT(now.it_interval.tv_sec, 2);
	CHECK(now.it_value.tv_sec == 100);
	v.it_value.tv_sec = v.it_value.tv_usec = 0;
	CHECK_INT(setitimer(ITIMER_REAL, &v, &now), 0);
	CHECK(now.it_value.tv_sec == 100);
	CHECK_INT(getitimer(ITIMER_REAL, &now), 0);
	CHECK(now.it_value.tv_sec == 0 && now.it_value.tv_usec == 0);
	v.it_value.tv_usec = 1000000;
	CHECK_ERR(setitimer(ITIMER_REAL, &v, NULL), EINVAL);
	CHECK_ERR(getitimer(99, &now), EINVAL);
	return (0);
}
