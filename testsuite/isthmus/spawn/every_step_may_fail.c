/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it has no such faults */
/* timeout: 180 */
/*
 * Walks through all points at which fork, a child that gets its own process,
 * exec and posix_spawn can fail.  The call gives an error that POSIX knows
 * there, or works; the next one works; and afterwards there is no child, no
 * descriptor and no handle more than without the fault.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>

#include "../../api/spawn/spawn.h"

#define TIMES	4
#define BIG	(4 << 20)

static char *self;

static void
block(void)
{
	struct timespec ts = { 0, 1000000 };

	nanosleep(&ts, NULL);
}

/* What the child tells: 0, or the error's number; -1: it was killed. */
static int
result_of(pid_t pid)
{
	int status;

	CHECK_OK(waitpid(pid, &status, 0) == pid);
	if (WIFSIGNALED(status))
		return (WTERMSIG(status) == SIGKILL ? -1 : 200);
	return (WEXITSTATUS(status));
}

static int
forks(void (*child)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		child();
		_exit(0);
	}
	return (pid < 0 ? errno : result_of(pid));
}

static void
nothing(void)
{
}

static void
execs(void)
{
	execv(self, (char *[]){ self, "end", NULL });
	_exit(errno);
}

static void
execs_from_its_own(void)
{
	block();
	execs();
}

static void
forks_in_turn(void)
{
	int e = forks(block);

	_exit(e < 0 ? EAGAIN : e);
}

static int
in_place(void)
{
	return (forks(nothing));
}

static int
own_process(void)
{
	return (forks(block));
}

static int
exec_in_place(void)
{
	return (forks(execs));
}

static int
exec_of_its_own(void)
{
	return (forks(execs_from_its_own));
}

static int
nested(void)
{
	return (forks(forks_in_turn));
}

static int
spawns(void)
{
	pid_t pid;
	int e = posix_spawn(&pid, self, NULL, NULL,
	    (char *[]){ self, "end", NULL }, environ);

	return (e != 0 ? e : result_of(pid));
}

/* A heap that is not copied but mapped copy-on-write. */
static int
big_in_place(void)
{
	static char *heap;
	int e;

	if (heap == NULL)
		CHECK_OK((heap = malloc(BIG)) != NULL);
	memset(heap, 1, BIG);
	e = forks(nothing);
	for (size_t i = 0; i < BIG; i++)
		CHECK_INT(heap[i], 1);
	return (e);
}

static void *
waits(void *sem)
{
	while (sem_wait(sem) != 0)
		continue;
	return (NULL);
}

/* The same for a child with a process, beside another thread. */
static int
big_with_a_thread(void)
{
	pthread_t t;
	sem_t sem;
	int e;

	CHECK_OK(sem_init(&sem, 0, 0) == 0);
	CHECK_INT(pthread_create(&t, NULL, waits, &sem), 0);
	e = big_in_place();
	CHECK_OK(sem_post(&sem) == 0);
	CHECK_INT(pthread_join(t, NULL), 0);
	CHECK_OK(sem_destroy(&sem) == 0);
	return (e);
}

/* 127: there was no shell. */
static int
commands(void)
{
	int status = system("exit 0");

	return (status < 0 ? errno : WEXITSTATUS(status));
}

static int
opens_pipes(void)
{
	FILE *f = popen("exit 0", "r");

	return (f == NULL ? errno : WEXITSTATUS(pclose(f)));
}

static const struct {
	const char *name;
	int (*run)(void);
	const char *points;		/* where it can fail */
	int eager;
	int stays;			/* each child has the fault anew */
} kinds[] = {
	{ "in place", in_place, "proc.table proc.new fork.stack fork.level "
	    "fork.snapshot fork.watch", 0, 0 },
	{ "big heap in place", big_in_place, "fork.snapshot fork.freeze "
	    "mm.remap", 0, 0 },
	{ "big heap with threads", big_with_a_thread, "fork.section "
	    "fork.share mm.remap fork.fill fork.create", 0, 0 },
	{ "own process", own_process, "fork.section fork.share fork.fill "
	    "fork.payload fork.create children.add", 0, 0 },
	{ "copy", own_process, "child.map child.claim child.heap child.image "
	    "child.mapping child.table", 0, 1 },
	{ "eager", own_process, "proc.new fork.section fork.share fork.fill "
	    "fork.payload fork.create children.add", 1, 0 },
	{ "exec in place", exec_in_place, "exec.resolve exec.line exec.env "
	    "spawn.payload spawn.create children.add", 0, 0 },
	{ "exec", exec_of_its_own, "exec.resolve exec.start exec.line "
	    "exec.env spawn.payload spawn.tie spawn.create exec.hand "
	    "children.add", 0, 1 },
	{ "nested", nested, "proc.new fork.level fork.section fork.fill "
	    "fork.create children.add", 0, 0 },
	{ "spawn", spawns, "proc.table spawn.view proc.new exec.resolve "
	    "exec.start exec.line exec.env spawn.payload spawn.create "
	    "children.add", 0, 0 },
	{ "system", commands, "spawn.view exec.start spawn.create", 0, 0 },
	{ "popen", opens_pipes, "file.pipe spawn.view exec.start "
	    "spawn.create", 0, 0 },
};

