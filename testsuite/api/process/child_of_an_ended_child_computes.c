/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* wait() is not for grandchildren; pipes tell their end. */
#include "process/children.h"

static int up[2], go[2];

static int
grandchild(void)
{
	char c;

	CHECK_INT(read(go[0], &c, 1), 1);
	CHECK_INT(write(up[1], "g", 1), 1);
	return 0;
}

static int
child(void)
{
	begin(grandchild);
	CHECK_INT(write(up[1], "c", 1), 1);
	return 0;
}

int
main(void)
{
	char c;

	CHECK_OK(pipe(up) == 0 && pipe(go) == 0);
	CHECK_INT(in_child(child), 0);
	close(up[1]);
	CHECK_INT(read(up[0], &c, 1), 1);
	CHECK_INT(c, 'c');
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(read(up[0], &c, 1), 1);
	CHECK_INT(c, 'g');
	CHECK_INT(read(up[0], &c, 1), 0);
	return 0;
}
