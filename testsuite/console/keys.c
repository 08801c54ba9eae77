/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A terminal, or a Windows console: its name, then Ctrl-C: keys.exp types it
 * whenever a line says "ready" and looks at the line that follows.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t got;
static sigset_t none;

static void
take(int sig)
{
	got = sig;
}

static void
wait_for_key(void)
{
	while (!got)
		sigsuspend(&none);
}

/* Each second, so that one comes while it reads; 0: no more. */
static void
ring(int seconds)
{
	struct itimerval v = { { seconds, 0 }, { seconds, 0 } };

	setitimer(ITIMER_REAL, &v, NULL);
}

static void
say(int n, const char *what)
{
	printf("%d %s\n", n, what);
	fflush(stdout);
}

/* A child in a group of its own, if so; it runs program, or waits here. */
static pid_t
child(int own_group, void (*handler)(int), const char *program)
{
	int p[2];
	char c;
	pid_t pid;

	if (pipe(p) < 0 || (pid = fork()) < 0)
		exit(3);
	if (pid == 0) {
		close(p[0]);
		if (own_group)
			setpgid(0, 0);
		signal(SIGINT, handler);
		got = 0;
		if (program != NULL) {
			/* It closes the pipe. */
			fcntl(p[1], F_SETFD, 0);
			execl(program, program, "wait", (char *)NULL);
			_exit(4);
		}
		close(p[1]);
		for (;;) {
			sigsuspend(&none);
			if (got)
				_exit(got);
		}
	}
	close(p[1]);
	if (read(p[0], &c, 1) != 0)
		exit(5);
	close(p[0]);
	return pid;
}

static void
report_child(int n, pid_t pid)
{
	int st = 0;

	if (waitpid(pid, &st, WNOHANG) == 0) {
		printf("%d own %d, child lives\n", n, (int)got);
		kill(pid, SIGKILL);
		waitpid(pid, &st, 0);
	} else {
		printf("%d own %d, child exit %d signal %d\n", n, (int)got,
		    WIFEXITED(st) ? WEXITSTATUS(st) : 0,
		    WIFSIGNALED(st) ? WTERMSIG(st) : 0);
	}
	fflush(stdout);
	got = 0;
}

static void
foreground(pid_t pgid)
{
	if (tcsetpgrp(0, pgid) < 0)
		perror("tcsetpgrp");
}

static void
with_children(const char *self)
{
	pid_t pid;
	siginfo_t si;

	pid = child(0, take, NULL);
	say(2, "ready");
	wait_for_key();
	waitid(P_PID, (id_t)pid, &si, WEXITED | WNOWAIT);
	report_child(2, pid);

	pid = child(1, SIG_DFL, NULL);
	say(3, "ready");
	wait_for_key();
	report_child(3, pid);

	pid = child(1, SIG_DFL, self);
	say(4, "ready");
	wait_for_key();
	report_child(4, pid);

	pid = child(1, SIG_DFL, NULL);
	foreground(pid);
	say(5, "ready");
	waitid(P_PID, (id_t)pid, &si, WEXITED | WNOWAIT);
	report_child(5, pid);
	foreground(getpgrp());
}

static void *
read_it(void *arg)
{
	char c;

	(void)arg;
	return (void *)(long)read(0, &c, 1);
}

/* A line by read(), as text without its end; or the error. */
static void
say_line(int n)
{
	char line[100];
	ssize_t len = read(0, line, sizeof line - 1);

	if (len < 0) {
		printf("%d %s\n", n, errno == EINTR ? "EINTR" : "error");
	} else {
		line[len] = '\0';
		line[strcspn(line, "\r\n")] = '\0';
		printf("%d line %s\n", n, line);
	}
	fflush(stdout);
}

