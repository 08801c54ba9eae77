/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/* again: ISTHMUS_FORK=eager */
/* Names, times and sizes of other processes, and those of the ended. */
#include "process/children.h"
#include <dirent.h>

#define USED	300			/* ms of processor time */
#define COMM	15			/* of a name are told everywhere */

struct shown {
	char comm[256], state;
	long long used, started, size, resident;
};

static char name[256];

static const char *
of(pid_t pid, const char *what)
{
	snprintf(name, sizeof name, "/proc/%d/%s", (int)pid, what);
	return name;
}

static void
show(pid_t pid, struct shown *s)
{
	long long user, system;
	const char *text = get_file(of(pid, "stat"));

	CHECK_INT(sscanf(text, "%*d (%255[^)]) %c", s->comm, &s->state), 2);
	CHECK_INT(sscanf(strrchr(text, ')'), ") %*c %*d %*d %*d %*d %*d %*u "
	    "%*u %*u %*u %*u %lld %lld %*d %*d %*d %*d %*d %*d %lld %lld %lld",
	    &user, &system, &s->started, &s->size, &s->resident), 5);
	s->used = (user + system) * 1000 / sysconf(_SC_CLK_TCK);
	s->resident *= sysconf(_SC_PAGESIZE);
}

static long long
cpu_ms(clockid_t clock)
{
	struct timespec t;

	CHECK_OK(clock_gettime(clock, &t) == 0);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* The program again. */
static int
uses_the_processor(int tell)
{
	while (cpu_ms(CLOCK_PROCESS_CPUTIME_ID) < USED)
		;
	CHECK_INT(write(tell, "x", 1), 1);
	for (;;)
		pause();
}

static void
check_living(char *program)
{
	char number[16], *args[] = { program, number, NULL }, c;
	const char *base = strrchr(program, '/');
	struct shown s, own;
	clockid_t clock;
	pid_t pid;
	int to[2];

	CHECK_OK(pipe(to) == 0);
	snprintf(number, sizeof number, "%d", to[1]);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		execv(program, args);
		_exit(99);
	}
	CHECK_INT(read(to[0], &c, 1), 1);
	show(pid, &s);
	show(getpid(), &own);
	base = base != NULL ? base + 1 : program;
	CHECK_INT(strncmp(s.comm, base, COMM), 0);
	CHECK_INT(strncmp(own.comm, base, COMM), 0);
	CHECK(strstr(s.comm, ".exe") == NULL);
	/* Ticks are counted downwards, those of both kinds. */
	CHECK(s.used >= USED - 100);
	CHECK_INT(clock_getcpuclockid(pid, &clock), 0);
	CHECK(cpu_ms(clock) >= USED - 100);
	CHECK(s.started >= own.started);
	CHECK(s.size >= s.resident && s.resident > 0);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
	close(to[0]);
	close(to[1]);
}

static int
ends(void)
{
	return 3;
}

static void
check_ended(void)
{
	pid_t pid = begin(ends);
	struct shown s, own;
	struct dirent *e;
	siginfo_t si;
	DIR *d;

	CHECK_OK(waitid(P_PID, (id_t)pid, &si, WEXITED | WNOWAIT) == 0);
	show(pid, &s);
	show(getpid(), &own);
	CHECK_INT(s.state, 'Z');
	CHECK_STR(s.comm, own.comm);
	CHECK(s.started >= own.started);
	/* ps -L lists it as a thread. */
	CHECK_OK((d = opendir(of(pid, "task"))) != NULL);
	while ((e = readdir(d)) != NULL && e->d_name[0] == '.')
		;
	CHECK(e != NULL);
	CHECK_INT(atoi(e->d_name), pid);
	closedir(d);
	end(pid);
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return uses_the_processor(atoi(argv[1]));
	check_living(argv[0]);
	check_ended();
	return 0;
}
