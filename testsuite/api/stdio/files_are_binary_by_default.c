/* SPDX-License-Identifier: BSD-2-Clause */
/* A line feed stays one byte, a carriage return and ^Z are ordinary. */
#include <sys/stat.h>

#include "test.h"

int
main(void)
{
	static const char text[] = "a\nb\r\nc\032d\n";
	FILE *f = fopen("f", "w");
	CHECK_INT(fwrite(text, 1, sizeof text - 1, f), sizeof text - 1);
	CHECK_INT(fclose(f), 0);
	struct stat st;
	CHECK_INT(stat("f", &st), 0);
	CHECK_INT(st.st_size, sizeof text - 1);
	char back[32];
	f = fopen("f", "r");
	CHECK_INT(fread(back, 1, sizeof back, f), sizeof text - 1);
	CHECK(memcmp(back, text, sizeof text - 1) == 0);
	return (0);
}
