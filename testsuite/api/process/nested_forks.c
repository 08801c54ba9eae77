/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/* Twelve generations, each with its own memory; some block. */
#include "process/children.h"

static int depth, naps;

static int
generation(void)
{
	int mine = ++depth, r = 0;
	pid_t parent = getppid();

	if (mine < 12) {
		r = in_child(generation);
		CHECK_INT(r, 12 - mine);
	}
	if (naps && mine % 3 == 0)
		nap(1);
	CHECK_INT(depth, mine);
	CHECK_INT(getppid(), parent);
	return r + 1;
}

int
main(void)
{
	for (naps = 0; naps < 2; naps++) {
		CHECK_INT(in_child(generation), 12);
		CHECK_INT(depth, 0);
	}
	return 0;
}
