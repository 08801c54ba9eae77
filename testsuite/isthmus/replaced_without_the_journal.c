/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, the journal is ours, and its wait ends by a fail point */
/* env: ISTHMUS_FAULT=replace.turn:1:EBUSY */
/* again: ISTHMUS_CAPS=-posix_delete */
/*
 * A name whose file is open is replaced all the same where somebody has the
 * journal of exchanges for longer than it is waited for.
 */
#include <fcntl.h>
#include <time.h>

#include "process/children.h"

/* As long as that is open, nobody else has it. */
static int
journal(void)
{
	struct timespec pause = { 0, 1000000 };
	int fd;

	while ((fd = open("/var/lib/isthmus/exchange", O_RDWR | O_CREAT,
	    0666)) < 0) {
		CHECK_INT(errno, EBUSY);	/* another test's */
		nanosleep(&pause, NULL);
	}
	return fd;
}

int
main(void)
{
	char c = 0;
	int old, held;

	put_file("a", "A", 0644);
	put_file("b", "B", 0644);
	CHECK_OK((old = open("b", O_RDONLY)) >= 0);
	held = journal();
	CHECK_OK(rename("a", "b") == 0);
	CHECK_OK(close(held) == 0);
	CHECK_ERR(access("a", F_OK), ENOENT);
	CHECK_STR(get_file("b"), "A");
	CHECK_INT(read(old, &c, 1), 1);
	CHECK_INT(c, 'B');
	/* With it, as ever. */
	put_file("a", "C", 0644);
	CHECK_OK(rename("a", "b") == 0);
	CHECK_STR(get_file("b"), "C");
	return 0;
}
