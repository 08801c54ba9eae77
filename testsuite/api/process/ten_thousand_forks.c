/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 180 */
/* Ten thousand children, none of which may fail; now and then one blocks. */
#include "process/children.h"

static int i;

static int
child(void)
{
	if (i % 1000 == 999)
		nap(1);
	return i & 0x7f;
}

int
main(void)
{
	pid_t pid;

	for (i = 0; i < 10000; i++) {
		pid = begin(child);
		CHECK_INT(end(pid), (i & 0x7f) << 8);
	}
	CHECK_ERR(wait(NULL), ECHILD);
	return 0;
}
