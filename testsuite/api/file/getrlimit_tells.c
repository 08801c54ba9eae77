/* SPDX-License-Identifier: BSD-2-Clause */
#include <sys/resource.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	struct rlimit r;

	CHECK_INT(getrlimit(RLIMIT_NOFILE, &r), 0);
	CHECK(r.rlim_cur <= r.rlim_max);
	CHECK_INT((long)r.rlim_cur, sysconf(_SC_OPEN_MAX));
	CHECK_INT(getrlimit(RLIMIT_STACK, &r), 0);
	CHECK(r.rlim_cur >= 1 << 20);
	CHECK_INT(getrlimit(RLIMIT_AS, &r), 0);
	CHECK_INT(getrlimit(RLIMIT_CORE, &r), 0);
	CHECK_ERR(getrlimit(9999, &r), EINVAL);
	return (0);
}
