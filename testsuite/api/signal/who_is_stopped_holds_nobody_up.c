/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A process that is stopped amid writes, transfers by a FIFO or a queue, or
 * its locks keeps no other one from the same; nor does one whose thread stops
 * it while another is amid a write or a queue's lock.
 */
#include "process/children.h"
#include <mqueue.h>
#include <pthread.h>

#define STOPS	20

static int up[2], go[2], fifo;
static mqd_t queue;

static void
ready(void)
{
	CHECK_INT(write(up[1], "x", 1), 1);
}

static int
appends(void)
{
	int fd = open("log", O_WRONLY | O_APPEND | O_CREAT, 0600);

	CHECK_OK(fd >= 0);
	ready();
	for (;;)
		CHECK_INT(write(fd, "line\n", 5), 5);
}

static void
append(void)
{
	int fd = open("log", O_WRONLY | O_APPEND);

	CHECK_OK(fd >= 0);
	CHECK_INT(write(fd, "mine\n", 5), 5);
	CHECK_OK(close(fd) == 0);
}

static int
feeds(void)
{
	int fd = open("fifo", O_WRONLY);

	CHECK_OK(fd >= 0);
	ready();
	for (;;)
		CHECK_INT(write(fd, "data", 4), 4);
}

static void
drain(void)
{
	char text[4096];
	ssize_t n;

	while ((n = read(fifo, text, sizeof(text))) > 0)
		continue;
	CHECK(n == 0 || errno == EAGAIN);
}

static int
locks(void)
{
	struct flock l = { .l_len = 1 };
	int fd = open("locked", O_RDWR | O_CREAT, 0600);

	CHECK_OK(fd >= 0);
	ready();
	for (;;) {
		l.l_type = F_WRLCK;
		CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
		l.l_type = F_UNLCK;
		CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	}
}

static void
lock(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_start = 7, .l_len = 1 };
	int fd = open("locked", O_RDWR);

	CHECK_OK(fd >= 0);
	CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
	CHECK_OK(close(fd) == 0);
}

static int
sends(void)
{
	char text[4];

	ready();
	for (;;) {
		CHECK_OK(mq_send(queue, "x", 1, 0) == 0);
		CHECK_OK(mq_receive(queue, text, sizeof(text), NULL) == 1);
	}
}

static void
look(void)
{
	struct mq_attr attr;

	CHECK_OK(mq_getattr(queue, &attr) == 0);
	/* One may be of somebody who was killed. */
	CHECK(attr.mq_curmsgs <= 2);
}

static void *
writes(void *arg)
{
	int fd = open("log", O_WRONLY | O_APPEND);

	CHECK_OK(fd >= 0);
	for (;;)
		CHECK_INT(write(fd, "line\n", 5), 5);
	return NULL;
}

static void *
passes_messages(void *arg)
{
	char text[4];

	for (;;) {
		CHECK_OK(mq_send(queue, "x", 1, 0) == 0);
		CHECK_OK(mq_receive(queue, text, sizeof(text), NULL) == 1);
	}
	return NULL;
}

static void *(*busy)(void *);

static int
stops_itself(void)
{
	pthread_t t;
	char c;

	CHECK_INT(pthread_create(&t, NULL, busy, NULL), 0);
	while (read(go[0], &c, 1) == 1)
		CHECK_OK(raise(SIGSTOP) == 0);
	return 1;
}

static void
by_itself(void *(*works)(void *), void (*same)(void))
{
	int status;
	pid_t pid;

	busy = works;
	pid = begin(stops_itself);

	for (int k = 0; k < STOPS; k++) {
		CHECK_INT(write(go[1], "x", 1), 1);
		CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
		CHECK(WIFSTOPPED(status));
		same();
		CHECK_OK(kill(pid, SIGCONT) == 0);
		nap(k % 3);
	}
	CHECK_OK(kill(pid, SIGKILL) == 0);
	CHECK_INT(end(pid), SIGKILL);
}

int
main(void)
{
	static const struct {
		int (*works)(void);
		void (*same)(void);
	} kinds[] = { { appends, append }, { feeds, drain }, { locks, lock },
	    { sends, look } };
	struct mq_attr attr = { .mq_maxmsg = 4, .mq_msgsize = 4 };
	struct stat st;
	int status;
	char c, name[40];
	pid_t pid;

	CHECK_OK(pipe(up) == 0 && pipe(go) == 0);
	snprintf(name, sizeof(name), "/stopped-%d", (int)getpid());
	CHECK_OK((queue = mq_open(name, O_RDWR | O_CREAT, 0600, &attr)) !=
	    (mqd_t)-1);
	CHECK_OK(mq_unlink(name) == 0);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	CHECK_OK((fifo = open("fifo", O_RDONLY | O_NONBLOCK)) >= 0);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		pid = begin(kinds[i].works);
		CHECK_INT(read(up[0], &c, 1), 1);
		for (int k = 0; k < STOPS; k++) {
			CHECK_OK(kill(pid, SIGSTOP) == 0);
			CHECK_OK(waitpid(pid, &status, WUNTRACED) == pid);
			CHECK(WIFSTOPPED(status));
			kinds[i].same();
			CHECK_OK(kill(pid, SIGCONT) == 0);
			nap(k % 3);
		}
		CHECK_OK(kill(pid, SIGKILL) == 0);
		CHECK_INT(end(pid), SIGKILL);
		kinds[i].same();
	}
	by_itself(writes, append);
	by_itself(passes_messages, look);
	/* No line was torn. */
	CHECK_OK(stat("log", &st) == 0);
	CHECK_INT(st.st_size % 5, 0);
	return 0;
}
