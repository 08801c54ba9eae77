/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

extern char **environ;

int
main(void)
{
	CHECK_INT(setenv("ONE", "1", 0), 0);
	CHECK_STR(getenv("ONE"), "1");
	CHECK_INT(setenv("ONE", "2", 0), 0);
	CHECK_STR(getenv("ONE"), "1");
	CHECK_INT(setenv("ONE", "2", 1), 0);
	CHECK_STR(getenv("ONE"), "2");
	CHECK_INT(unsetenv("ONE"), 0);
	CHECK(getenv("ONE") == NULL);
	CHECK_ERR(setenv("", "x", 1), EINVAL);
	CHECK_ERR(setenv("A=B", "x", 1), EINVAL);
	CHECK_ERR(unsetenv("A=B"), EINVAL);
	static char own[] = "OWN=first";
	CHECK_INT(putenv(own), 0);
	CHECK_STR(getenv("OWN"), "first");
	memcpy(own, "OWN=other", 9);
	CHECK_STR(getenv("OWN"), "other");
	char name[20];
	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "VAR%d", i);
		CHECK_INT(setenv(name, name + 3, 1), 0);
	}
	CHECK_STR(getenv("VAR299"), "299");
	char *two[] = { "A=b", NULL };
	environ = two;
	CHECK_STR(getenv("A"), "b");
	CHECK(getenv("OWN") == NULL);
	return (0);
}
