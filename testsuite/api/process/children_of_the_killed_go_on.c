/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 60 */
/*
 * A process that is killed or stopped just after it has forked: its child
 * goes on, wherever it runs by then.
 */
#include "process/children.h"

#define ROUNDS	10

static int said[2];

static void
say(const char *c)
{
	CHECK_INT(write(said[1], c, 1), 1);
}

static char
heard(void)
{
	char c = 0;

	CHECK_OK(read(said[0], &c, 1) == 1);
	return c;
}

static void
compute(int ms)
{
	struct timespec now, then;

	clock_gettime(CLOCK_MONOTONIC, &then);
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - then.tv_sec) * 1000 +
	    (now.tv_nsec - then.tv_nsec) / 1000000 < ms);
}

static int
child(void)
{
	say("1");
	compute(12);
	say("2");
	return 0;
}

static int
parent(void)
{
	/* Not in its own parent's place. */
	nap(5);
	begin(child);
	nap(60000);
	return 0;
}

int
main(void)
{
	int status;
	pid_t pid;

	CHECK_OK(pipe(said) == 0);
	for (int i = 0; i < ROUNDS; i++) {
		pid = begin(parent);
		CHECK_INT(heard(), '1');
		CHECK_OK(kill(pid, i % 2 ? SIGSTOP : SIGKILL) == 0);
		CHECK_INT(heard(), '2');
		if (i % 2) {
			CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
			CHECK(WIFSTOPPED(status));
			CHECK_OK(kill(pid, SIGKILL) == 0);
		}
		CHECK_INT(end(pid), SIGKILL);
	}
	return 0;
}
