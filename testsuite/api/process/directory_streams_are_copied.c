/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* A stream opened before the fork is read on in parent and child. */
#include "process/children.h"
#include <dirent.h>

static DIR *d;

static int
count(void)
{
	int n = 0;

	while (readdir(d) != NULL)
		n++;
	return n;
}

static int
child(void)
{
	nap(1);
	rewinddir(d);
	return count();
}

int
main(void)
{
	put_file("a", "", 0600);
	put_file("b", "", 0600);
	CHECK((d = opendir(".")) != NULL);
	CHECK_INT(in_child(child), 4);
	rewinddir(d);
	CHECK_INT(count(), 4);
	closedir(d);
	return 0;
}
