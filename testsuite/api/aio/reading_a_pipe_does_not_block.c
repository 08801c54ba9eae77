/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -Wl,--no-as-needed -lrt -pthread */
/* timeout: 60 */
/* A request that cannot be done yet waits apart; what is behind it too. */
#include <aio.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static sem_t called;
static volatile sig_atomic_t got;
static volatile int got_value, got_code;

static void
on_signal(int sig, siginfo_t *info, void *context)
{
	got_value = info->si_value.sival_int;
	got_code = info->si_code;
	got++;
}

static void
on_thread(union sigval v)
{
	if (v.sival_int == 17)
		sem_post(&called);
}

static void
start_read(struct aiocb *cb, int fd, char *buf, int notify)
{
	memset(cb, 0, sizeof(*cb));
	cb->aio_fildes = fd;
	cb->aio_buf = buf;
	cb->aio_nbytes = 1;
	cb->aio_sigevent.sigev_notify = notify;
	cb->aio_sigevent.sigev_signo = SIGUSR1;
	cb->aio_sigevent.sigev_value.sival_int = 17;
	cb->aio_sigevent.sigev_notify_function = on_thread;
	CHECK_OK(aio_read(cb) == 0);
}

int
main(void)
{
	struct timespec soon = { 0, 50000000 };
	struct sigaction sa = { .sa_sigaction = on_signal,
	    .sa_flags = SA_SIGINFO };
	struct aiocb a, b, c;
	const struct aiocb *list[] = { &a, &b };
	int p[2], q[2], r;
	char x = 0, y = 0, z = 0;

	CHECK_OK(sem_init(&called, 0, 0) == 0);
	CHECK_OK(sigaction(SIGUSR1, &sa, NULL) == 0);
	CHECK_OK(pipe(p) == 0 && pipe(q) == 0);
	start_read(&a, p[0], &x, SIGEV_SIGNAL);
	start_read(&b, p[0], &y, SIGEV_NONE);
	start_read(&c, q[0], &z, SIGEV_THREAD);
	CHECK_INT(aio_error(&a), EINPROGRESS);
	CHECK(aio_suspend(list, 2, &soon) == -1 && errno == EAGAIN);

	/* another descriptor does not wait for the first */
	CHECK_INT(write(q[1], "z", 1), 1);
	while (sem_wait(&called) != 0)
		;
	CHECK_INT(aio_return(&c), 1);
	CHECK(z == 'z');

	/* a has been begun, or will be first; b is behind it */
	while ((r = aio_cancel(p[0], &a)) == AIO_CANCELED) {
		start_read(&a, p[0], &x, SIGEV_SIGNAL);
		break;
	}
	r = aio_cancel(p[0], &b);
	CHECK(r == AIO_CANCELED || r == AIO_NOTCANCELED);
	if (r == AIO_CANCELED) {
		CHECK_INT(aio_error(&b), ECANCELED);
		CHECK(aio_return(&b) == -1);
	}
	got = 0;
	CHECK_INT(write(p[1], "ab", 2), 2);
	while (aio_error(&a) == EINPROGRESS)
		if (aio_suspend(list, 1, NULL) != 0)
			CHECK_INT(errno, EINTR);
	CHECK_INT(aio_return(&a), 1);
	while (got == 0)
		nanosleep(&soon, NULL);
	CHECK_INT(got_value, 17);
	CHECK_INT(got_code, SI_ASYNCIO);
	return 0;
}
