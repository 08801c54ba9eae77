/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 30 */
/*
 * Readiness sets: level and edge, once only, changed and taken out, files
 * that are closed, sets in sets, waiting with and without limit or mask, each
 * error; many descriptors take turns.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int ep, p[2];

static void
ctl(int op, int fd, uint32_t events)
{
	struct epoll_event ev = { .events = events, .data = { .fd = fd } };

	CHECK_OK(epoll_ctl(ep, op, fd, &ev) == 0);
}

/* What is reported of that descriptor at once, and no other is. */
static uint32_t
now(int fd)
{
	struct epoll_event ev[4];
	int n = epoll_wait(ep, ev, 4, 0);

	CHECK_OK(n == 0 || n == 1);
	CHECK(n == 0 || ev[0].data.fd == fd);
	return n == 0 ? 0 : ev[0].events;
}

static void
put(const char *s)
{
	CHECK_OK(write(p[1], s, strlen(s)) == (ssize_t)strlen(s));
}

static void
drain(void)
{
	char buf[100];

	while (read(p[0], buf, sizeof buf) > 0)
		;
	CHECK_INT(errno, EAGAIN);
}

static void
errors(void)
{
	struct epoll_event ev = { .events = EPOLLIN };
	int file = open("file", O_RDWR | O_CREAT, 0600), outer, inner;

	CHECK_ERR(epoll_create1(1), EINVAL);
	CHECK_ERR(epoll_create(0), EINVAL);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, file, &ev), EPERM);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &ev), EINVAL);
	CHECK_ERR(epoll_ctl(p[0], EPOLL_CTL_ADD, p[1], &ev), EINVAL);
	CHECK_ERR(epoll_ctl(ep, 4, p[0], &ev), EINVAL);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, -1, &ev), EBADF);
	CHECK_ERR(epoll_ctl(-1, EPOLL_CTL_ADD, p[0], &ev), EBADF);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev), ENOENT);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_DEL, p[0], NULL), ENOENT);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], NULL), EFAULT);
	CHECK_ERR(epoll_wait(ep, &ev, 0, 0), EINVAL);
	CHECK_ERR(epoll_wait(p[0], &ev, 1, 0), EINVAL);
	CHECK_ERR(epoll_wait(-1, &ev, 1, 0), EBADF);
	ctl(EPOLL_CTL_ADD, p[0], EPOLLIN);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev), EEXIST);
	ctl(EPOLL_CTL_DEL, p[0], 0);
	close(file);
	/* Sets in sets: two are fine, one in itself is not. */
	CHECK_OK((outer = epoll_create1(0)) >= 0);
	CHECK_OK((inner = epoll_create1(0)) >= 0);
	CHECK_OK(epoll_ctl(outer, EPOLL_CTL_ADD, inner, &ev) == 0);
	CHECK_ERR(epoll_ctl(inner, EPOLL_CTL_ADD, outer, &ev), ELOOP);
	/* For one waiter only: no set, not once, and it stays so. */
	ev.events = EPOLLIN | EPOLLEXCLUSIVE;
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, outer, &ev), EINVAL);
	CHECK_OK(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev) == 0);
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev), EINVAL);
	ctl(EPOLL_CTL_DEL, p[0], 0);
	ev.events |= EPOLLONESHOT;
	CHECK_ERR(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev), EINVAL);
	close(outer);
	close(inner);
}

static void
level_and_once(void)
{
	ctl(EPOLL_CTL_ADD, p[0], EPOLLIN);
	CHECK_INT(now(p[0]), 0);
	put("abc");
	CHECK_INT(now(p[0]), EPOLLIN);
	CHECK_INT(now(p[0]), EPOLLIN);
	drain();
	CHECK_INT(now(p[0]), 0);
	ctl(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT);
	put("abc");
	CHECK_INT(now(p[0]), EPOLLIN);
	CHECK_INT(now(p[0]), 0);
	ctl(EPOLL_CTL_MOD, p[0], EPOLLIN | EPOLLONESHOT);
	CHECK_INT(now(p[0]), EPOLLIN);
	drain();
	ctl(EPOLL_CTL_DEL, p[0], 0);
	put("abc");
	CHECK_INT(now(p[0]), 0);
	drain();
}

