/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* When the parent ends first, getppid() is init's. */
#include "process/children.h"

static int up[2], go[2], ready[2];

static int
grandchild(void)
{
	pid_t parent = getppid();
	char c;
	int r;

	CHECK_INT(write(ready[1], "r", 1), 1);
	CHECK_INT(read(go[0], &c, 1), 1);
	for (int i = 0; i < 200 && getppid() == parent; i++)
		nap(10);
	r = getppid() != parent;
#ifdef __ISTHMUS__
	r &= getppid() == 1;
#endif
	CHECK_INT(write(up[1], r ? "y" : "n", 1), 1);
	return 0;
}

static int
child(void)
{
	char c;

	begin(grandchild);
	CHECK_INT(read(ready[0], &c, 1), 1);
	return 0;
}

int
main(void)
{
	char c;

	CHECK_OK(pipe(up) == 0);
	CHECK_OK(pipe(go) == 0);
	CHECK_OK(pipe(ready) == 0);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(read(up[0], &c, 1), 1);
	CHECK_INT(c, 'y');
	CHECK_ERR(wait(NULL), ECHILD);	/* it is no child of ours */
	return 0;
}
