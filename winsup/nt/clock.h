/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Clocks, in units of 100 ns.
 */
#ifndef ISTHMUS_NT_CLOCK_H
#define ISTHMUS_NT_CLOCK_H

#include "nt/types.h"

/* From 1601 (NT's epoch) to 1970. */
#define NT_EPOCH_DELTA	INT64_C(116444736000000000)
#define NT_PER_SECOND	INT64_C(10000000)

struct nt_cpu_times {
	int64_t user, kernel;
};

/* Since 1601, UTC: as fine as the system has it, and as of the last tick. */
int64_t nt_clock_system(void);
int64_t nt_clock_system_coarse(void);
int nt_clock_set_system(int64_t);	/* -EPERM without the privilege */

/*
 * Since the system's start, suspension included; never goes back.  The
 * second form is in nanoseconds, for those who want all the counter has.
 */
int64_t nt_clock_monotonic(void);
int64_t nt_clock_monotonic_ns(void);
int64_t nt_clock_monotonic_step_ns(void);	/* resolution */

/* Length of a tick: the resolution of CPU times and coarse clocks. */
int64_t nt_clock_tick(void);

int nt_cpu_process(struct nt_cpu_times *);
int nt_cpu_thread(struct nt_cpu_times *);	/* the calling thread */
/*
 * Of others; -errno if there is none such.  Where the system does not tell,
 * those of the living are looked up in the list of all processes, which takes
 * some milliseconds; -ESRCH: it has ended untold.
 */
int nt_cpu_of(nt_handle process, struct nt_cpu_times *);
int nt_cpu_of_ended(nt_handle process, struct nt_cpu_times *);
int nt_cpu_of_process(uint32_t pid, struct nt_cpu_times *);
int nt_cpu_of_thread(uint32_t id, struct nt_cpu_times *);

struct nt_usage {
	struct nt_cpu_times cpu;
	uint64_t peak_set;		/* bytes */
	uint64_t page_faults;
	uint64_t reads, writes;		/* operations */
};
int nt_usage_process(struct nt_usage *);
/* The same of another process, but for the times; what is not known is 0. */
void nt_usage_of(nt_handle process, struct nt_usage *);

/*
 * The zone that Windows is set to.  Biases in minutes, west positive: UTC =
 * local + bias; names are UTF-16, terminated.  A rule with month 0 means
 * none; day is the week (5: last) of weekday (0: Sunday), as SYSTEMTIME's
 * day-in-month format has it; with year != 0 it is the day of the month.
 */
struct nt_zone_rule {
	uint16_t year, month, weekday, day, hour, minute, second;
};
struct nt_zone {
	int32_t bias, standard_bias, daylight_bias;
	struct nt_zone_rule to_standard, to_daylight;
	/* The name in the registry; none if the user wants no changes. */
	uint16_t key[128];
};
int nt_clock_zone(struct nt_zone *);

#endif
