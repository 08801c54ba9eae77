/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * XSH fork(): a heap of a MiB or two is as the parent left it, in the child
 * and in the parent again, whoever has written to which of its pages: the
 * parent to few or to most between two forks, the child to some, its own
 * child to others, while earlier children live on and look at theirs.
 */
#include "children.h"

#define PAGE		4096
#define PIECES		5		/* objects, in sections of each size */
#define ROUNDS		60
#define LIVING		3

static const size_t pages[PIECES] = { 20, 60, 100, 150, 90 };
static unsigned char *piece[PIECES];
static unsigned char want[PIECES][200];	/* each page is filled with it */

static unsigned
next(void)
{
	static unsigned state = 1;

	state = state * 1103515245 + 12345;
	return state >> 16;
}

static int
is_as_wanted(void)
{
	for (int i = 0; i < PIECES; i++)
		for (size_t k = 0; k < pages[i]; k++) {
			const unsigned char *p = piece[i] + k * PAGE;

			if (p[0] != want[i][k] || p[PAGE - 1] != want[i][k] ||
			    memcmp(p, p + 1, PAGE - 1) != 0)
				return 0;
		}
	return 1;
}

/* One page in so many gets new contents. */
static void
scribble(unsigned one_in)
{
	for (int i = 0; i < PIECES; i++)
		for (size_t k = 0; k < pages[i]; k++) {
			if (next() % one_in != 0)
				continue;
			want[i][k] = (unsigned char)next();
			memset(piece[i] + k * PAGE, want[i][k], PAGE);
		}
}

static int child_0(void), child_1(void);

/* Looks, writes, has a child of its own that does so, and looks again. */
static int
child(int depth)
{
	void *p = malloc(300000);

	if (p == NULL || !is_as_wanted())
		return 1;
	memset(p, depth, 300000);
	free(p);
	scribble(7);
	if (depth > 0 && end(begin(depth > 1 ? child_1 : child_0)) != 0)
		return 2;
	return is_as_wanted() ? 0 : 3;
}

static int
child_0(void)
{
	return child(0);
}

static int
child_1(void)
{
	return child(1);
}

static int
child_2(void)
{
	return child(2);
}

/* Has a process of its own, and looks when its parent has gone on. */
static pid_t
begin_living(int p[2])
{
	pid_t pid;
	char c;

	CHECK_OK(pipe(p) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid > 0)
		return pid;
	if (read(p[0], &c, 1) != 1)
		_exit(4);
	_exit(is_as_wanted() ? 0 : 5);
}

static void
end_living(pid_t pid, int p[2])
{
	CHECK_OK(write(p[1], "x", 1) == 1);
	CHECK_INT(end(pid), 0);
	close(p[0]);
	close(p[1]);
}

int
main(void)
{
	int p[LIVING][2] = { 0 };
	pid_t living[LIVING] = { 0 };

	for (int i = 0; i < PIECES; i++)
		CHECK((piece[i] = malloc(pages[i] * PAGE)) != NULL);
	scribble(1);
	for (int round = 0; round < ROUNDS; round++) {
		scribble(round % 9 == 5 ? 2 : 30);
		CHECK_INT(end(begin(child_2)), 0);
		CHECK(is_as_wanted());
		if (round % 10 == 7) {
			int i = round / 10 % LIVING;

			if (living[i] != 0)
				end_living(living[i], p[i]);
			living[i] = begin_living(p[i]);
		}
	}
	for (int i = 0; i < LIVING; i++)
		end_living(living[i], p[i]);
	CHECK(is_as_wanted());
	return 0;
}
