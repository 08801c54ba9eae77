/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/* system(): exact statuses; signals and children are left as they were. */
#include <signal.h>

#include "spawn.h"

static volatile sig_atomic_t caught;

static void
handler(int sig)
{
	caught++;
}

static void
check_handler(int sig)
{
	struct sigaction sa;

	CHECK_INT(sigaction(sig, NULL, &sa), 0);
	CHECK(sa.sa_handler == handler);
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler };
	sigset_t set;
	int status, n;

	if (system(NULL) == 0)
		UNSUPPORTED("no shell");
	status = system("exit 0");
	CHECK_INT(status, 0);
	for (int i = 1; i < 256; i += 127) {
		char cmd[20];

		snprintf(cmd, sizeof cmd, "exit %d", i);
		status = system(cmd);
		CHECK(WIFEXITED(status));
		CHECK_INT(WEXITSTATUS(status), i);
	}
	status = system("/no/such/program 2>/dev/null");
	CHECK_INT(WEXITSTATUS(status), 127);
	status = system("kill -TERM $$");
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), SIGTERM);

	CHECK_INT(setenv("WORD", "it's \"quoted\"", 1), 0);
	CHECK_INT(system("printf '%s' \"$WORD\" >out; echo err >&2 2>err"), 0);
	CHECK_STR(read_file("out"), "it's \"quoted\"");

	CHECK_INT(sigaction(SIGINT, &sa, NULL), 0);
	CHECK_INT(sigaction(SIGQUIT, &sa, NULL), 0);
	CHECK_INT(sigaction(SIGCHLD, &sa, NULL), 0);
	n = count_open();
	status = system("kill -INT $$; exit 3");
	CHECK(WIFSIGNALED(status));
	CHECK_INT(WTERMSIG(status), SIGINT);
	check_handler(SIGINT);
	check_handler(SIGQUIT);
	check_handler(SIGCHLD);
	CHECK_INT(sigprocmask(SIG_BLOCK, NULL, &set), 0);
	CHECK_INT(sigismember(&set, SIGCHLD), 0);
	CHECK_INT(count_open(), n);
	CHECK_ERR(wait(NULL), ECHILD);
	return (0);
}
