/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child cannot wait for its siblings, nor for its parent. */
#include "process/children.h"

static pid_t sibling, parent;

static int
child(void)
{
	CHECK_ERR(waitpid(sibling, NULL, 0), ECHILD);
	CHECK_ERR(waitpid(parent, NULL, WNOHANG), ECHILD);
	CHECK_ERR(wait(NULL), ECHILD);
	nap(1);
	CHECK_ERR(waitpid(sibling, NULL, 0), ECHILD);
	return 0;
}

static int
sleeps(void)
{
	nap(200);
	return 5;
}

int
main(void)
{
	parent = getpid();
	sibling = begin(sleeps);
	CHECK_INT(in_child(child), 0);
	CHECK_INT(end(sibling), 5 << 8);
	return 0;
}
