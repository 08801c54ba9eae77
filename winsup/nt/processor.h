/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Processors.  Windows has them in groups of up to 64, and a thread runs in
 * one group (Microsoft: "Processor Groups").
 */
#ifndef ISTHMUS_NT_PROCESSOR_H
#define ISTHMUS_NT_PROCESSOR_H

#include "nt/types.h"

#define NT_GROUPS	16		/* 1,024 processors */

struct nt_groups {
	unsigned n;
	uint16_t first[NT_GROUPS + 1];	/* how many there are before each */
};

/* Some of a group, a bit each. */
struct nt_cpus {
	uint64_t mask;
	uint16_t group;
};

/* Where there is one group only, it has all numbers up to 64. */
void nt_groups(struct nt_groups *);
/* The number of the one that runs this. */
int nt_current_processor(void);

/* Those a thread may run on. */
int nt_thread_cpus(nt_handle, struct nt_cpus *);
int nt_thread_set_cpus(nt_handle, const struct nt_cpus *);
int nt_self_set_cpus(const struct nt_cpus *);

/*
 * What this process' threads may have of their group, and what there is of
 * it; all ones where they are in several groups.
 */
int nt_process_cpus(struct nt_cpus *own, uint64_t *all);
/* Of another one, by the system's number; it stays in its group. */
int nt_process_cpus_of(uint32_t pid, struct nt_cpus *);
int nt_process_set_cpus(uint32_t pid, uint64_t mask);	/* 0: this one */

#endif
