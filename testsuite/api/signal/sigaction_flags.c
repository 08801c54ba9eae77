/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t count, inside, nested;

static void
plain(int s)
{
	inside++;
	if (++count == 1) {
		raise(s);
		nested = count;
	}
	inside--;
}

int
main(void)
{
	struct sigaction a = { .sa_handler = plain }, old;
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGUSR1, &a, NULL), 0);
	raise(SIGUSR1);
	CHECK_INT(nested, 1);
	CHECK_INT(count, 2);
	a.sa_flags = SA_NODEFER;
	CHECK_INT(sigaction(SIGUSR1, &a, &old), 0);
	CHECK(old.sa_handler == plain);
	count = inside = nested = 0;
	raise(SIGUSR1);
	CHECK_INT(nested, 2);
	a.sa_flags = SA_RESETHAND;
	count = 5;
	CHECK_INT(sigaction(SIGUSR1, &a, NULL), 0);
	raise(SIGUSR1);
	CHECK_INT(sigaction(SIGUSR1, NULL, &old), 0);
	CHECK(old.sa_handler == SIG_DFL);
	CHECK_ERR(sigaction(SIGKILL, &a, NULL), EINVAL);
	CHECK_ERR(sigaction(9999, &a, NULL), EINVAL);
	return (0);
}
