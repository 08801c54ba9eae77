/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of the machine: sysinfo() as on Linux, getloadavg() as on BSD.
 */
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/sysinfo.h>

#include "nt/clock.h"
#include "nt/process.h"
#include "proc/room.h"

#define LOADS	3

/* -1 without errno, as everywhere: the averages cannot be had. */
long
sys_getloadavg(double avg[], int n)
{
	uint32_t load[LOADS];

	if (n > LOADS)
		n = LOADS;
	if (n < 0 || proc_load(load) < 0)
		return -1;
	for (int i = 0; i < n; i++)
		avg[i] = load[i] / 65536.0;
	return n;
}

static int
count_one(struct proc_entry *p, void *arg)
{
	unsigned *n = arg;

	*n += p->state != PROC_DEAD;
	return 0;
}

/* EFAULT. */
long
sys_sysinfo(struct sysinfo *info)
{
	struct nt_machine m;
	uint32_t load[LOADS];
	unsigned n = 0;
	int e;

	if (info == NULL)
		return -EFAULT;
	if ((e = nt_machine(&m)) < 0)
		return e;
	memset(info, 0, sizeof *info);
	info->uptime = nt_clock_monotonic() / NT_PER_SECOND;
	info->mem_unit = 1;
	info->totalram = m.memory;
	info->freeram = m.memory_free;
	info->totalswap = m.swap;
	info->freeswap = m.swap_free;
	if (proc_load(load) < 0)
		return 0;	/* no table: no processes to count either */
	for (int i = 0; i < LOADS; i++)
		info->loads[i] = load[i];
	proc_lock();
	proc_each(count_one, &n);
	proc_unlock();
	info->procs = (unsigned short)(n > USHRT_MAX ? USHRT_MAX : n);
	return 0;
}
