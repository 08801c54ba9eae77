/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

int lib_variable = 77;

char *
lib_make(const char *text)
{
	return (strdup(text));
}

void
lib_print(FILE *f, const char *text)
{
	fputs(text, f);
}

int
lib_fail(void)
{
	setenv("FROM_LIBRARY", "yes", 1);
	return (access("none", F_OK));
}

int
lib_count(void)
{
	return (lib_variable + 1);
}
