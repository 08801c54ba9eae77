/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A child that blocks does not hold its parent up. */
#include "process/children.h"

static int go[2], back[2];

static int
reads(void)
{
	char c;

	CHECK_INT(read(go[0], &c, 1), 1);
	return c;
}

static int
fills(void)
{
	static char block[65536];

	for (int i = 0; i < 20; i++)
		CHECK_INT(write(back[1], block, sizeof(block)),
		    sizeof(block));
	return 2;
}

static int
sleeps(void)
{
	nap(2000);
	return 3;
}

static int
waits(void)
{
	CHECK_INT(in_child(sleeps), 3);
	return 4;
}

int
main(void)
{
	static char block[65536];
	ssize_t n, all = 0;
	pid_t a, b, c, d;

	CHECK_OK(pipe(go) == 0);
	CHECK_OK(pipe(back) == 0);
	a = begin(reads);
	b = begin(fills);
	c = begin(sleeps);
	CHECK_INT(waitpid(c, NULL, WNOHANG), 0);
	d = begin(waits);
	while (all < 20 * 65536) {
		CHECK_OK((n = read(back[0], block, sizeof(block))) > 0);
		all += n;
	}
	CHECK_INT(write(go[1], "A", 1), 1);
	CHECK_INT(end(a), 'A' << 8);
	CHECK_INT(end(b), 2 << 8);
	CHECK_INT(end(d), 4 << 8);
	CHECK_INT(end(c), 3 << 8);
	return 0;
}
