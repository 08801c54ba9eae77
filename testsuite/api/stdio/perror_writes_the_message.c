/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

int
main(void)
{
	int keep = dup(2);
	CHECK(freopen("f", "w+", stdout) != NULL);
	dup2(fileno(stdout), 2);
	errno = ENOENT;
	perror("prefix");
	errno = EACCES;
	perror("");
	CHECK_INT(dup2(keep, 2), 2);
	char want[200], got[200] = "";
	snprintf(want, sizeof want, "prefix: %s\n", strerror(ENOENT));
	strcat(want, strerror(EACCES));
	strcat(want, "\n");
	rewind(stdout);
	size_t n = fread(got, 1, sizeof got - 1, stdout);
	got[n] = '\0';
	CHECK_STR(got, want);
	return (0);
}
