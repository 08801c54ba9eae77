/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * random(), srandom(), initstate() and setstate() (XSH initstate): an
 * additive feedback generator, x[i] = x[i-deg] + x[i-sep] mod 2^32, one of
 * five sizes by the state's; the smallest is a linear congruential one.
 * newlib's random() has no states. Seeding goes by the "minimal standard"
 * generator of Park and Miller (16807 mod 2^31-1), as BSD does, so that the
 * numbers are the ones other systems give.
 */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/lock.h>

struct kind {
	unsigned int deg, sep;
};

static const struct kind kinds[] = {
	{ 0, 0 }, { 7, 3 }, { 15, 1 }, { 31, 3 }, { 63, 1 }
};

/* state[0] of what the caller holds says the kind and where it stands. */
#define KINDS	5

static uint32_t default_state[32];
static uint32_t *state;		/* points behind the word with the kind */
static unsigned int kind, front, rear;

__LOCK_INIT(static, lock);

static uint32_t
next(void)
{
	uint32_t r;

	if (kind == 0) {
		state[0] = (state[0] * 1103515245u + 12345u) & 0x7fffffff;
		return state[0];
	}
	state[front] += state[rear];
	r = state[front] >> 1;
	if (++front == kinds[kind].deg)
		front = 0;
	if (++rear == kinds[kind].deg)
		rear = 0;
	return r;
}

static void
seed(unsigned int s)
{
	unsigned int i;
	int64_t v;

	state[0] = s;
	if (kind == 0)
		return;
	if (s == 0)
		state[0] = 1;
	v = (int32_t)state[0];
	for (i = 1; i < kinds[kind].deg; i++) {
		v = 16807 * (v % 127773) - 2836 * (v / 127773);
		if (v < 0)
			v += 2147483647;
		state[i] = (uint32_t)v;
	}
	front = kinds[kind].sep;
	rear = 0;
	for (i = 0; i < 10 * kinds[kind].deg; i++)
		(void)next();
}

static void
first_use(void)
{
	if (state == NULL) {
		state = default_state + 1;
		kind = 3;
		seed(1);
	}
}

/* Note in the state where it stands, for a later setstate(). */
static void
put_away(void)
{
	state[-1] = kind + KINDS * (kind != 0 ? rear : 0);
}

long
random(void)
{
	uint32_t r;

	__lock_acquire(lock);
	first_use();
	r = next();
	__lock_release(lock);
	return (long)r;
}

void
srandom(unsigned int s)
{
	__lock_acquire(lock);
	if (state == NULL) {
		state = default_state + 1;
		kind = 3;
	}
	seed(s);
	__lock_release(lock);
}

/* EINVAL: less than 8 bytes. */
char *
initstate(unsigned int s, char *buf, size_t size)
{
	char *old;

	if (size < 8) {
		errno = EINVAL;
		return NULL;
	}
	__lock_acquire(lock);
	first_use();
	put_away();
	old = (char *)(state - 1);
	kind = size < 32 ? 0 : size < 64 ? 1 : size < 128 ? 2 :
	    size < 256 ? 3 : 4;
	state = (uint32_t *)(void *)buf + 1;
	seed(s);
	put_away();
	__lock_release(lock);
	return old;
}

/* EINVAL: not a state. */
char *
setstate(char *buf)
{
	uint32_t *s = (uint32_t *)(void *)buf, k, at;
	char *old;

	k = s[0] % KINDS;
	at = s[0] / KINDS;
	if (k == 0 ? at != 0 : at >= kinds[k].deg) {
		errno = EINVAL;
		return NULL;
	}
	__lock_acquire(lock);
	first_use();
	put_away();
	old = (char *)(state - 1);
	state = s + 1;
	kind = k;
	rear = at;
	front = k != 0 ? (at + kinds[k].sep) % kinds[k].deg : 0;
	__lock_release(lock);
	return old;
}
