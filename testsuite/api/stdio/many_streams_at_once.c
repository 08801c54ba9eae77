/* SPDX-License-Identifier: BSD-2-Clause */
/* FOPEN_MAX is a floor, not a ceiling: 120 at once, all usable. */
#include "test.h"

int
main(void)
{
	FILE *f[120];
	char name[20], b[20];
	for (int i = 0; i < 120; i++) {
		snprintf(name, sizeof name, "f%d", i);
		f[i] = fopen(name, "w+");
		CHECK_OK(f[i] != NULL);
		fprintf(f[i], "%d", i);
	}
	for (int i = 0; i < 120; i++) {
		rewind(f[i]);
		CHECK(fgets(b, sizeof b, f[i]) != NULL);
		CHECK_INT(atoi(b), i);
		CHECK_INT(fclose(f[i]), 0);
	}
	return (0);
}
