/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 20 */
/* The wait status names the signal, in place or not. */
#include "process/children.h"

static int sig, naps;

static int
child(void)
{
	if (naps)
		nap(1);
	if (sig == SIGSEGV)
		*(volatile int *)8 = 1;
	else if (sig == SIGABRT)
		abort();
	else
		raise(sig);
	return 1;
}

static void
ends_by(int which)
{
	int status;

	sig = which;
	status = end(begin(child));
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), sig);
}

int
main(void)
{
	static const int sigs[] = { SIGTERM, SIGKILL, SIGABRT, SIGSEGV,
	    SIGHUP, SIGINT, SIGUSR1 };

	for (naps = 0; naps < 2; naps++)
		for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++)
			ends_by(sigs[i]);
	/* A fault leaves nothing behind that another would stumble over. */
	naps = 0;
	for (int i = 0; i < 10; i++)
		ends_by(SIGSEGV);
	return 0;
}