static int
is_error(int e)
{
	/* 127: the copy could not be made. */
	return (e == -1 || e == 127 || e == EAGAIN || e == ENOMEM);
}

/* With the fault armed: prints failures and, at the end, the handles. */
static int
scenario(int kind)
{
	DWORD handles;
	int n = count_open(), e, failures = 0;

	for (int i = 0; i < TIMES; i++) {
		e = kinds[kind].run();
		if (e != 0 && !is_error(e)) {
			fprintf(stderr, "result %d\n", e);
			return (1);
		}
		failures += e != 0;
		CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
		CHECK_INT(count_open(), n);
	}
	if (!kinds[kind].stays)
		CHECK_INT(e, 0);	/* the last one works again */
	CHECK(GetProcessHandleCount(GetCurrentProcess(), &handles));
	printf("%d %lu\n", failures, (unsigned long)handles);
	return (0);
}

/* A run of that kind in a process of its own, with these faults. */
static int
run(int kind, const char *faults, unsigned long *handles)
{
	posix_spawn_file_actions_t f;
	char number[12], *text;
	char *args[] = { self, number, NULL };
	int fd[2], failures;
	pid_t pid;

	snprintf(number, sizeof(number), "%d", kind);
	if (faults != NULL)
		CHECK_OK(setenv("ISTHMUS_FAULT", faults, 1) == 0);
	if (kinds[kind].eager)
		CHECK_OK(setenv("ISTHMUS_FORK", "eager", 1) == 0);
	CHECK_OK(pipe2(fd, O_CLOEXEC) == 0);
	CHECK_INT(posix_spawn_file_actions_init(&f), 0);
	CHECK_INT(posix_spawn_file_actions_adddup2(&f, fd[1], 1), 0);
	CHECK_INT(posix_spawn(&pid, self, &f, NULL, args, environ), 0);
	CHECK_INT(posix_spawn_file_actions_destroy(&f), 0);
	CHECK_OK(unsetenv("ISTHMUS_FAULT") == 0);
	CHECK_OK(unsetenv("ISTHMUS_FORK") == 0);
	close(fd[1]);
	text = read_all(fd[0]);
	close(fd[0]);
	if (exit_of(pid) != 0 ||
	    sscanf(text, "%d %lu", &failures, handles) != 2) {
		fprintf(stderr, "%s with %s\n", kinds[kind].name, faults);
		exit(1);
	}
	return (failures);
}

static int
walk(int kind)
{
	unsigned long usual, now;
	char faults[200], point[40];
	const char *s = kinds[kind].points;
	int used, felt = 0;

	CHECK_INT(run(kind, NULL, &usual), 0);
	for (; sscanf(s, "%39s%n", point, &used) == 1; s += used) {
		/* Making a process is tried five times. */
		snprintf(faults, sizeof(faults), "%s:1:ENOMEM,%s:1:EAGAIN,"
		    "%s:1:EAGAIN,%s:1:EAGAIN,%s:1:EAGAIN", point, point,
		    point, point, point);
		if (strstr("fork.section fork.share fork.fill fork.payload "
		    "fork.create", point) == NULL)
			*strchr(faults, ',') = '\0';
		felt += run(kind, faults, &now);
		if (now > usual) {
			fprintf(stderr, "%s with %s: %lu handles, not %lu\n",
			    kinds[kind].name, faults, now, usual);
			exit(1);
		}
	}
	return (felt);
}

int
main(int argc, char **argv)
{
	self = argv[0];
	if (argc > 1 && strcmp(argv[1], "end") == 0)
		return (0);
	if (argc > 1)
		return (scenario(atoi(argv[1])));
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		CHECK(walk((int)i) > 0);	/* some were felt */
	return (0);
}
