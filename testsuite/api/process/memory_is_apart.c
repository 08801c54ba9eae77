/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* Neither sees what the other writes: data, bss, stack, heap. */
#include "process/children.h"

static int data = 1, bss;
static char *heap;
static int *local;

static void
write_all(int v)
{
	data = v;
	bss = v;
	*local = v;
	memset(heap, v, 100000);
}

static void
check_all(int v)
{
	CHECK_INT(data, v);
	CHECK_INT(bss, v);
	CHECK_INT(*local, v);
	for (int i = 0; i < 100000; i++)
		CHECK_INT(heap[i], v);
}

static int to_child[2];

static int
child(void)
{
	char c;

	check_all(7);
	write_all(8);
	check_all(8);
	CHECK_INT(read(to_child[0], &c, 1), 1);	/* the parent wrote 9 */
	check_all(8);
	return 0;
}

int
main(void)
{
	int on_stack;
	pid_t pid;

	local = &on_stack;
	CHECK(heap = malloc(100000));
	CHECK_OK(pipe(to_child) == 0);
	write_all(7);
	pid = begin(child);
	check_all(7);
	write_all(9);
	CHECK_INT(write(to_child[1], "x", 1), 1);
	CHECK_INT(end(pid), 0);
	check_all(9);
	return 0;
}
