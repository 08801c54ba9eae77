/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout: 60 */
/*
 * Cancellation points beyond the common ones: blocked in them, or about to
 * enter them; those that do not block, about to enter them.
 */
#include <aio.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static int empty[2], file;
static sem_t never, entered, *shared;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static mtx_t mtx;
static cnd_t cnd;
static thrd_t c11_sleeper;
static pthread_t sleeper;
static mqd_t mq, mq_full;
static struct aiocb reading;
static char byte[8], *page;
static int queue, queue_full;
static struct {
	long type;
	char text[4096];
} message = { .type = 1 };
static const struct timespec hour = { 3600, 0 };

static struct timespec
in_an_hour(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	t.tv_sec += 3600;
	return t;
}

static void in_thrd_sleep(void) { thrd_sleep(&hour, NULL); }
static void free_mtx(void *m) { CHECK_INT(mtx_unlock(m), thrd_success); }
static void in_cnd_wait(void)
{
	mtx_lock(&mtx);
	pthread_cleanup_push(free_mtx, &mtx);
	for (;;)
		cnd_wait(&cnd, &mtx);
	pthread_cleanup_pop(0);
}
static void in_cnd_timedwait(void)
{
	struct timespec at = in_an_hour(CLOCK_REALTIME);

	mtx_lock(&mtx);
	pthread_cleanup_push(free_mtx, &mtx);
	for (;;)
		cnd_timedwait(&cnd, &mtx, &at);
	pthread_cleanup_pop(0);
}
static void in_thrd_join(void) { thrd_join(c11_sleeper, NULL); }
static void in_shared_sem_wait(void) { sem_wait(shared); }
static void in_sem_clockwait(void)
{
	struct timespec at = in_an_hour(CLOCK_MONOTONIC);

	sem_clockwait(&never, CLOCK_MONOTONIC, &at);
}
static void unlock(void *m) { CHECK_INT(pthread_mutex_unlock(m), 0); }
static void in_cond_clockwait(void)
{
	struct timespec at = in_an_hour(CLOCK_MONOTONIC);

	pthread_mutex_lock(&mutex);
	pthread_cleanup_push(unlock, &mutex);
	for (;;)
		pthread_cond_clockwait(&cond, &mutex, CLOCK_MONOTONIC, &at);
	pthread_cleanup_pop(0);
}
static void in_clockjoin(void)
{
	struct timespec at = in_an_hour(CLOCK_MONOTONIC);

	pthread_clockjoin_np(sleeper, NULL, CLOCK_MONOTONIC, &at);
}
static void in_open(void) { open("fifo", O_RDONLY); }
static void in_openat(void) { openat(AT_FDCWD, "fifo", O_RDONLY); }
static void in_creat(void) { creat("fifo", 0600); }
static void in_setlkw(void)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	fcntl(file, F_SETLKW, &l);
}
static void in_lockf(void) { lockf(file, F_LOCK, 0); }
#ifndef __GLIBC__
/* The request is on the stack of a thread that ends. */
static void take_back(void *cb)
{
	const struct aiocb *list[] = { cb };

	aio_cancel(empty[0], cb);
	while (aio_error(cb) == EINPROGRESS)
		aio_suspend(list, 1, NULL);
	aio_return(cb);
}
#endif
static void in_mq_receive(void) { mq_receive(mq, byte, 8, NULL); }
static void in_mq_timedreceive(void)
{
	struct timespec at = in_an_hour(CLOCK_REALTIME);

	mq_timedreceive(mq, byte, 8, NULL, &at);
}
static void in_mq_send(void) { mq_send(mq_full, "x", 1, 0); }
#ifndef __GLIBC__
static void in_lio_listio(void)
{
	struct aiocb cb = { .aio_fildes = empty[0], .aio_buf = byte + 5,
	    .aio_nbytes = 1, .aio_lio_opcode = LIO_READ };
	struct aiocb *list[] = { &cb };

	pthread_cleanup_push(take_back, &cb);
	lio_listio(LIO_WAIT, list, 1, NULL);
	pthread_cleanup_pop(1);
}
#endif
static void in_mq_timedsend(void)
{
	struct timespec at = in_an_hour(CLOCK_REALTIME);

	mq_timedsend(mq_full, "x", 1, 0, &at);
}
static void in_msgrcv(void) { msgrcv(queue, &message, 1, 0, 0); }
static void in_msgsnd(void)
{
	msgsnd(queue_full, &message, sizeof(message.text), 0);
}
static void in_aio_suspend(void)
{
	const struct aiocb *list[] = { &reading };

	aio_suspend(list, 1, NULL);
}
static void in_fsync(void) { fsync(file); }
static void in_fdatasync(void) { fdatasync(file); }
static void in_msync(void) { msync(page, 4096, MS_SYNC); }
static void in_close(void) { close(-1); }
#ifndef __GLIBC__
static void in_posix_close(void) { posix_close(-1, 0); }
#endif
static void in_pread(void) { (void)!pread(file, byte, 1, 0); }
static void in_pwrite(void) { (void)!pwrite(file, "x", 1, 0); }
static void in_preadv(void)
{
	struct iovec v = { byte, 1 };

	(void)!preadv(file, &v, 1, 0);
}
static void in_pwritev(void)
{
	struct iovec v = { byte, 1 };

	(void)!pwritev(file, &v, 1, 0);
}

