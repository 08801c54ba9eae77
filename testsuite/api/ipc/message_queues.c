/* SPDX-License-Identifier: BSD-2-Clause */
/* again: ISTHMUS_FORK=eager */
/* timeout: 30 */
/* XSH mq_open(), mq_send(), mq_receive(), mq_notify(), between processes. */
#include "test.h"

#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char name[40];
static volatile sig_atomic_t got, value;

static void
on_message(int sig, siginfo_t *i, void *u)
{
	(void)u;
	got = sig;
	value = i->si_value.sival_int;
}

static mqd_t told_of;

static void
takes_it(int sig)
{
	char text[32];

	got = (sig_atomic_t)mq_receive(told_of, text, sizeof text, NULL);
}

/* The sender itself is to be told, and its handler takes the message. */
static void
notification_of_the_sender(mqd_t q)
{
	struct sigaction sa = { .sa_handler = takes_it };
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGUSR2 };

	told_of = q;
	got = 0;
	CHECK_OK(sigaction(SIGUSR2, &sa, NULL) == 0);
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK(mq_send(q, "mine", 4, 0) == 0);
	CHECK_INT(got, 4);
}

static void
send_all(mqd_t q)
{
	char text[16];

	for (int i = 0; i < 50; i++) {
		snprintf(text, sizeof text, "%d", i);
		CHECK_OK(mq_send(q, text, strlen(text) + 1, 1) == 0);
	}
}

static void
between_processes(mqd_t q)
{
	char text[32];
	int status;
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		send_all(q);
		_exit(0);
	}
	for (int i = 0; i < 50; i++) {
		CHECK_OK(mq_receive(q, text, sizeof text, NULL) > 0);
		CHECK_INT(atoi(text), i);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static void
priorities(mqd_t q)
{
	char text[32];
	unsigned prio;

	CHECK_OK(mq_send(q, "low", 4, 1) == 0);
	CHECK_OK(mq_send(q, "high", 5, 9) == 0);
	CHECK_OK(mq_send(q, "next", 5, 9) == 0);
	CHECK_INT(mq_receive(q, text, sizeof text, &prio), 5);
	CHECK_STR(text, "high");
	CHECK_INT(prio, 9);
	CHECK_INT(mq_receive(q, text, sizeof text, &prio), 5);
	CHECK_STR(text, "next");
	CHECK_INT(mq_receive(q, text, sizeof text, &prio), 4);
	CHECK_STR(text, "low");
	CHECK_INT(prio, 1);
}

static void
errors(mqd_t q)
{
	struct timespec past = { 1, 0 }, bad = { 1, -1 };
	struct mq_attr a, old;
	char text[32];
	mqd_t other;

	CHECK_ERR(mq_receive(q, text, 31, NULL), EMSGSIZE);
	CHECK_ERR(mq_send(q, text, 33, 0), EMSGSIZE);
	CHECK_ERR(mq_send(q, text, 1, 40000), EINVAL);
	CHECK_ERR(mq_timedreceive(q, text, 32, NULL, &past), ETIMEDOUT);
	CHECK_ERR(mq_timedreceive(q, text, 32, NULL, &bad), EINVAL);
	memset(&a, 0, sizeof a);
	a.mq_flags = O_NONBLOCK;
	CHECK_OK(mq_setattr(q, &a, &old) == 0);
	CHECK_INT(old.mq_flags, 0);
	CHECK_ERR(mq_receive(q, text, 32, NULL), EAGAIN);
	for (int i = 0; i < 4; i++)
		CHECK_OK(mq_send(q, "x", 1, 0) == 0);
	CHECK_ERR(mq_send(q, "x", 1, 0), EAGAIN);
	CHECK_OK(mq_getattr(q, &a) == 0);
	CHECK_INT(a.mq_flags, O_NONBLOCK);
	CHECK_INT(a.mq_maxmsg, 4);
	CHECK_INT(a.mq_msgsize, 32);
	CHECK_INT(a.mq_curmsgs, 4);
	for (int i = 0; i < 4; i++)
		CHECK_INT(mq_receive(q, text, 32, NULL), 1);
	a.mq_flags = 0;
	CHECK_OK(mq_setattr(q, &a, NULL) == 0);
	CHECK_OK((other = mq_open(name, O_RDONLY)) >= 0);
	CHECK_ERR(mq_send(other, "x", 1, 0), EBADF);
	CHECK_OK(mq_close(other) == 0);
	CHECK_ERR(mq_close(other), EBADF);
	CHECK_OK((other = mq_open(name, O_RDWR)) >= 0);
	CHECK_OK(close(other) == 0);
	CHECK_ERR(mq_getattr(other, &a), EBADF);
	CHECK_ERR(mq_send(other, "x", 1, 0), EBADF);
	CHECK_ERR(mq_close(other), EBADF);
	/* Its number is another file's. */
	CHECK_INT(open("/dev/null", O_RDWR), other);
	CHECK_ERR(mq_send(other, "x", 1, 0), EBADF);
	CHECK_OK(close(other) == 0);
	CHECK_ERR(mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, NULL),
	    EEXIST);
	CHECK_ERR(mq_open("/isthmus-no-such-queue", O_RDWR), ENOENT);
	a.mq_maxmsg = 0;
	CHECK_ERR(mq_open("/isthmus-no-such-queue", O_RDWR | O_CREAT, 0600,
	    &a), EINVAL);
}

