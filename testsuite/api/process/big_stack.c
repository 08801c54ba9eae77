/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A deep stack before the fork, and a deeper one in the child. */
#include "process/children.h"

static int from_child[2];

static int
dig(int n, int (*then)(void))
{
	volatile char here[16384];
	int r;

	memset((char *)here, n, sizeof(here));
	r = n > 0 ? dig(n - 1, then) : then();
	for (size_t i = 0; i < sizeof(here); i++)
		CHECK_INT((unsigned char)here[i], n);
	return r;
}

static int
bottom(void)
{
	nap(5);
	return 4;
}

static int
child(void)
{
	return dig(150, bottom);
}

static int
middle(void)
{
	return in_child(child);
}

int
main(void)
{
	CHECK_OK(pipe(from_child) == 0);
	CHECK_INT(dig(150, middle), 4);
	CHECK_INT(dig(10, middle), 4);
	CHECK_INT(dig(200, middle), 4);
	return 0;
}