static const struct {
	const char *name;
	void (*fn)(void);
	int blocks;
} points[] = {
	{ "thrd_sleep", in_thrd_sleep, 1 }, { "cnd_wait", in_cnd_wait, 1 },
	{ "cnd_timedwait", in_cnd_timedwait, 1 },
	{ "thrd_join", in_thrd_join, 1 },
	{ "sem_clockwait", in_sem_clockwait, 1 },
	{ "sem_wait, shared", in_shared_sem_wait, 1 },
	{ "pthread_cond_clockwait", in_cond_clockwait, 1 },
	{ "pthread_clockjoin_np", in_clockjoin, 1 },
	{ "open", in_open, 1 }, { "openat", in_openat, 1 },
	{ "creat", in_creat, 1 },
	{ "fcntl", in_setlkw, 1 }, { "lockf", in_lockf, 1 },
	{ "mq_receive", in_mq_receive, 1 },
	{ "mq_timedreceive", in_mq_timedreceive, 1 },
	{ "mq_send", in_mq_send, 1 },
	{ "mq_timedsend", in_mq_timedsend, 1 },
	{ "msgrcv", in_msgrcv, 1 }, { "msgsnd", in_msgsnd, 1 },
	{ "aio_suspend", in_aio_suspend, 1 },
#ifndef __GLIBC__			/* none there, or not there */
	{ "lio_listio", in_lio_listio, 1 },
	{ "posix_close", in_posix_close, 0 },
#endif
	{ "fsync", in_fsync, 0 }, { "fdatasync", in_fdatasync, 0 },
	{ "msync", in_msync, 0 }, { "close", in_close, 0 },
	{ "pread", in_pread, 0 }, { "pwrite", in_pwrite, 0 },
	{ "preadv", in_preadv, 0 }, { "pwritev", in_pwritev, 0 },
};

struct job {
	void (*fn)(void);
	int early;
};

static void *
run(void *arg)
{
	struct job *j = arg;

	if (j->early) {
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
		sem_post(&entered);
		while (sem_wait(&never) != 0)
			;
		pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
	} else {
		sem_post(&entered);
	}
	j->fn();
	return NULL;			/* not cancelled */
}

static void
cancel_in(const char *name, void (*fn)(void), int early)
{
	struct job j = { fn, early };
	pthread_t t;
	void *value;

	CHECK_INT(pthread_create(&t, NULL, run, &j), 0);
	while (sem_wait(&entered) != 0)
		;
	if (!early)
		usleep(3000);		/* so that it is most likely blocked */
	CHECK_INT(pthread_cancel(t), 0);
	if (early)
		sem_post(&never);
	CHECK_INT(pthread_join(t, &value), 0);
	if (value != PTHREAD_CANCELED)
		fprintf(stderr, "%s, early: %d\n", name, early);
	CHECK(value == PTHREAD_CANCELED);
	CHECK_INT(pthread_mutex_lock(&mutex), 0);
	CHECK_INT(pthread_mutex_unlock(&mutex), 0);
	CHECK_INT(mtx_lock(&mtx), thrd_success);
	CHECK_INT(mtx_unlock(&mtx), thrd_success);
}

