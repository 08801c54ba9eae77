/* SPDX-License-Identifier: BSD-2-Clause */
/* What shells print of signals; every signal has a text of its own. */
#include <signal.h>

#include "test.h"

static const struct {
	int sig;
	const char *text;
} texts[] = {
	{ SIGHUP, "Hangup" }, { SIGQUIT, "Quit" }, { SIGABRT, "Aborted" },
	{ SIGKILL, "Killed" }, { SIGSEGV, "Segmentation fault" },
	{ SIGTERM, "Terminated" }, { SIGTTIN, "Stopped (tty input)" },
	{ SIGTTOU, "Stopped (tty output)" }, { SIGPWR, "Power failure" },
	{ SIGUSR2, "User defined signal 2" }, { 0, "Unknown signal 0" },
	{ -1, "Unknown signal -1" },
};

int
main(void)
{
	char one[64], other[64];

	CHECK(NSIG > 31 || _NSIG > 31);
	CHECK(SIGHUP == 1 && SIGINT == 2 && SIGKILL == 9 && SIGTERM == 15);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CHECK_STR(strsignal(texts[i].sig), texts[i].text);
	CHECK(strncmp(strsignal(SIGRTMAX + 1), "Unknown signal ", 15) == 0);
	CHECK_STR(strsignal(SIGRTMIN), "Real-time signal 0");
	for (int i = 1; i <= SIGRTMAX; i++) {
		strcpy(one, strsignal(i));
		for (int j = 1; j < i; j++) {
			strcpy(other, strsignal(j));
			CHECK(strcmp(one, other) != 0);
		}
	}
	return (0);
}
