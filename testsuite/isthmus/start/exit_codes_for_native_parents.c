/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 60 */
/* A native parent sees the low byte, or 128 and the signal's number. */
#include <signal.h>
#include <unistd.h>

#include "child.h"

static const struct {
	const WCHAR *line;
	DWORD code;
} runs[] = {
	{ L"p return 0", 0 },
	{ L"p return 255", 255 },
	{ L"p exit 263", 7 },
	{ L"p exit -1", 255 },
	{ L"p _exit 200", 200 },
	{ L"p quick 3", 3 },
	{ L"p abort 0", 128 + SIGABRT },
	{ L"p raise 15", 128 + 15 },
	{ L"p segv 8", 128 + SIGSEGV },
};

static int
die(const char *how, int n)
{
	if (strcmp(how, "exit") == 0)
		exit(n);
	if (strcmp(how, "_exit") == 0)
		_exit(n);
	if (strcmp(how, "quick") == 0)
		quick_exit(n);
	if (strcmp(how, "abort") == 0)
		abort();
	if (strcmp(how, "raise") == 0)
		raise(n);
	if (strcmp(how, "segv") == 0)
		*(volatile int *)(long)n = 1;
	return (n);
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc > 2)
		return (die(argv[1], atoi(argv[2])));
	for (i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		CHECK_INT(run_child(own_path(), runs[i].line, NULL),
		    runs[i].code);
	return (0);
}