static void
edge(void)
{
	char page[4096] = { 0 };

	ctl(EPOLL_CTL_ADD, p[0], EPOLLIN | EPOLLET);
	put("abc");
	CHECK_INT(now(p[0]), EPOLLIN);
	CHECK_INT(now(p[0]), 0);
	put("abc");			/* more of it */
	CHECK_INT(now(p[0]), EPOLLIN);
	CHECK_INT(now(p[0]), 0);
	drain();
	put("abcabc");			/* as much as there was */
	CHECK_INT(now(p[0]), EPOLLIN);
	drain();
	CHECK_INT(now(p[0]), 0);
	ctl(EPOLL_CTL_DEL, p[0], 0);

	ctl(EPOLL_CTL_ADD, p[1], EPOLLOUT | EPOLLET);
	CHECK_INT(now(p[1]), EPOLLOUT);
	CHECK_INT(now(p[1]), 0);
	while (write(p[1], page, sizeof page) > 0)
		;
	CHECK_INT(errno, EAGAIN);
	drain();			/* nobody looked meanwhile */
	CHECK_INT(now(p[1]), EPOLLOUT);
	CHECK_INT(now(p[1]), 0);
	ctl(EPOLL_CTL_DEL, p[1], 0);
}

static void *
later(void *arg)
{
	usleep(50000);
	put("x");
	return NULL;
}

static volatile int ended;

/* One of these comes while the thread waits. */
static void *
interrupt(void *thread)
{
	while (!ended) {
		usleep(20000);
		CHECK_INT(pthread_kill(*(pthread_t *)thread, SIGUSR1), 0);
	}
	return NULL;
}

static void
handler(int sig)
{
}

static void
waits(void)
{
	struct epoll_event ev;
	struct timespec little = { 0, 20000000 }, t0, t1;
	struct pollfd pf = { ep, POLLIN, 0 };
	pthread_t t, self = pthread_self();
	sigset_t set, none;

	ctl(EPOLL_CTL_ADD, p[0], EPOLLIN);
	clock_gettime(CLOCK_MONOTONIC, &t0);
	CHECK_OK(epoll_wait(ep, &ev, 1, 20) == 0);
	CHECK_OK(epoll_pwait2(ep, &ev, 1, &little, NULL) == 0);
	clock_gettime(CLOCK_MONOTONIC, &t1);
	CHECK((t1.tv_sec - t0.tv_sec) * 1000000000 + t1.tv_nsec - t0.tv_nsec
	    >= 38000000);
	CHECK_OK(poll(&pf, 1, 0) == 0);
	CHECK_INT(pthread_create(&t, NULL, later, NULL), 0);
	CHECK_OK(poll(&pf, 1, -1) == 1);
	CHECK_OK(epoll_wait(ep, &ev, 1, -1) == 1);
	CHECK_INT(pthread_join(t, NULL), 0);
	drain();
	/* A handler ends it; the mask keeps it away until then. */
	sigemptyset(&none);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK_OK(signal(SIGUSR1, handler) != SIG_ERR);
	CHECK_OK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK_OK(raise(SIGUSR1) == 0);
	CHECK_OK(epoll_wait(ep, &ev, 1, 1) == 0);
	CHECK_ERR(epoll_pwait(ep, &ev, 1, -1, &none), EINTR);
	CHECK_OK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
	CHECK_INT(pthread_create(&t, NULL, interrupt, &self), 0);
	CHECK_ERR(epoll_wait(ep, &ev, 1, -1), EINTR);
	ended = 1;
	CHECK_INT(pthread_join(t, NULL), 0);
	ctl(EPOLL_CTL_DEL, p[0], 0);
}

/* Twenty are ready: each is reported although only three fit. */
static void
turns(void)
{
	struct epoll_event ev[3];
	int fd[20], seen[1024] = { 0 }, n, left = 20;

	for (int i = 0; i < 20; i++) {
		CHECK_OK((fd[i] = eventfd(1, 0)) >= 0 && fd[i] < 1024);
		ctl(EPOLL_CTL_ADD, fd[i], EPOLLIN);
	}
	for (int round = 0; round < 20 && left > 0; round++) {
		CHECK_OK((n = epoll_wait(ep, ev, 3, 0)) == 3);
		for (int i = 0; i < n; i++)
			left -= seen[ev[i].data.fd]++ == 0;
	}
	CHECK_INT(left, 0);
	/* One that was closed has left. */
	for (int i = 1; i < 20; i++)
		CHECK_OK(close(fd[i]) == 0);
	CHECK_INT(now(fd[0]), EPOLLIN);
	CHECK_OK(close(fd[0]) == 0);
	CHECK_INT(now(-1), 0);
}

int
main(void)
{
	CHECK_OK((ep = epoll_create1(EPOLL_CLOEXEC)) >= 0);
	CHECK_INT(fcntl(ep, F_GETFD), FD_CLOEXEC);
	CHECK_OK(pipe2(p, O_NONBLOCK) == 0);
	errors();
	level_and_once();
	edge();
	waits();
	turns();
	/* The other end is gone: reported, asked for or not. */
	ctl(EPOLL_CTL_ADD, p[0], 0);
	CHECK_INT(now(p[0]), 0);
	CHECK_OK(close(p[1]) == 0);
	CHECK_INT(now(p[0]), EPOLLHUP);
	return 0;
}
