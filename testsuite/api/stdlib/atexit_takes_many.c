/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: 200 */
#include "test.h"

static int n;
static void count(void) { n++; }
static void last(void) { printf("%d\n", n); }

int
main(void)
{
	CHECK_INT(atexit(last), 0);
	for (int i = 0; i < 200; i++)
		CHECK_INT(atexit(count), 0);
	return (0);
}
