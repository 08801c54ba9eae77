/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Blocked signals are read from a descriptor: with who sent them and what
 * with, several at once, waiting for the first; poll() sees them; the set can
 * be changed; each error is told.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static int
ready(int fd)
{
	struct pollfd p = { fd, POLLIN | POLLOUT, 0 };

	CHECK_OK(poll(&p, 1, 0) >= 0);
	return p.revents;
}

static void
errors(int fd)
{
	struct signalfd_siginfo si;
	sigset_t set;
	int p[2];

	sigemptyset(&set);
	CHECK_ERR(signalfd(-1, &set, 1), EINVAL);
	CHECK_ERR(signalfd(4000, &set, 0), EBADF);
	CHECK_ERR(read(fd, &si, sizeof si - 1), EINVAL);
	CHECK_ERR(write(fd, &si, sizeof si), EINVAL);
	CHECK_OK(pipe(p) == 0);
	CHECK_ERR(signalfd(p[0], &set, 0), EINVAL);
	close(p[0]);
	close(p[1]);
}

/* Three are there: one call, in order, and they are pending no more. */
static void
several(int fd)
{
	struct signalfd_siginfo si[4];
	union sigval value = { .sival_int = 4711 };
	sigset_t now;

	CHECK_INT(ready(fd), 0);
	CHECK_OK(sigqueue(getpid(), SIGRTMIN + 1, value) == 0);
	value.sival_int++;
	CHECK_OK(sigqueue(getpid(), SIGRTMIN + 1, value) == 0);
	CHECK_OK(kill(getpid(), SIGUSR1) == 0);
	CHECK_INT(ready(fd), POLLIN);
	CHECK_INT(read(fd, si, sizeof si), 3 * sizeof si[0]);
	CHECK_INT(si[0].ssi_signo, SIGUSR1);
	CHECK_INT(si[0].ssi_code, SI_USER);
	CHECK_INT(si[0].ssi_pid, getpid());
	CHECK_INT(si[0].ssi_uid, getuid());
	CHECK_INT(si[1].ssi_signo, SIGRTMIN + 1);
	CHECK_INT(si[1].ssi_code, SI_QUEUE);
	CHECK_INT(si[1].ssi_int, 4711);
	CHECK_INT(si[2].ssi_int, 4712);
	CHECK_OK(sigpending(&now) == 0);
	CHECK(!sigismember(&now, SIGUSR1));
	CHECK_INT(ready(fd), 0);
}

/* Waiting for a child's signal, and for the end of the child. */
static void
of_a_child(int fd)
{
	struct signalfd_siginfo si[4];
	struct pollfd p;
	pid_t pid;
	int go[2];

	CHECK_OK(pipe(go) == 0);
	if ((pid = fork()) == 0) {
		usleep(50000);
		kill(getppid(), SIGUSR1);
		_exit((int)read(go[0], si, 7));
	}
	CHECK_INT(read(fd, si, sizeof si[0]), sizeof si[0]);
	CHECK_INT(si[0].ssi_signo, SIGUSR1);
	CHECK_INT(si[0].ssi_pid, pid);
	CHECK_INT(write(go[1], "1234567", 7), 7);
	p = (struct pollfd){ fd, POLLIN, 0 };
	CHECK_OK(poll(&p, 1, 10000) == 1);
	CHECK_INT(read(fd, si, sizeof si), sizeof si[0]);
	CHECK_INT(si[0].ssi_signo, SIGCHLD);
	CHECK_INT(si[0].ssi_pid, pid);
	CHECK_INT(si[0].ssi_status, 7);
	CHECK_OK(waitpid(pid, NULL, 0) == pid);
}

/* Another set: what is not in it stays pending. */
static void
other_sets(int fd)
{
	struct signalfd_siginfo si[4];
	sigset_t set, now;
	int quick;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	CHECK_INT(signalfd(fd, &set, 0), fd);
	CHECK_OK(raise(SIGUSR1) == 0);
	CHECK_INT(ready(fd), 0);
	quick = signalfd(-1, &set, SFD_NONBLOCK);
	CHECK_OK(quick >= 0);
	CHECK_ERR(read(quick, si, sizeof si), EAGAIN);
	CHECK_OK(sigpending(&now) == 0);
	CHECK_INT(sigismember(&now, SIGUSR1), 1);
	sigaddset(&set, SIGUSR1);
	CHECK_INT(signalfd(quick, &set, 0), quick);
	CHECK_INT(read(quick, si, sizeof si), sizeof si[0]);
	CHECK_INT(si[0].ssi_signo, SIGUSR1);
}

int
main(void)
{
	sigset_t set;
	int fd;

	CHECK_INT(sizeof(struct signalfd_siginfo), 128);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN + 1);
	sigaddset(&set, SIGCHLD);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	fd = signalfd(-1, &set, SFD_CLOEXEC);
	CHECK_OK(fd >= 0);
	CHECK_INT(fcntl(fd, F_GETFD), FD_CLOEXEC);
	errors(fd);
	several(fd);
	of_a_child(fd);
	other_sets(fd);
	return 0;
}
