/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Further calls at a signal, as calls_end_or_go_on.c has some: those that
 * wait for input, messages and children go on with SA_RESTART when their
 * handler has done what they wait for; those that wait for events, signals,
 * messages of XSI or a time end in either case.
 */
#include "interrupted.h"
#include <aio.h>
#include <mqueue.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/uio.h>

static int data[2], event, queue, semaphores;
static volatile pid_t waited;
static mqd_t mq;

static volatile enum { NOTHING, PIPE, EVENT, CHILD, STOP, MESSAGE } does;

static void
take(int sig)
{
	uint64_t one = 1;

	if (++signals != 2 || !restarts)
		return;
	switch (does) {
	case PIPE:
		write(data[1], "ab", 2);
		break;
	case EVENT:
		write(event, &one, sizeof(one));
		break;
	case CHILD:
		kill(waited, SIGKILL);
		break;
	case STOP:
		kill(waited, SIGSTOP);
		break;
	case MESSAGE:
		mq_send(mq, "x", 1, 0);
		break;
	case NOTHING:
		break;
	}
}

#define TRY_WITH(what, call, goes_on)					\
do {									\
	does = (what);							\
	TRY(call, goes_on);						\
} while (0)

static struct timespec
in_a_minute(void)
{
	struct timespec ts;

	CHECK_OK(clock_gettime(CLOCK_REALTIME, &ts) == 0);
	ts.tv_sec += 60;
	return ts;
}

static void
input(void)
{
	char c[4];
	struct iovec iov[2] = { { c, 1 }, { c + 1, 1 } };
	struct timespec late = in_a_minute();
	uint64_t n;

	TRY_WITH(PIPE, read(data[0], c, 2), 1);
	TRY_WITH(PIPE, readv(data[0], iov, 2), 1);
	TRY_WITH(EVENT, read(event, &n, sizeof(n)), 1);
	TRY_WITH(MESSAGE, mq_receive(mq, c, sizeof(c), NULL), 1);
	TRY_WITH(MESSAGE, mq_timedreceive(mq, c, sizeof(c), NULL, &late), 1);
}

static int
rests(void)
{
	for (;;)
		pause();
	return 0;
}

static void
reap(void)
{
	kill(waited, SIGKILL);
	while (waitpid(waited, NULL, 0) < 0 && errno == EINTR)
		continue;
}

static void
children(void)
{
	siginfo_t info;
	int status;

	waited = begin(rests);
	TRY_WITH(CHILD, waitpid(waited, &status, 0), 1);
	reap();
	waited = begin(rests);
	TRY_WITH(CHILD, waitid(P_PID, (id_t)waited, &info, WEXITED), 1);
	reap();
	waited = begin(rests);
	TRY_WITH(CHILD, wait(&status), 1);
	reap();
	waited = begin(rests);
	TRY_WITH(STOP, waitpid(waited, &status, WUNTRACED), 1);
	reap();
}

static void
events(void)
{
	struct pollfd p = { .fd = data[0], .events = POLLIN };
	struct timespec ts = { 60, 0 };
	struct epoll_event ev = { .events = EPOLLIN };
	fd_set set;
	int ep;

	TRY_WITH(NOTHING, poll(&p, 1, 60000), 0);
	TRY_WITH(NOTHING, poll(NULL, 0, -1), 0);
	TRY_WITH(NOTHING, ppoll(&p, 1, &ts, NULL), 0);
	FD_ZERO(&set);
	FD_SET(data[0], &set);
	TRY_WITH(NOTHING, pselect(data[0] + 1, &set, NULL, NULL, &ts, NULL), 0);
	CHECK_OK((ep = epoll_create1(0)) >= 0);
	CHECK_OK(epoll_ctl(ep, EPOLL_CTL_ADD, data[0], &ev) == 0);
	TRY_WITH(NOTHING, epoll_wait(ep, &ev, 1, 60000), 0);
	close(ep);
}

static void
waits(void)
{
	struct { long type; char text[4]; } m;
	struct sembuf down = { .sem_op = -1 };
	struct timespec late = in_a_minute();
	siginfo_t info;
	sigset_t set;

	TRY_WITH(NOTHING, msgrcv(queue, &m, sizeof(m.text), 0, 0), 0);
	TRY_WITH(NOTHING, semop(semaphores, &down, 1), 0);
	sigemptyset(&set);
	TRY_WITH(NOTHING, sigsuspend(&set), 0);
	TRY_WITH(NOTHING, pause(), 0);
	sigaddset(&set, SIGUSR2);
	TRY_WITH(NOTHING, sigwaitinfo(&set, &info), 0);
	TRY_WITH(NOTHING, usleep(999999), 0);
	TRY_WITH(NOTHING, (errno = clock_nanosleep(CLOCK_REALTIME,
	    TIMER_ABSTIME, &late, NULL)) == 0 ? 0 : -1, 0);
}

/* Of a request for what does not come.  (Linux: with SA_RESTART for ever.) */
static void
requests(void)
{
	char c;
	struct aiocb cb = { .aio_fildes = data[0], .aio_buf = &c,
	    .aio_nbytes = 1 };
	const struct aiocb *list[] = { &cb };

	cb.aio_sigevent.sigev_notify = SIGEV_NONE;
	CHECK_OK(aio_read(&cb) == 0);
	TRY_WITH(NOTHING, aio_suspend(list, 1, NULL), 0);
	CHECK_INT(write(data[1], "x", 1), 1);
	while (aio_error(&cb) == EINPROGRESS)
		nap(1);
	CHECK_INT(aio_return(&cb), 1);
}

static void
all(int flags)
{
	ring_to(take, flags);
	input();
	children();
	events();
	waits();
	if (!restarts)
		requests();
}

int
main(void)
{
	struct mq_attr attr = { .mq_maxmsg = 2, .mq_msgsize = 4 };
	char name[40];

	CHECK_OK(pipe(data) == 0);
	CHECK_OK((event = eventfd(0, 0)) >= 0);
	CHECK_OK((queue = msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK_OK((semaphores = semget(IPC_PRIVATE, 1, 0600)) >= 0);
	snprintf(name, sizeof(name), "/calls-%d", (int)getpid());
	CHECK_OK((mq = mq_open(name, O_RDWR | O_CREAT, 0600, &attr)) !=
	    (mqd_t)-1);
	CHECK_OK(mq_unlink(name) == 0);
	all(0);
	all(SA_RESTART);
	CHECK_OK(msgctl(queue, IPC_RMID, NULL) == 0);
	CHECK_OK(semctl(semaphores, 0, IPC_RMID) == 0);
	return 0;
}
