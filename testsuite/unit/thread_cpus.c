/* SPDX-License-Identifier: BSD-2-Clause */
/* sources: thread/cpus.c */
/*
 * Sets of up to 1,024 processors against Windows' groups of them: on tables
 * of machines that are not at hand.
 */
#include "unit.h"

#include <sched.h>

#include "thread/room.h"

static cpu_set_t set;
static struct nt_cpus got;

/* A machine with those groups. */
static struct nt_groups
machine(unsigned n, const unsigned size[])
{
	struct nt_groups g = { .n = n };

	for (unsigned i = 0; i < n; i++)
		g.first[i + 1] = (uint16_t)(g.first[i] + size[i]);
	return g;
}

static int
take(const struct nt_groups *g, unsigned group, uint64_t mask)
{
	struct nt_cpus own = { mask, (uint16_t)group };

	got = (struct nt_cpus){ 0 };
	return thr_cpus_take(g, &own, &set, sizeof(set), &got);
}

static void
range(int from, int to)
{
	CPU_ZERO(&set);
	for (int i = from; i < to; i++)
		CPU_SET(i, &set);
}

static void
is(unsigned group, uint64_t mask)
{
	CHECK_INT(got.group, group);
	CHECK(got.mask == mask);
}

static void
one_group(void)
{
	struct nt_groups g = machine(1, (unsigned[]){ 64 });

	range(0, 1024);
	CHECK_INT(take(&g, 0, 0x3), 0);
	is(0, 0x3);
	range(1, 2);
	CHECK_INT(take(&g, 0, 0x3), 0);
	is(0, 0x2);
	CHECK_INT(take(&g, 0, 0x1), -EINVAL);
	range(2, 1024);
	CHECK_INT(take(&g, 0, 0x3), -EINVAL);
	range(64, 1024);
	CHECK_INT(take(&g, 0, UINT64_MAX), -EINVAL);
	range(0, 0);
	CHECK_INT(take(&g, 0, UINT64_MAX), -EINVAL);
	/* A set that is too short has the others not. */
	range(0, 64);
	CHECK_INT(thr_cpus_take(&g, &(struct nt_cpus){ UINT64_MAX, 0 }, &set,
	    1, &got), 0);
	is(0, 0xff);
}

static void
two_groups(void)
{
	struct nt_groups g = machine(2, (unsigned[]){ 36, 36 });

	/* The thread's own comes first, then the one with most of the set. */
	range(0, 72);
	CHECK_INT(take(&g, 0, UINT64_MAX), 0);
	is(0, 0xfffffffffu);
	CHECK_INT(take(&g, 1, UINT64_MAX), 0);
	is(1, 0xfffffffffu);
	range(35, 40);
	CHECK_INT(take(&g, 0, UINT64_MAX), 0);
	is(0, UINT64_C(1) << 35);
	CHECK_INT(take(&g, 1, UINT64_MAX), 0);
	is(1, 0xf);
	/* What the process may not have of its own group. */
	CHECK_INT(take(&g, 0, 0x1), 0);
	is(1, 0xf);
	range(40, 41);
	CHECK_INT(take(&g, 0, UINT64_MAX), 0);
	is(1, 1 << 4);
	range(72, 1024);
	CHECK_INT(take(&g, 0, UINT64_MAX), -EINVAL);
}

static void
uneven_groups(void)
{
	struct nt_groups g = machine(3, (unsigned[]){ 64, 8, 20 });

	range(60, 84);
	CHECK_INT(take(&g, 0, 0x1), 0);
	is(2, 0xfff);
	CHECK_INT(take(&g, 1, UINT64_MAX), 0);
	is(1, 0xff);
}

/* Each number by itself, there and back. */
static void
all_numbers(void)
{
	unsigned size[NT_GROUPS], total = 0;
	struct nt_groups g;

	for (unsigned i = 0; i < NT_GROUPS; i++)
		total += size[i] = 64;
	CHECK_INT(total, CPU_SETSIZE);
	g = machine(NT_GROUPS, size);
	for (int i = 0; i < CPU_SETSIZE; i++) {
		range(i, i + 1);
		CHECK_INT(take(&g, 3, UINT64_MAX), 0);
		is((unsigned)i / 64, UINT64_C(1) << i % 64);
		memset(&set, 0xff, sizeof(set));
		CHECK_INT(thr_cpus_show(&g, &got, &set, sizeof(set)), 0);
		CHECK_INT(CPU_COUNT(&set), 1);
		CHECK(CPU_ISSET(i, &set));
	}
	range(0, CPU_SETSIZE);
	CHECK_INT(take(&g, 15, UINT64_MAX), 0);
	is(15, UINT64_MAX);
	CHECK_INT(thr_cpus_show(&g, &got, &set, sizeof(set)), 0);
	CHECK_INT(CPU_COUNT(&set), 64);
	CHECK(CPU_ISSET(1023, &set) && CPU_ISSET(960, &set));
	/* Too small for the machine. */
	CHECK_INT(thr_cpus_show(&g, &got, &set, sizeof(set) - 1), -EINVAL);
	g = machine(1, (unsigned[]){ 64 });
	got = (struct nt_cpus){ 5, 0 };
	CHECK_INT(thr_cpus_show(&g, &got, &set, 7), -EINVAL);
	CHECK_INT(thr_cpus_show(&g, &got, &set, 8), 0);
	CHECK(CPU_ISSET(0, &set) && !CPU_ISSET(1, &set) &&
	    CPU_ISSET(2, &set));
}

int
main(void)
{
	one_group();
	two_groups();
	uneven_groups();
	all_numbers();
	return 0;
}
