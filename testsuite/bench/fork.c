/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fork, exec and posix_spawn.  The raw counterpart of all of them is the
 * same: CreateProcess of a trivial MinGW program and waiting for it.  The
 * raw program is that trivial program itself, when it has an argument.
 */
/* Ten processes and more to a batch, as one takes 8 to 10 ms. */
#define BENCH_BATCH_US	100000.0
#include "bench.h"

#ifndef BENCH_RAW
#include <sys/wait.h>
#include <spawn.h>
#include <unistd.h>
#endif

#define MIB		((size_t)1 << 20)
#define NATIVE		"fork-raw.exe"
#define OWN		"fork-ours.exe"

#ifdef BENCH_RAW

/* Wine fails now and then for a moment (ERROR_INTERNAL_ERROR). */
static BOOL
create(STARTUPINFOA *si, PROCESS_INFORMATION *pi)
{
	char line[64];

	for (int i = 0; i < 5; i++) {
		strcpy(line, NATIVE " child");
		if (CreateProcessA(NATIVE, line, NULL, NULL, FALSE, 0, NULL,
		    NULL, si, pi))
			return TRUE;
	}
	return FALSE;
}

static void
create_wait(long n)
{
	STARTUPINFOA si = { .cb = sizeof(si) };
	PROCESS_INFORMATION pi;
	DWORD code;

	while (n-- > 0) {
		BENCH_CHECK(create(&si, &pi));
		CloseHandle(pi.hThread);
		WaitForSingleObject(pi.hProcess, INFINITE);
		BENCH_CHECK(GetExitCodeProcess(pi.hProcess, &code));
		BENCH_CHECK(code == 0);
		CloseHandle(pi.hProcess);
	}
}

#define heap_of(size)		((void)(size))
#define set_eager(on)		((void)(on))
#define exec_wait		create_wait
#define exec_own_wait		create_wait
#define write_exit_wait		create_wait
#define exit_wait		create_wait
#define spawn_wait		create_wait

#else

extern char **environ;

static void
wait_for(pid_t pid)
{
	int status;

	BENCH_CHECK(pid > 0);
	BENCH_CHECK(waitpid(pid, &status, 0) == pid);
	BENCH_CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
exec_program(long n, char *program)
{
	char *argv[] = { program, "child", NULL };
	pid_t pid;

	while (n-- > 0) {
		if ((pid = fork()) == 0) {
			execv(program, argv);
			_exit(1);
		}
		wait_for(pid);
	}
}

static void
exec_wait(long n)
{
	exec_program(n, NATIVE);
}

static void
exec_own_wait(long n)
{
	exec_program(n, OWN);
}

static void
write_exit_wait(long n)
{
	char word[4];
	pid_t pid;
	int p[2];

	BENCH_CHECK(pipe(p) == 0);
	while (n-- > 0) {
		if ((pid = fork()) == 0)
			_exit(write(p[1], "word", 4) != 4);
		wait_for(pid);
		BENCH_CHECK(read(p[0], word, 4) == 4);
	}
	close(p[0]);
	close(p[1]);
}

static void
exit_wait(long n)
{
	pid_t pid;

	while (n-- > 0) {
		if ((pid = fork()) == 0)
			_exit(0);
		wait_for(pid);
	}
}

static void
spawn_wait(long n)
{
	char *argv[] = { NATIVE, "child", NULL };
	pid_t pid;

	while (n-- > 0) {
		BENCH_CHECK(posix_spawn(&pid, NATIVE, NULL, NULL, argv,
		    environ) == 0);
		wait_for(pid);
	}
}

/* That much heap is in use, all of it touched. */
static void
heap_of(size_t size)
{
	static char *heap;

	free(heap);
	heap = malloc(size);
	BENCH_CHECK(heap != NULL);
	memset(heap, 1, size);
}

static void
set_eager(int on)
{
	if (on)
		setenv("ISTHMUS_FORK", "eager", 1);
	else
		unsetenv("ISTHMUS_FORK");
}

#endif

int
main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return 0;
	bench("posix_spawn_wait", spawn_wait);
	heap_of(MIB);
	bench("fork_exec_wait", exec_wait);
	bench("fork_exec_wait_own", exec_own_wait);
	bench("fork_write_exit_wait", write_exit_wait);
	set_eager(1);
	bench("fork_eager_1m", exit_wait);
	heap_of(64 * MIB);
	bench("fork_eager_64m", exit_wait);
	set_eager(0);
	bench("fork_exec_wait_64m", exec_wait);
	return 0;
}
