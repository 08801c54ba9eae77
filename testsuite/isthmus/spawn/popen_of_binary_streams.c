/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its popen() has other modes */
/* popen() takes the modes of Cygwin, as gawk uses them; all are binary. */
#include <fcntl.h>
#include <stdio.h>

#include "test.h"

static void
check(const char *mode, int fd_flags)
{
	FILE *f = popen("exit 3", mode);

	CHECK_OK(f != NULL);
	CHECK_INT(fcntl(fileno(f), F_GETFD), fd_flags);
	CHECK_INT(pclose(f), 3 << 8);
}

int
main(void)
{
	FILE *f;
	int c;

	check("rb", 0);
	check("wt", 0);
	check("wbe", FD_CLOEXEC);
	CHECK_OK((f = popen("printf 'a\\r\\n\\032b'", "rb")) != NULL);
	for (const char *s = "a\r\n\032b"; *s != '\0'; s++)
		CHECK_INT((c = getc(f)), *s);
	CHECK_INT(getc(f), EOF);
	CHECK_INT(pclose(f), 0);
	errno = 0;
	CHECK(popen("exit 3", "rx") == NULL && errno == EINVAL);
	return 0;
}
