/* SPDX-License-Identifier: BSD-2-Clause */
#include <unistd.h>

#include "test.h"

int
main(void)
{
	gid_t list[1024];
	int n = getgroups(0, NULL);

	CHECK(n >= 0 && n <= 1024);
	CHECK_INT(getgroups(1024, list), n);
	if (n > 1)
		CHECK_ERR(getgroups(1, list), EINVAL);
	volatile int less = -1;
	CHECK_ERR(getgroups(less, list), EINVAL);
	CHECK_INT(getuid(), geteuid());
	CHECK_INT(getgid(), getegid());
	CHECK(getpid() > 0);
	CHECK(getppid() >= 0);
	return (0);
}
