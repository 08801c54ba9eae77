/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* again: ISTHMUS_FORK=eager */
/*
 * kill() of groups, zombies, the gone, the stopped, and of nobody; and
 * stopped groups that nobody can let go on.
 */
#include "process/children.h"

static int up[2];

static int
rests(void)
{
	CHECK_INT(write(up[1], "x", 1), 1);
	for (;;)
		pause();
}

static int
ends(void)
{
	return 0;
}

static void
ready(int n)
{
	char c;

	while (n-- > 0)
		CHECK_INT(read(up[0], &c, 1), 1);
}

/* A child that leads a group, with one more in it, which is stopped. */
static int
leads(void)
{
	pid_t member;
	int status;

	CHECK_OK((member = fork()) >= 0);
	if (member == 0) {
		/* Hung up when its parent has gone: tells it by its end. */
		CHECK_OK(setpgid(0, 0) == 0);
		rests();
	}
	ready(1);
	CHECK_OK(kill(member, SIGSTOP) == 0);
	CHECK_OK(waitpid(member, &status, WUNTRACED) == member);
	CHECK(WIFSTOPPED(status));
	return 0;
}

int
main(void)
{
	pid_t a, b;
	int status, eof[2];
	char c;

	CHECK_OK(pipe(up) == 0);
	CHECK_ERR(kill(getpid(), -1), EINVAL);
	CHECK_ERR(kill(getpid(), 65), EINVAL);
	CHECK_OK(kill(getpid(), 0) == 0);
	CHECK_OK(kill(0, 0) == 0);
	CHECK_OK(kill(-1, 0) == 0 || errno == ESRCH);
	CHECK_ERR(kill(2147483000, 0), ESRCH);
	CHECK_ERR(kill(-2147483000, SIGTERM), ESRCH);

	/* A zombie takes any signal, and has gone when it is reaped. */
	a = begin(ends);
	CHECK_OK(waitid(P_PID, (id_t)a, NULL, WEXITED | WNOWAIT) == 0);
	CHECK_OK(kill(a, 0) == 0);
	CHECK_OK(kill(a, SIGKILL) == 0);
	CHECK_INT(end(a), 0);
	CHECK_ERR(kill(a, 0), ESRCH);

	/* A group of two; the sender is not in it. */
	a = begin(rests);
	b = begin(rests);
	ready(2);
	CHECK_OK(setpgid(a, a) == 0);
	CHECK_OK(setpgid(b, a) == 0);
	CHECK_OK(kill(-a, SIGTERM) == 0);
	CHECK_INT(end(a), SIGTERM);
	CHECK_INT(end(b), SIGTERM);
	CHECK_ERR(kill(-a, 0), ESRCH);

	/* What comes while it is stopped waits; SIGKILL does not. */
	a = begin(rests);
	ready(1);
	CHECK_OK(kill(a, SIGSTOP) == 0);
	CHECK_OK(waitpid(a, &status, WUNTRACED) == a);
	CHECK_OK(kill(a, SIGTERM) == 0);
	nap(50);
	CHECK_INT(waitpid(a, &status, WNOHANG), 0);
	CHECK_OK(kill(a, SIGCONT) == 0);
	CHECK_INT(end(a), SIGTERM);
	a = begin(rests);
	ready(1);
	CHECK_OK(kill(a, SIGSTOP) == 0);
	CHECK_OK(kill(a, SIGKILL) == 0);
	CHECK_INT(end(a), SIGKILL);

	/* An orphaned group that is stopped is hung up and let go on. */
	CHECK_OK(pipe(eof) == 0);
	a = begin(leads);
	close(eof[1]);
	CHECK_INT(end(a), 0);
	CHECK_INT(read(eof[0], &c, 1), 0);	/* the member has ended */
	return 0;
}