/* Reads end by a signal or by cancellation, and hold up nobody else. */
static void
reads(void)
{
	struct sigaction sa = { .sa_handler = take };
	pthread_t t;
	pid_t pid;
	void *r;

	sigaction(SIGALRM, &sa, NULL);
	ring(1);
	say_line(7);
	ring(0);
	pthread_create(&t, NULL, read_it, NULL);
	usleep(100000);
	pthread_cancel(t);
	pthread_join(t, &r);
	say(7, r == PTHREAD_CANCELED ? "cancelled" : "not cancelled");

	fflush(stdout);
	if ((pid = fork()) == 0) {
		say_line(8);
		_exit(0);
	}
	say(8, "ready");
	waitpid(pid, NULL, 0);
	got = 0;
}

/*
 * They end amid a line, too, and the next read has all of it.  (Where the
 * keys come late they end before it, which is right as well.)
 */
static void
amid_a_line(void)
{
	pthread_t t;
	void *r;

	ring(1);
	say(9, "begins");
	say_line(9);
	ring(0);
	say_line(9);
	pthread_create(&t, NULL, read_it, NULL);
	say(10, "begins");
	usleep(500000);
	pthread_cancel(t);
	pthread_join(t, &r);
	say(10, r == PTHREAD_CANCELED ? "cancelled" : "not cancelled");
	say_line(10);
}

/*
 * The session's leader, as a program at a terminal is, ends, and the group in
 * the foreground hears of it: it makes a file.
 */
static void
lead(const char *file)
{
	sigset_t hup;
	pid_t pid;

	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, take);
	sigemptyset(&hup);
	sigaddset(&hup, SIGHUP);
	sigprocmask(SIG_BLOCK, &hup, NULL);
	if ((pid = fork()) == 0) {
		setpgid(0, 0);
		say(11, "waits");
		while (!got)
			sigsuspend(&none);
		close(open(file, O_WRONLY | O_CREAT, 0600));
		_exit(0);
	}
	setpgid(pid, pid);
	foreground(pid);
	signal(SIGHUP, SIG_DFL);
	sleep(1);
	_exit(0);
}

/* A terminal's name opens to a terminal; what is not so, or NULL. */
static const char *
wrong_name(int fd)
{
	char name[256];
	int opened;

	if (ttyname(fd) == NULL)
		return "no name";
	if (ttyname_r(fd, name, sizeof name) != 0 ||
	    strcmp(name, ttyname(fd)) != 0)
		return "another name";
	if (ttyname_r(fd, name, 2) != ERANGE)
		return "no ERANGE";
#ifndef __linux__	/* glibc looks for what the cut name leads to */
	if (ttyname_r(fd, name, strlen(name)) != ERANGE)
		return "no ERANGE for one too few";
#endif
	strcpy(name, ttyname(fd));
	if (ttyname_r(fd, name, strlen(name) + 1) != 0)
		return "room enough is not enough";
	if ((opened = open(name, O_RDWR | O_NOCTTY)) < 0)
		return "cannot be opened";
	if (!isatty(opened) || ttyname(opened) == NULL ||
	    strcmp(name, ttyname(opened)) != 0)
		return "opens to something else";
	close(opened);
	return NULL;
}

int
main(int argc, char **argv)
{
	sigset_t keys;
	const char *why;

	if (argc > 2)
		lead(argv[2]);
	if (argc > 1) {
		for (int fd = 3; fd < 20; fd++)
			close(fd);
		for (;;)
			pause();
	}
	sigemptyset(&none);
	sigemptyset(&keys);
	sigaddset(&keys, SIGINT);
	sigprocmask(SIG_BLOCK, &keys, NULL);
	signal(SIGINT, take);
	signal(SIGTTOU, SIG_IGN);
	if ((why = wrong_name(0)) != NULL || (why = wrong_name(1)) != NULL)
		say(0, why);
	else
		say(0, "named");
	say(1, "ready");
	wait_for_key();
	printf("1 own %d\n", (int)got);
	got = 0;
	with_children(argv[0]);
	reads();
	amid_a_line();
	signal(SIGINT, SIG_DFL);
	say(6, "ready");
	sigsuspend(&none);
	say(6, "lives");
	return (0);
}
