/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* wait(), waitpid(), wait3(), wait4(): which child, which errors. */
#include "process/children.h"
#include <sys/resource.h>

static int go[2];

static int
at_once(void)
{
	return 3;
}

static int
later(void)
{
	char c;

	return read(go[0], &c, 1) == 1 ? 9 : 8;
}

int
main(void)
{
	struct rusage ru;
	pid_t a, b;
	int status = 77;

	CHECK_ERR(wait(&status), ECHILD);
	CHECK_ERR(waitpid(-1, &status, WNOHANG), ECHILD);
	CHECK_ERR(waitpid(getpid(), NULL, 0), ECHILD);
	CHECK_ERR(waitpid(1, NULL, 0), ECHILD);
	CHECK_ERR(waitpid(-1, NULL, 0x100), EINVAL);
	CHECK_OK(pipe(go) == 0);
	a = begin(later);
	CHECK_INT(waitpid(a, &status, WNOHANG), 0);
	CHECK_INT(status, 77);
	b = begin(at_once);
	CHECK_INT(waitpid(b, &status, 0), b);
	CHECK_INT(status, 3 << 8);
	CHECK_ERR(waitpid(b, &status, 0), ECHILD);
	CHECK_INT(waitpid(-1, NULL, WNOHANG), 0);
	CHECK_INT(write(go[1], "x", 1), 1);
	CHECK_INT(wait(&status), a);
	CHECK_INT(status, 9 << 8);
	a = begin(at_once);
	CHECK_INT(wait3(&status, 0, &ru), a);
	CHECK_INT(status, 3 << 8);
	a = begin(at_once);
	memset(&ru, 0xff, sizeof(ru));
	CHECK_INT(wait4(a, &status, 0, &ru), a);
	CHECK(ru.ru_utime.tv_sec >= 0 && ru.ru_utime.tv_sec < 10);
	a = begin(at_once);
	CHECK_INT(wait(NULL), a);
	a = begin(at_once);
	CHECK_INT(waitpid(0, &status, 0), a);	/* of our group */
	CHECK_ERR(wait(NULL), ECHILD);
	return 0;
}
