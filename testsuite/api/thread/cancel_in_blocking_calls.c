/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * A thread that is blocked in a cancellation point is cancelled there, and
 * its cleanup handlers run in order; one that is cancelled before it enters
 * it, too.
 */
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int empty[2], full[2];
static sem_t never;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static pthread_t sleeper;
static sigset_t usr2;
static const struct timespec hour = { 3600, 0 };
static char byte[1];

static struct timespec
in_an_hour(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_sec += 3600;
	return t;
}

static void in_sleep(void) { sleep(3600); }
static void in_usleep(void) { usleep(999999); }
static void in_nanosleep(void) { nanosleep(&hour, NULL); }
static void in_clock_nanosleep(void)
{
	clock_nanosleep(CLOCK_MONOTONIC, 0, &hour, NULL);
}
static void in_pause(void) { pause(); }
static void in_read(void) { (void)!read(empty[0], byte, 1); }
static void in_readv(void)
{
	struct iovec v = { byte, 1 };

	(void)!readv(empty[0], &v, 1);
}
static void in_write(void) { (void)!write(full[1], byte, 1); }
static void in_writev(void)
{
	struct iovec v = { byte, 1 };

	(void)!writev(full[1], &v, 1);
}
static void in_poll(void)
{
	struct pollfd p = { empty[0], POLLIN, 0 };

	poll(&p, 1, -1);
}
static void in_ppoll(void)
{
	struct pollfd p = { empty[0], POLLIN, 0 };

	ppoll(&p, 1, &hour, NULL);
}
static void in_select(void)
{
	struct timeval t = { 3600, 0 };
	fd_set set;

	FD_ZERO(&set);
	FD_SET(empty[0], &set);
	select(empty[0] + 1, &set, NULL, NULL, &t);
}
static void in_pselect(void)
{
	fd_set set;

	FD_ZERO(&set);
	FD_SET(empty[0], &set);
	pselect(empty[0] + 1, &set, NULL, NULL, &hour, NULL);
}
static void in_sigsuspend(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigsuspend(&none);
}
static void in_sigwait(void) { int sig; sigwait(&usr2, &sig); }
static void in_sigwaitinfo(void) { siginfo_t i; sigwaitinfo(&usr2, &i); }
static void in_sigtimedwait(void)
{
	siginfo_t i;

	sigtimedwait(&usr2, &i, &hour);
}
static void in_sem_wait(void) { sem_wait(&never); }
static void in_sem_timedwait(void)
{
	struct timespec at = in_an_hour();

	sem_timedwait(&never, &at);
}
static void unlock(void *m) { CHECK_INT(pthread_mutex_unlock(m), 0); }
static void in_cond_wait(void)
{
	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	for (;;)
		pthread_cond_wait(&cond, &mutex);
	pthread_cleanup_pop(0);
}
static void in_cond_timedwait(void)
{
	struct timespec at = in_an_hour();

	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	for (;;)
		pthread_cond_timedwait(&cond, &mutex, &at);
	pthread_cleanup_pop(0);
}
static void in_join(void) { pthread_join(sleeper, NULL); }
static void in_testcancel(void)
{
	pthread_testcancel();
	sched_yield();
}

static const struct {
	const char *name;
	void (*fn)(void);
} points[] = {
	{ "sleep", in_sleep }, { "usleep", in_usleep },
	{ "nanosleep", in_nanosleep },
	{ "clock_nanosleep", in_clock_nanosleep }, { "pause", in_pause },
	{ "read", in_read }, { "readv", in_readv }, { "write", in_write },
	{ "writev", in_writev }, { "poll", in_poll }, { "ppoll", in_ppoll },
	{ "select", in_select }, { "pselect", in_pselect },
	{ "sigsuspend", in_sigsuspend }, { "sigwait", in_sigwait },
	{ "sigwaitinfo", in_sigwaitinfo },
	{ "sigtimedwait", in_sigtimedwait }, { "sem_wait", in_sem_wait },
	{ "sem_timedwait", in_sem_timedwait },
	{ "pthread_cond_wait", in_cond_wait },
	{ "pthread_cond_timedwait", in_cond_timedwait },
	{ "pthread_join", in_join }, { "pthread_testcancel", in_testcancel },
};

static sem_t entered;
static char order[8];

static void
note(void *text)
{
	strcat(order, text);
}

struct job {
	void (*fn)(void);
	int early;
};

static void *
run(void *arg)
{
	struct job *j = arg;

	pthread_cleanup_push(note, "2");
	pthread_cleanup_push(note, "1");
	if (j->early) {
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
		sem_post(&entered);
		while (sem_wait(&never) != 0)
			;
		pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
	} else {
		sem_post(&entered);
	}
	do
		j->fn();
	while (j->fn == in_testcancel);
	pthread_cleanup_pop(0);
	pthread_cleanup_pop(0);
	return NULL;
}

static void
cancel_in(const char *name, void (*fn)(void), int early)
{
	struct job j = { fn, early };
	pthread_t t;
	void *value;

	order[0] = '\0';
	CHECK_INT(pthread_create(&t, NULL, run, &j), 0);
	while (sem_wait(&entered) != 0)
		;
	if (!early)
		usleep(3000);		/* so that it is most likely blocked */
	CHECK_INT(pthread_cancel(t), 0);
	if (early)
		sem_post(&never);
	CHECK_INT(pthread_join(t, &value), 0);
	if (value != PTHREAD_CANCELED || strcmp(order, "12") != 0)
		fprintf(stderr, "%s: %p, %s\n", name, value, order);
	CHECK(value == PTHREAD_CANCELED);
	CHECK_STR(order, "12");
	/* The mutex of the condition variables is free again. */
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
}

static void *
sleep_long(void *arg)
{
	for (;;)
		sleep(3600);
	return arg;
}

int
main(void)
{
	char block[4096];
	unsigned i;

	memset(block, 0, sizeof block);
	CHECK_OK(pipe(empty) == 0);
	CHECK_OK(pipe(full) == 0);
	CHECK_OK(fcntl(full[1], F_SETFL, O_NONBLOCK) == 0);
	while (write(full[1], block, sizeof block) > 0)
		;
	while (write(full[1], block, 1) > 0)
		;
	CHECK_OK(fcntl(full[1], F_SETFL, 0) == 0);
	sem_init(&never, 0, 0);
	sem_init(&entered, 0, 0);
	sigemptyset(&usr2);
	sigaddset(&usr2, SIGUSR2);
	pthread_sigmask(SIG_BLOCK, &usr2, NULL);
	CHECK_INT(pthread_create(&sleeper, NULL, sleep_long, NULL), 0);
	for (i = 0; i < sizeof points / sizeof points[0]; i++) {
		fprintf(stderr, "%s\n", points[i].name);
		cancel_in(points[i].name, points[i].fn, 0);
		cancel_in(points[i].name, points[i].fn, 1);
	}
	CHECK_INT(pthread_cancel(sleeper), 0);
	CHECK_INT(pthread_join(sleeper, NULL), 0);
	return 0;
}
