/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -Wno-deprecated-declarations */
/* The calls of System V that older editions of POSIX had. */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t count;
static void handler(int s) { count++; }

int
main(void)
{
	struct sigaction a;

	signal(SIGUSR1, handler);
	CHECK_INT(sighold(SIGUSR1), 0);
	raise(SIGUSR1);
	CHECK_INT(count, 0);
	CHECK_INT(sigrelse(SIGUSR1), 0);
	CHECK_INT(count, 1);
	CHECK_INT(sigignore(SIGUSR1), 0);
	raise(SIGUSR1);
	CHECK_INT(count, 1);
	CHECK_ERR(sighold(9999), EINVAL);
	CHECK(sigset(SIGUSR2, handler) == SIG_DFL);
	raise(SIGUSR2);
	CHECK_INT(count, 2);
	signal(SIGUSR2, handler);
	CHECK_INT(sigaction(SIGUSR2, NULL, &a), 0);
	CHECK(a.sa_flags & SA_RESTART);
	CHECK_INT(siginterrupt(SIGUSR2, 1), 0);
	CHECK_INT(sigaction(SIGUSR2, NULL, &a), 0);
	CHECK(!(a.sa_flags & SA_RESTART));
	CHECK(a.sa_handler == handler);

	CHECK_INT(sighold(SIGUSR2), 0);
	raise(SIGUSR2);
	CHECK_INT(count, 2);
	CHECK_ERR(sigpause(SIGUSR2), EINTR);
	CHECK_INT(count, 3);
	raise(SIGUSR2);
	CHECK_INT(count, 3);
	CHECK_ERR(sigpause(9999), EINVAL);
	return (0);
}
