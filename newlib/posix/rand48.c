/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * drand48() and its kin (XSH): X' = aX + c mod 2^48. Before any seeding X is
 * zero, as on most systems; newlib starts from another value.
 */
#include <stdint.h>
#include <stdlib.h>

#define MASK	0xffffffffffffull

static uint64_t state, mult = 0x5deece66dull;
static uint16_t add = 11;
static unsigned short old_state[3];

static uint64_t
get(const unsigned short x[3])
{
	return (uint64_t)x[2] << 32 | (uint64_t)x[1] << 16 | x[0];
}

static void
put(unsigned short x[3], uint64_t v)
{
	x[0] = (unsigned short)v;
	x[1] = (unsigned short)(v >> 16);
	x[2] = (unsigned short)(v >> 32);
}

static uint64_t
step(uint64_t x)
{
	return (mult * x + add) & MASK;
}

static uint64_t
step_own(unsigned short x[3])
{
	uint64_t v = step(get(x));

	put(x, v);
	return v;
}

static double
to_double(uint64_t v)
{
	return (double)v * 0x1p-48;
}

double
drand48(void)
{
	return to_double(state = step(state));
}

double
erand48(unsigned short x[3])
{
	return to_double(step_own(x));
}

long
lrand48(void)
{
	return (long)((state = step(state)) >> 17);
}

long
nrand48(unsigned short x[3])
{
	return (long)(step_own(x) >> 17);
}

long
mrand48(void)
{
	return (int32_t)((state = step(state)) >> 16);
}

long
jrand48(unsigned short x[3])
{
	return (int32_t)(step_own(x) >> 16);
}

static void
standard(void)
{
	mult = 0x5deece66dull;
	add = 11;
}

void
srand48(long seed)
{
	standard();
	state = (uint64_t)(uint32_t)seed << 16 | 0x330e;
}

unsigned short *
seed48(unsigned short x[3])
{
	put(old_state, state);
	standard();
	state = get(x);
	return old_state;
}

void
lcong48(unsigned short p[7])
{
	state = get(p);
	mult = get(p + 3);
	add = p[6];
}
