/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* The parent's handler runs once a child has ended. */
#include "process/children.h"

static volatile sig_atomic_t came;
static volatile pid_t from;

static void
on_child(int sig, siginfo_t *info, void *context)
{
	from = info->si_pid;
	came++;
}

static int naps;

static int
child(void)
{
	CHECK_INT(came, 0);
	if (naps)
		nap(20);
	return 6;
}

int
main(void)
{
	struct sigaction sa = { .sa_sigaction = on_child,
	    .sa_flags = SA_SIGINFO | SA_RESTART };
	pid_t pid;
	int status;

	CHECK_OK(sigaction(SIGCHLD, &sa, NULL) == 0);
	for (naps = 0; naps < 2; naps++) {
		came = 0;
		pid = begin(child);
		status = end(pid);
		CHECK_INT(status, 6 << 8);
		for (int i = 0; i < 1000 && came == 0; i++)
			nap(10);
		CHECK_INT(came, 1);
		CHECK_INT(from, pid);
	}
	return 0;
}
