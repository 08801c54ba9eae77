/* SPDX-License-Identifier: BSD-2-Clause */
/* Setting, growing and removing the same variables, over and over. */
#include "test.h"

extern char **environ;

int
main(void)
{
	static char value[300];
	int i, j;

	for (i = 0; i < 20000; i++) {
		memset(value, 'a' + i % 26, 299);
		value[i % 299] = '\0';
		CHECK_INT(setenv("LOOP", value, 1), 0);
		CHECK_STR(getenv("LOOP"), value);
		if (i % 3 == 0)
			CHECK_INT(unsetenv("LOOP"), 0);
	}
	CHECK_INT(setenv("PART", "abcdef", 1), 0);
	CHECK_INT(setenv("PART", getenv("PART") + 3, 1), 0);
	CHECK_STR(getenv("PART"), "def");
	CHECK_INT(clearenv(), 0);
	CHECK(getenv("PART") == NULL);
	CHECK_INT(setenv("PART", "again", 1), 0);
	for (i = j = 0; environ[i] != NULL; i++)
		j += strcmp(environ[i], "PART=again") == 0;
	CHECK_INT(i, 1);
	CHECK_INT(j, 1);
	CHECK_INT(unsetenv("NOT_SET"), 0);
	return (0);
}
