/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * A signal that meets a process at its end: it dies of the signal or ends as
 * it wanted to, is a zombie that takes any signal, is reaped once, and then
 * is gone.  Stopped at its end, it ends when it goes on.
 */
#include "process/children.h"

#define TIMES	25

static int up[2], at_end;

static void
says_so(void)
{
	CHECK_INT(write(up[1], "x", 1), 1);
}

static int
ends(void)
{
	if (at_end) {
		atexit(says_so);
		exit(7);
	}
	CHECK_INT(write(up[1], "x", 1), 1);
	return 7;
}

static int
once(int sig, unsigned pause)
{
	volatile unsigned n = 0;
	pid_t pid = begin(ends);
	int status;
	char c;

	CHECK_INT(read(up[0], &c, 1), 1);
	while (n < pause)
		n++;
	CHECK_OK(kill(pid, sig) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	if (WIFSTOPPED(status)) {
		CHECK_INT(sig, SIGSTOP);
		CHECK_OK(kill(pid, SIGCONT) == 0);
		CHECK_OK(waitpid(pid, &status, 0) == pid);
	}
	CHECK_ERR(waitpid(pid, NULL, 0), ECHILD);
	CHECK_ERR(kill(pid, 0), ESRCH);
	return status;
}

int
main(void)
{
	static const int sigs[] = { SIGTERM, SIGKILL, SIGSTOP };
	unsigned random = 815;
	int status, sig;

	CHECK_OK(pipe(up) == 0);
	for (int i = 0; i < TIMES; i++)
		for (size_t k = 0; k < sizeof(sigs) / sizeof(sigs[0]); k++) {
			sig = sigs[k];
			at_end = i % 2;
			random = random * 1103515245 + 12345;
			status = once(sig, (random >> 16) % 300000);
			if (status != 7 << 8) {
				CHECK_INT(status, sig);
				CHECK(sig != SIGSTOP);
			}
		}
	CHECK_ERR(wait(NULL), ECHILD);
	return 0;
}
