/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * What another process has sent while it was blocked is delivered before
 * sigprocmask() returns that unblocks it, and when a handler returns whose
 * mask has kept it back (XSH 2.4.1, sigprocmask()).
 */
#include <sys/wait.h>

#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t came, nested;
static int ask[2], done[2];

static void
on_signal(int sig)
{
	came++;
}

/* The other process sends SIGUSR1, and has when this returns. */
static void
let_it_be_sent(void)
{
	char c;

	CHECK_INT(write(ask[1], "x", 1), 1);
	CHECK_INT(read(done[0], &c, 1), 1);
}

/* SIGUSR1 is in its mask. */
static void
on_other(int sig)
{
	let_it_be_sent();
	CHECK_INT(came, 0);
	nested = 1;
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = on_signal,
	    .sa_flags = SA_RESTART };
	pid_t me = getpid(), pid;
	sigset_t set;
	int status;
	char c;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sa.sa_handler = on_other;
	sa.sa_mask = set;
	CHECK_OK(sigaction(SIGUSR2, &sa, NULL) == 0);
	CHECK_OK(pipe(ask) == 0 && pipe(done) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		close(ask[1]);
		while (read(ask[0], &c, 1) == 1)
			if (kill(me, SIGUSR1) < 0 ||
			    write(done[1], "x", 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ask[0]);
	for (int i = 0; i < 20; i++) {
		CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
		came = 0;
		let_it_be_sent();
		CHECK_INT(came, 0);
		CHECK_OK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
		CHECK_INT(came, 1);
		came = nested = 0;
		CHECK_OK(raise(SIGUSR2) == 0);
		CHECK_INT(nested, 1);
		CHECK_INT(came, 1);
	}
	close(ask[1]);
	CHECK_OK(waitpid(pid, &status, 0) == pid);
	CHECK_INT(status, 0);
	return (0);
}
