/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/utsname.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct utsname u;
	char name[256], start[3];

	CHECK_OK(uname(&u) >= 0);
	CHECK(u.sysname[0] != '\0' && u.release[0] != '\0');
	CHECK_STR(u.machine, "x86_64");
	CHECK_OK(gethostname(name, sizeof name) == 0);
	CHECK_STR(name, u.nodename);
	(void)start;
#ifdef __CYGWIN__
	CHECK(strncmp(u.sysname, "CYGWIN_NT-", 10) == 0);
	CHECK_OK(gethostname(start, sizeof start) == 0);
	CHECK(memcmp(start, name, 3) == 0);
#endif
	return (0);
}
