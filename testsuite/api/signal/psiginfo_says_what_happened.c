/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>
#include <unistd.h>

#include "test.h"

int
main(void)
{
	siginfo_t info = { 0 };
	char text[200] = "";
	FILE *f;
	size_t n;

	CHECK(freopen("err", "w+", stderr) != NULL);
	info.si_signo = SIGTERM;
	info.si_code = SI_USER;
	info.si_pid = 4711;
	psiginfo(&info, "prefix");
	psignal(SIGTERM, "other");
	fflush(stderr);
	f = fopen("err", "r");
	CHECK(f != NULL);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	CHECK(strncmp(text, "prefix: ", 8) == 0);
	CHECK(strncmp(text + 8, strsignal(SIGTERM),
	    strlen(strsignal(SIGTERM))) == 0);
	CHECK(strstr(text, "4711") != NULL);
	CHECK(strstr(text, "\nother: ") != NULL);
	return (0);
}