static void
notification(mqd_t q)
{
	struct sigaction sa = { .sa_sigaction = on_message,
	    .sa_flags = SA_SIGINFO | SA_RESTART };
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGUSR1, .sigev_value.sival_int = 77 };
	char text[32];
	int status;
	pid_t pid;

	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		CHECK_ERR(mq_notify(q, &ev), EBUSY);
		CHECK_OK(mq_send(q, "note", 5, 0) == 0);
		_exit(0);
	}
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
	for (int i = 0; i < 1000 && got == 0; i++)
		usleep(10000);
	CHECK_INT(got, SIGUSR1);
	CHECK_INT(value, 77);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
	/* Once only; and taken back; and without a signal, as Linux has it. */
	ev.sigev_signo = 0;
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK(mq_notify(q, NULL) == 0);
	ev.sigev_signo = NSIG;
	CHECK_ERR(mq_notify(q, &ev), EINVAL);
	ev.sigev_signo = SIGUSR1;
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK(mq_notify(q, NULL) == 0);
	got = 0;
	CHECK_OK(mq_send(q, "note", 5, 0) == 0);
	CHECK_INT(got, 0);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
}

/* One that is killed while it waits keeps no notification back. */
static void
killed_receiver(mqd_t q)
{
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
	    .sigev_signo = SIGUSR1 };
	char text[32];
	int status;
	pid_t pid;

	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0) {
		mq_receive(q, text, sizeof text, NULL);
		_exit(1);
	}
	usleep(200000);
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK(WIFSIGNALED(status));
	got = 0;
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK(mq_send(q, "note", 5, 0) == 0);
	for (int i = 0; i < 1000 && got == 0; i++)
		usleep(10000);
	CHECK_INT(got, SIGUSR1);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
}

static void
in_a_thread(union sigval v)
{
	value = v.sival_int;
	got = 1;
}

static void
notification_by_thread(mqd_t q)
{
	struct sigevent ev = { .sigev_notify = SIGEV_THREAD,
	    .sigev_value.sival_int = 78 };
	char text[32];

	ev.sigev_notify_function = in_a_thread;
	got = 0;
	CHECK_OK(mq_notify(q, &ev) == 0);
	CHECK_OK(mq_send(q, "note", 5, 0) == 0);
	for (int i = 0; i < 1000 && got == 0; i++)
		usleep(10000);
	CHECK_INT(got, 1);
	CHECK_INT(value, 78);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
}

int
main(void)
{
	struct mq_attr a = { .mq_maxmsg = 4, .mq_msgsize = 32 };
	mqd_t q, again;
	char text[32];

	snprintf(name, sizeof name, "/isthmus-test-%d", (int)getpid());
	mq_unlink(name);		/* of a run that failed */
	q = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &a);
	if (q == (mqd_t)-1 && errno == ENOSYS)
		UNSUPPORTED("no message queues");
	CHECK_OK(q != (mqd_t)-1);
	between_processes(q);
	priorities(q);
	errors(q);
	notification(q);
	notification_of_the_sender(q);
	killed_receiver(q);
	notification_by_thread(q);
	CHECK_OK((again = mq_open(name, O_RDWR)) >= 0);
	CHECK_OK(mq_send(again, "both", 5, 0) == 0);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
	CHECK_STR(text, "both");
	CHECK_OK(mq_unlink(name) == 0);
	CHECK_ERR(mq_unlink(name), ENOENT);
	CHECK_OK(mq_send(again, "gone", 5, 0) == 0);
	CHECK_INT(mq_receive(q, text, sizeof text, NULL), 5);
	CHECK_OK(mq_close(again) == 0);
	CHECK_OK(mq_close(q) == 0);
	return 0;
}
