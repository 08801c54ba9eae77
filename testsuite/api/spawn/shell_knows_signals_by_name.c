/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* The shell's kill sends the signals that this system has by those names. */
#include <signal.h>
#include <unistd.h>

#include "test.h"

static volatile sig_atomic_t got;

static void
handler(int sig)
{
	got = sig;
}

int
main(void)
{
	static const struct {
		int sig;
		const char *name;
	} list[] = {
		{ SIGUSR1, "USR1" }, { SIGUSR2, "USR2" }, { SIGTERM, "TERM" },
		{ SIGURG, "URG" }, { SIGTSTP, "TSTP" }, { SIGCONT, "CONT" },
	};
	char command[64];

	if (!system(NULL))
		UNSUPPORTED("no shell");
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		CHECK_OK(signal(list[i].sig, handler) != SIG_ERR);
		snprintf(command, sizeof command, "kill -%s %d",
		    list[i].name, (int)getpid());
		got = 0;
		CHECK_INT(system(command), 0);
		CHECK_INT(got, list[i].sig);
	}
	return 0;
}
