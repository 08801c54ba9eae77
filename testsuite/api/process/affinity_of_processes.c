/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processors of a process: inherited by children and programs, told and
 * set from outside.
 */
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int
first_of(const cpu_set_t *set)
{
	int cpu = 0;

	while (!CPU_ISSET(cpu, set))
		cpu++;
	return cpu;
}

int
main(int argc, char **argv)
{
	cpu_set_t all, one, seen;
	int status, fds[2];
	pid_t pid;
	char c;

	CHECK_OK(sched_getaffinity(0, sizeof(all), &all) == 0);
	if (argc > 1)
		return CPU_COUNT(&all);
	CPU_ZERO(&one);
	CHECK_ERR(sched_setaffinity(0, sizeof(one), &one), EINVAL);
	CPU_SET(first_of(&all), &one);
	CHECK_OK(sched_setaffinity(0, sizeof(one), &one) == 0);
	CHECK_OK(sched_getaffinity(0, sizeof(seen), &seen) == 0);
	CHECK(CPU_EQUAL(&seen, &one));
	CHECK((pid = fork()) >= 0);
	if (pid == 0) {
		execl(argv[0], argv[0], "x", NULL);
		_exit(99);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 1);
	CHECK_OK(sched_setaffinity(0, sizeof(all), &all) == 0);
	CHECK_OK(sched_getaffinity(0, sizeof(seen), &seen) == 0);
	CHECK(CPU_EQUAL(&seen, &all));

	/* Of another one. */
	CHECK_OK(pipe(fds) == 0);
	CHECK((pid = fork()) >= 0);
	if (pid == 0) {
		close(fds[1]);
		(void)!read(fds[0], &c, 1);
		_exit(0);
	}
	close(fds[0]);
	usleep(10000);
	CHECK_OK(sched_getaffinity(pid, sizeof(seen), &seen) == 0);
	CHECK(CPU_EQUAL(&seen, &all));
	CHECK_OK(sched_setaffinity(pid, sizeof(one), &one) == 0);
	CHECK_OK(sched_getaffinity(pid, sizeof(seen), &seen) == 0);
	CHECK(CPU_EQUAL(&seen, &one));
	close(fds[1]);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	CHECK_ERR(sched_setaffinity(pid, sizeof(one), &one), ESRCH);
	return 0;
}
