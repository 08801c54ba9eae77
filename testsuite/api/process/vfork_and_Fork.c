/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The other ways to make a child. */
#include "process/children.h"

int
main(void)
{
	pid_t pid;
	int status;

	CHECK_OK((pid = vfork()) >= 0);
	if (pid == 0)
		_exit(11);
	CHECK_INT(end(pid), 11 << 8);
#ifdef __ISTHMUS__
	CHECK_OK((pid = _Fork()) >= 0);
	if (pid == 0)
		_exit(12);
	status = end(pid);
	CHECK_INT(status, 12 << 8);
#else
	status = 0;
#endif
	return status < 0;
}
