/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: one thing */
#include <stdio.h>

int
main(void)
{
	puts("another");
	return (0);
}
