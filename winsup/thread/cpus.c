/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Sets of processors (sched.h) and Windows' groups of them: the numbers of a
 * set go through the groups one after the other.
 */
#include "thread/room.h"

#include <errno.h>
#include <string.h>

/* Those of a set that are in group i. */
static uint64_t
mask_of(const struct nt_groups *g, unsigned i, const cpu_set_t *set,
    size_t size)
{
	const unsigned char *p = (const unsigned char *)set;
	unsigned cpu = g->first[i], bit;
	uint64_t mask = 0;

	for (bit = 0; cpu < g->first[i + 1] && cpu / 8 < size; cpu++, bit++)
		if (p[cpu / 8] >> cpu % 8 & 1)
			mask |= UINT64_C(1) << bit;
	return mask;
}

int
thr_cpus_take(const struct nt_groups *g, const struct nt_cpus *own,
    const cpu_set_t *set, size_t size, struct nt_cpus *out)
{
	int most = 0, n;
	uint64_t mask;

	for (unsigned i = 0; i < g->n; i++) {
		mask = mask_of(g, i, set, size);
		if (i == own->group)
			mask &= own->mask;
		n = __builtin_popcountll(mask);
		if (n > 0 && i == own->group)
			n = INT32_MAX;
		if (n <= most)
			continue;
		most = n;
		out->mask = mask;
		out->group = (uint16_t)i;
	}
	return most > 0 ? 0 : -EINVAL;
}

int
thr_cpus_show(const struct nt_groups *g, const struct nt_cpus *c,
    cpu_set_t *set, size_t size)
{
	unsigned char *p = (unsigned char *)set;
	unsigned cpu = g->first[c->group], bit;

	if (size * 8 < g->first[g->n])
		return -EINVAL;
	memset(set, 0, size);
	for (bit = 0; cpu < g->first[c->group + 1]; cpu++, bit++)
		if (c->mask >> bit & 1)
			p[cpu / 8] |= (unsigned char)(1u << cpu % 8);
	return 0;
}
