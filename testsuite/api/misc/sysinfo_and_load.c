/* SPDX-License-Identifier: BSD-2-Clause */
/* sysinfo() and getloadavg() agree with sysconf(), with each other, /proc. */
#include <sys/sysinfo.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static double
of_proc(void)
{
	FILE *fp = fopen("/proc/loadavg", "r");
	double one = -1;

	CHECK_OK(fp != NULL);
	CHECK_INT(fscanf(fp, "%lf", &one), 1);
	fclose(fp);
	return one;
}

int
main(void)
{
	struct sysinfo s;
	struct timespec up;
	double load[4] = { -1, -1, -1, -1 }, proc;
	volatile unsigned long spin = 0;
	time_t end;

	CHECK_OK(sysinfo(&s) == 0);
#ifdef __linux__	/* where the other one does not count sleep */
	CHECK_OK(clock_gettime(CLOCK_BOOTTIME, &up) == 0);
#else
	CHECK_OK(clock_gettime(CLOCK_MONOTONIC, &up) == 0);
#endif
	CHECK(s.uptime > 0 && s.uptime - up.tv_sec <= 1);
	CHECK(s.mem_unit >= 1 && s.procs >= 1);
	CHECK(s.freeram <= s.totalram && s.freeswap <= s.totalswap);
	CHECK_INT(s.totalram * s.mem_unit / 4096 / 16,
	    (unsigned long)sysconf(_SC_PHYS_PAGES) *
	    (unsigned long)sysconf(_SC_PAGESIZE) / 4096 / 16);

	CHECK_INT(getloadavg(load, 0), 0);
	CHECK(load[0] == -1);
	CHECK_INT(getloadavg(load, 2), 2);
	CHECK(load[0] >= 0 && load[1] >= 0 && load[2] == -1);
	CHECK_INT(getloadavg(load, 4), 3);
	CHECK(load[2] >= 0 && load[3] == -1);
	/* Somebody computes: it is not 0 then. */
	for (end = time(NULL) + 2; time(NULL) < end; )
		spin++;
	CHECK_INT(getloadavg(load, 3), 3);
	CHECK(load[0] > 0 && load[1] > 0 && load[2] > 0);
	CHECK_OK(sysinfo(&s) == 0);
	proc = s.loads[0] / 65536.0;
	CHECK(proc - load[0] < 0.5 && load[0] - proc < 0.5);
	proc = of_proc();
	CHECK(proc - load[0] < 0.5 && load[0] - proc < 0.5);
	return 0;
}
