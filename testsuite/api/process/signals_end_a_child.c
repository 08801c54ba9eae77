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

int
main(void)
{
	static const int sigs[] = { SIGTERM, SIGKILL, SIGABRT, SIGSEGV,
	    SIGHUP, SIGINT, SIGUSR1 };
	int status;

	for (naps = 0; naps < 2; naps++)
		for (size_t i = 0; i < sizeof(sigs) / sizeof(sigs[0]); i++) {
			sig = sigs[i];
			status = end(begin(child));
			CHECK(WIFSIGNALED(status));
			CHECK_INT(WTERMSIG(status), sig);
		}
	return 0;
}
