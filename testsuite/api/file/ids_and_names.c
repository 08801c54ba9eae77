/* SPDX-License-Identifier: BSD-2-Clause */
#include <limits.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct utsname u;
	char host[HOST_NAME_MAX + 1];
	CHECK(uname(&u) >= 0);
	CHECK(u.sysname[0] && u.release[0] && u.machine[0] && u.nodename[0]);
	CHECK_INT(gethostname(host, sizeof host), 0);
	CHECK_STR(host, u.nodename);
	CHECK(getpid() > 0);
	CHECK(getuid() == geteuid() && getgid() == getegid());
	return (0);
}
