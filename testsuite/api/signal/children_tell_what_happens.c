/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * What a parent hears of stops and continuations, SA_NOCLDSTOP, SA_NOCLDWAIT;
 * the stop signals of terminals; a handler for SIGCONT; all threads of a
 * process stop.
 */
#include "process/children.h"
#include <pthread.h>
#include <sys/mman.h>

static volatile sig_atomic_t got;
static volatile unsigned *ticks;
static int told[2];

static void
take(int sig)
{
	got = sig;
}

static void
on_continue(int sig)
{
	write(told[1], "c", 1);
}

static int
rests(void)
{
	for (;;)
		pause();
	return 0;
}

static void
dispose(int sig, void (*handler)(int), int flags)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };

	CHECK_OK(sigaction(sig, &sa, NULL) == 0);
}

/* The next SIGCHLD, within 5 seconds; 0: none is pending now. */
static int
next(siginfo_t *info, int wait)
{
	struct timespec ts = { wait ? 5 : 0, 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	return sigtimedwait(&set, info, &ts) == SIGCHLD;
}

static void
expect(pid_t pid, int code, int status)
{
	siginfo_t info;

	CHECK(next(&info, 1));
	CHECK_INT(info.si_pid, pid);
	CHECK_INT(info.si_code, code);
	CHECK_INT(info.si_status, status);
}

static void
stops_are_told(void)
{
	siginfo_t info;
	sigset_t set, old;
	int status;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, &old) == 0);
	dispose(SIGCHLD, take, 0);
	pid = begin(rests);
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	expect(pid, CLD_STOPPED, SIGSTOP);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	expect(pid, CLD_CONTINUED, SIGCONT);
	dispose(SIGCHLD, take, SA_NOCLDSTOP);
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	CHECK_OK(waitpid(pid, &status, WCONTINUED) == pid);
	CHECK(!next(&info, 0));
	CHECK_OK(kill(pid, SIGTERM) == 0);
	expect(pid, CLD_KILLED, SIGTERM);
	CHECK_INT(end(pid), SIGTERM);
	CHECK_OK(sigprocmask(SIG_SETMASK, &old, NULL) == 0);
	dispose(SIGCHLD, SIG_DFL, 0);
}

static int
ends(void)
{
	nap(20);
	return 3;
}

static void
no_zombies(void)
{
	dispose(SIGCHLD, take, SA_NOCLDWAIT);
	begin(ends);
	errno = 0;
	while (wait(NULL) < 0 && errno == EINTR)
		continue;
	CHECK_INT(errno, ECHILD);
	dispose(SIGCHLD, SIG_DFL, 0);
}

/* Its parent is in another group, so that these are not orphaned ones. */
static void
terminals_stop(void)
{
	static const int signals[] = { SIGTSTP, SIGTTIN, SIGTTOU };
	pid_t pid = begin(rests);
	int status;

	CHECK_OK(setpgid(pid, pid) == 0);
	for (int i = 0; i < 3; i++) {
		CHECK_OK(kill(pid, signals[i]) == 0);
		CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
		CHECK(WIFSTOPPED(status));
		CHECK_INT(WSTOPSIG(status), signals[i]);
		CHECK_OK(kill(pid, SIGCONT) == 0);
		CHECK_OK(waitpid(pid, &status, WCONTINUED) == pid);
	}
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
}

static int
catches_it(void)
{
	signal(SIGCONT, on_continue);
	write(told[1], "r", 1);
	return rests();
}

static void
continuing_is_caught(void)
{
	int status;
	char c;
	pid_t pid;

	CHECK_OK(pipe(told) == 0);
	pid = begin(catches_it);
	CHECK(read(told[0], &c, 1) == 1 && c == 'r');
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	CHECK(read(told[0], &c, 1) == 1 && c == 'c');
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
}

static void *
tick(void *arg)
{
	for (;;)
		++*(volatile unsigned *)arg;
	return NULL;
}

static int
two_threads(void)
{
	pthread_t t;

	CHECK_INT(pthread_create(&t, NULL, tick, (void *)&ticks[1]), 0);
	tick((void *)&ticks[0]);
	return 0;
}

static void
all_threads_stop(void)
{
	unsigned then[2];
	int status;
	pid_t pid;

	ticks = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(ticks != MAP_FAILED);
	pid = begin(two_threads);
	while (ticks[0] == 0 || ticks[1] == 0)
		nap(1);
	CHECK_OK(kill(pid, SIGSTOP) == 0);
	CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
	nap(20);
	then[0] = ticks[0];
	then[1] = ticks[1];
	nap(100);
	CHECK(ticks[0] == then[0] && ticks[1] == then[1]);
	CHECK_OK(kill(pid, SIGCONT) == 0);
	while (ticks[0] == then[0] || ticks[1] == then[1])
		nap(1);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
}

int
main(void)
{
	stops_are_told();
	no_zombies();
	terminals_stop();
	continuing_is_caught();
	all_threads_stop();
	return 0;
}
