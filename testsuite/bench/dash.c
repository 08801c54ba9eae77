/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Loops of the shell: command substitution of a builtin, and a program of
 * ours.  Raw is CreateProcess of a trivial MinGW program and waiting for it:
 * the raw program itself, when it has an argument.
 */
#include "bench.h"

#define NATIVE		"dash-raw.exe"
#define OWN		"./dash-ours.exe"
#define SHELL		"./dash.exe"

#ifdef BENCH_RAW

#define ATTEMPTS	5	/* Wine fails to create one, rarely */

static void
create_wait(long n)
{
	int i;

	STARTUPINFOA si = { .cb = sizeof(si) };
	PROCESS_INFORMATION pi;
	char line[64];

	while (n-- > 0) {
		for (i = 0; i < ATTEMPTS; i++) {
			strcpy(line, NATIVE " true");
			if (CreateProcessA(NATIVE, line, NULL, NULL, FALSE, 0,
			    NULL, NULL, &si, &pi))
				break;
		}
		BENCH_CHECK(i < ATTEMPTS);
		CloseHandle(pi.hThread);
		WaitForSingleObject(pi.hProcess, INFINITE);
		CloseHandle(pi.hProcess);
	}
}

#define substitution	create_wait
#define external	create_wait

#else

#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

/* The loop's body n times; the shell's own start is a small part of it. */
static void
loop(long n, const char *body)
{
	char script[200], *argv[] = { "dash", "-c", script, NULL };
	int status;
	pid_t pid;

	snprintf(script, sizeof(script), "i=0; while [ $i -lt %ld ]; do %s; "
	    "i=$((i + 1)); done", n, body);
	BENCH_CHECK(posix_spawn(&pid, SHELL, NULL, NULL, argv, environ) == 0);
	BENCH_CHECK(waitpid(pid, &status, 0) == pid);
	BENCH_CHECK(status == 0);
}

static void
substitution(long n)
{
	loop(n * 20, "x=$(echo a)");
}

static void
external(long n)
{
	loop(n, OWN " true");
}

#endif

/* n is large enough that the shell's start counts little. */
static void
bench_loop(const char *name, void (*fn)(long), long n, double per)
{
	double batch[BENCH_BATCHES], start;

	fn(1);
	for (int i = 0; i < BENCH_BATCHES; i++) {
		start = bench_now();
		fn(n);
		batch[i] = (bench_now() - start) / (double)n / per;
	}
	qsort(batch, BENCH_BATCHES, sizeof(batch[0]), bench_compare);
	printf("%s %.6f\n", name, batch[BENCH_BATCHES / 2]);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return 0;
#ifdef BENCH_RAW
	bench_loop("dash_cmdsubst", substitution, 20, 1);
	bench_loop("dash_external", external, 20, 1);
#else
	bench_loop("dash_cmdsubst", substitution, 50, 20);
	bench_loop("dash_external", external, 40, 1);
#endif
	return 0;
}
