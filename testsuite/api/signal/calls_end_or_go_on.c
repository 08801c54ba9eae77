/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Blocking calls of all kinds at a signal: EINTR at the first one without
 * SA_RESTART; with it the second handler does what they wait for, and they
 * succeed.  Waits for a time end in either case.
 */
#include "interrupted.h"
#include <semaphore.h>
#include <sys/file.h>
#include <sys/select.h>
#include <sys/uio.h>

static int full[2], go[2], answer[2], lock_fd;
static sem_t sem;

static enum { PIPE, LOCK, SEM, NOTHING } waits_for;

static void
take(int sig)
{
	char text[65536];

	if (++signals < 2 || !restarts)
		return;
	switch (waits_for) {
	case PIPE:
		read(full[0], text, sizeof(text));
		break;
	case LOCK:
		if (signals == 2)
			write(go[1], "x", 1);
		break;
	case SEM:
		sem_post(&sem);
		break;
	case NOTHING:
		break;
	}
}

static void
fill(void)
{
	static char text[4096];

	CHECK_OK(fcntl(full[1], F_SETFL, O_NONBLOCK) == 0);
	while (write(full[1], text, sizeof(text)) > 0)
		continue;
	CHECK_OK(fcntl(full[1], F_SETFL, 0) == 0);
}

static void
pipes(void)
{
	static char text[4096];
	struct iovec iov[2] = { { text, 2048 }, { text, 2048 } };
	fd_set set;

	waits_for = PIPE;
	CHECK_OK(pipe(full) == 0);
	fill();
	TRY(write(full[1], text, sizeof(text)), 1);
	fill();
	TRY(writev(full[1], iov, 2), 1);
	waits_for = NOTHING;
	FD_ZERO(&set);
	FD_SET(answer[0], &set);
	TRY(select(answer[0] + 1, &set, NULL, NULL, NULL), 0);
	close(full[0]);
	close(full[1]);
}

static void
times(void)
{
	struct timespec ts = { 50, 0 }, left = { 0, 0 };
	sigset_t set;

	waits_for = NOTHING;
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	TRY(sigtimedwait(&set, NULL, &ts), 0);
	TRY((errno = clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, &left)) == 0 ?
	    0 : -1, 0);
	CHECK(left.tv_sec > 0 && left.tv_sec < 50);
	TRY(nanosleep(&ts, NULL), 0);
}

/*
 * The other process: locks what is asked for, says so, and lets go when it is
 * told, or opens the FIFO for writing.
 */
static int
holder(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_len = 1 };
	int fd = open("locked", O_RDWR), fifo;
	char c, what;

	close(go[1]);
	while (read(go[0], &what, 1) == 1) {
		if (what == 'p')
			CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
		else if (what == 'f')
			CHECK_OK(flock(fd, LOCK_EX) == 0);
		CHECK_INT(write(answer[1], "y", 1), 1);
		CHECK_INT(read(go[0], &c, 1), 1);
		if (what == 'o') {
			CHECK_OK((fifo = open("fifo", O_WRONLY)) >= 0);
			close(fifo);
		}
		l.l_type = F_UNLCK;
		CHECK_OK(fcntl(fd, F_SETLK, &l) == 0);
		l.l_type = F_WRLCK;
		CHECK_OK(flock(fd, LOCK_UN) == 0);
	}
	return 0;
}

static void
ask(char what)
{
	char c;

	CHECK_INT(write(go[1], &what, 1), 1);
	CHECK_INT(read(answer[0], &c, 1), 1);
}

/* Without a restart nobody has told it to let go. */
static void
done(void)
{
	if (!restarts)
		CHECK_INT(write(go[1], "x", 1), 1);
}

static int
open_fifo(void)
{
	int fd = open("fifo", O_RDONLY);

	if (fd >= 0)
		close(fd);
	return fd;
}

static void
locks(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_len = 1 };

	waits_for = LOCK;
	ask('p');
	TRY(fcntl(lock_fd, F_SETLKW, &l), 1);
	done();
	l.l_type = F_UNLCK;
	CHECK_OK(fcntl(lock_fd, F_SETLK, &l) == 0);
	ask('f');
	TRY(flock(lock_fd, LOCK_EX), 1);
	done();
	CHECK_OK(flock(lock_fd, LOCK_UN) == 0);
	ask('o');
	TRY(open_fifo(), 1);
	if (!restarts) {
		CHECK_INT(write(go[1], "x", 1), 1);
		CHECK_OK(open_fifo() >= 0);
	}
	waits_for = SEM;
	TRY(sem_wait(&sem), 1);
}

static void
all(int flags)
{
	ring_to(take, flags);
	pipes();
	times();
	locks();
}

int
main(void)
{
	pid_t pid;

	CHECK_OK(pipe(go) == 0 && pipe(answer) == 0);
	CHECK_OK(sem_init(&sem, 0, 0) == 0);
	CHECK_OK((lock_fd = open("locked", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_OK(mkfifo("fifo", 0600) == 0);
	pid = begin(holder);
	close(go[0]);
	all(0);
	all(SA_RESTART);
	close(go[1]);
	CHECK_INT(end(pid), 0);
	return 0;
}
