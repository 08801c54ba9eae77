/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/*
 * A child that makes no blocking call still runs beside its parent, also where
 * nearly all of its time is spent in the library, or all of it in one call.
 */
#include <regex.h>

#include "process/children.h"

static int
child(void)
{
	/* Until the parent, who is not asked for anything, makes the file. */
	while (access("parent-was-here", F_OK) != 0)
		continue;
	return 0;
}

static int
library(void)
{
	char s[100];

	for (;;)
		for (int i = 0; i < 1000; i++)
			snprintf(s, sizeof(s), "%d %s %f", i, "text", i * 1.5);
	return 0;
}

/* Looks for what is not there, in more ways than there is time for. */
static int
one_call(void)
{
	char text[400];
	regex_t r;

	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	CHECK_INT(regcomp(&r, "\\(a*\\)\\(a*\\)\\(a*\\)\\(a*\\)\\(a*\\)"
	    "\\1\\2\\3\\4\\5b", 0), 0);
	regexec(&r, text, 0, NULL, 0);
	return 0;
}

/* The parent of that child can run, and end it. */
static void
is_ended(int (*fn)(void))
{
	pid_t pid = begin(fn);

	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
}

int
main(void)
{
	pid_t pid = begin(child);

	put_file("parent-was-here", "", 0600);
	CHECK_INT(end(pid), 0);
	is_ended(library);
	is_ended(one_call);
	return 0;
}