static void *
sleep_long(void *arg)
{
	for (;;)
		sleep(3600);
	return arg;
}

static int
sleep_c11(void *arg)
{
	for (;;)
		thrd_sleep(&hour, NULL);
	return 0;
}

/* Another process holds the file's lock until the pipe is closed. */
static pid_t
hold_lock(int *close_to_end)
{
	int go[2], locked[2];
	pid_t pid;
	char c;

	CHECK_INT(pipe(go), 0);
	CHECK_INT(pipe(locked), 0);
	CHECK((pid = fork()) >= 0);
	if (pid == 0) {
		close(go[1]);
		CHECK_INT(lockf(file, F_LOCK, 0), 0);
		CHECK_INT(write(locked[1], "x", 1), 1);
		CHECK_INT(read(go[0], &c, 1), 0);
		_exit(0);
	}
	CHECK_INT(read(locked[0], &c, 1), 1);
	close(go[0]);
	close(locked[0]);
	close(locked[1]);
	*close_to_end = go[1];
	return pid;
}

static void
prepare(void)
{
	struct mq_attr a = { .mq_maxmsg = 1, .mq_msgsize = 8 };
	char name[40];

	CHECK_OK(pipe(empty) == 0);
	CHECK_OK((file = open("file", O_RDWR | O_CREAT, 0600)) >= 0);
	CHECK_INT(ftruncate(file, 4096), 0);
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
	CHECK(page != MAP_FAILED);
	CHECK_INT(mkfifo("fifo", 0600), 0);
	snprintf(name, sizeof(name), "/cancel-%d", (int)getpid());
	CHECK_OK((mq = mq_open(name, O_RDWR | O_CREAT, 0600, &a)) >= 0);
	CHECK_INT(mq_unlink(name), 0);
	CHECK_OK((mq_full = mq_open(name, O_RDWR | O_CREAT, 0600, &a)) >= 0);
	CHECK_INT(mq_unlink(name), 0);
	CHECK_INT(mq_send(mq_full, "x", 1, 0), 0);
	CHECK_OK((queue = msgget(IPC_PRIVATE, 0600)) >= 0);
	CHECK_OK((queue_full = msgget(IPC_PRIVATE, 0600)) >= 0);
	while (msgsnd(queue_full, &message, sizeof(message.text),
	    IPC_NOWAIT) == 0)
		continue;
	CHECK_INT(errno, EAGAIN);
	sem_init(&never, 0, 0);
	sem_init(&entered, 0, 0);
	shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(shared != MAP_FAILED);
	CHECK_INT(sem_init(shared, 1, 0), 0);
	CHECK_INT(mtx_init(&mtx, mtx_plain), thrd_success);
	CHECK_INT(cnd_init(&cnd), thrd_success);
}

int
main(void)
{
	int end, status;
	pid_t holder;
	unsigned i;

	prepare();
	holder = hold_lock(&end);
	reading.aio_fildes = empty[0];
	reading.aio_buf = byte + 4;
	reading.aio_nbytes = 1;
	reading.aio_sigevent.sigev_notify = SIGEV_NONE;
	CHECK_INT(aio_read(&reading), 0);
	CHECK_INT(pthread_create(&sleeper, NULL, sleep_long, NULL), 0);
	CHECK_INT(thrd_create(&c11_sleeper, sleep_c11, NULL), thrd_success);
	for (i = 0; i < sizeof(points) / sizeof(points[0]); i++) {
		fprintf(stderr, "%s\n", points[i].name);
		if (points[i].blocks)
			cancel_in(points[i].name, points[i].fn, 0);
		cancel_in(points[i].name, points[i].fn, 1);
	}
	CHECK_OK(msgctl(queue, IPC_RMID, NULL) == 0);
	CHECK_OK(msgctl(queue_full, IPC_RMID, NULL) == 0);
	close(end);
	CHECK_INT(waitpid(holder, &status, 0), holder);
	CHECK_INT(status, 0);
	return 0;
}
