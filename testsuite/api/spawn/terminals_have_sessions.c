/* SPDX-License-Identifier: BSD-2-Clause */
/* What is no terminal says so; where there is one, its group can be asked. */
#include <sys/ioctl.h>
#include <termios.h>

#include "spawn.h"

int
main(void)
{
	char name[L_ctermid];
	int fd, p[2];

	CHECK_OK((fd = open("f", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(pipe(p), 0);
	CHECK_ERR(tcgetpgrp(fd), ENOTTY);
	CHECK_ERR(tcgetpgrp(p[0]), ENOTTY);
	CHECK_ERR(tcgetpgrp(99), EBADF);
	CHECK_ERR(tcsetpgrp(fd, getpgrp()), ENOTTY);
	CHECK_ERR(tcsetpgrp(-1, getpgrp()), EBADF);
	CHECK_ERR(tcgetsid(fd), ENOTTY);
	CHECK_ERR(tcgetsid(99), EBADF);
	CHECK_STR(ctermid(NULL), "/dev/tty");
	CHECK(ctermid(name) == name);
	CHECK_STR(name, "/dev/tty");
	if (isatty(0)) {
		CHECK(tcgetpgrp(0) > 0);
		CHECK_INT(tcgetsid(0), getsid(0));
		CHECK_ERR(tcsetpgrp(0, -1), EINVAL);
#ifndef __linux__	/* ESRCH there */
		CHECK_ERR(tcsetpgrp(0, 999999999), EPERM);
#endif
		CHECK_INT(tcsetpgrp(0, getpgrp()), 0);
		CHECK_INT(tcgetpgrp(0), getpgrp());
	}
	return (0);
}
