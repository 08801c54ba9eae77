/* SPDX-License-Identifier: BSD-2-Clause */
/* Fails when its folder's parent has no file "seen" yet, and makes one. */
#include <stdio.h>

int
main(void)
{
	FILE *f = fopen("../seen", "r");

	if (f != NULL)
		return (0);
	f = fopen("../seen", "w");
	if (f != NULL)
		fclose(f);
	return (1);
}
