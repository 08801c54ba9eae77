/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A library's data is copied as the program's is. */
#include "process/children.h"

extern int library_value(void);
extern void library_set(int);

static int naps;

static int
child(void)
{
	CHECK_INT(library_value(), 7);
	library_set(8);
	if (naps)
		nap(1);
	CHECK_INT(library_value(), 8);
	return 0;
}

int
main(void)
{
	for (naps = 0; naps < 2; naps++) {
		library_set(7);
		CHECK_INT(in_child(child), 0);
		CHECK_INT(library_value(), 7);
	}
	return 0;
}
