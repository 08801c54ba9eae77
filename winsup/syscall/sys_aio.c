/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Asynchronous I/O (XSH, <aio.h>): requests are done by threads of this
 * process, which are made when there is work and end when there is none.
 * The requests of one descriptor are done in the order they came, so that
 * appending keeps its order and aio_fsync() comes after what it is to wait
 * for; those of different descriptors run at once. A child of fork() has
 * none of its parent's requests.
 */
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "syscall/sys.h"
#include "signal/room.h"

#define WORKERS		32		/* threads at most */
#define WORKER_STACK	(128 * 1024)
#define IDLE_SECONDS	2		/* until one without work ends */
#define OP_FSYNC	(LIO_NOP + 1)
#define OP_FDATASYNC	(LIO_NOP + 2)

/* What lio_listio() started together. */
struct batch {
	int		left;
	struct sigevent	event;
};

struct request {
	struct aiocb	*cb;
	struct request	*next;
	struct batch	*batch;
	int		fd, op;
	int		running;
};

/* A thread in aio_suspend(): told of each request that ends. */
struct waiter {
	sem_t		sem;
	struct waiter	*next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER;
static struct request *first;		/* in the order they came */
static struct waiter *waiters;
static int workers, idle, at_fork;

/* No signal handler runs while the lock is held: it may call aio_suspend(). */
static void
enter(sigset_t *old)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, old);
	pthread_mutex_lock(&lock);
}

static void
leave(const sigset_t *old)
{
	pthread_mutex_unlock(&lock);
	pthread_sigmask(SIG_SETMASK, old, NULL);
}

/* Nothing of the parent's: its threads are not here. */
static void
forget(void)
{
	static const pthread_mutex_t fresh_lock = PTHREAD_MUTEX_INITIALIZER;
	static const pthread_cond_t fresh_cond = PTHREAD_COND_INITIALIZER;

	lock = fresh_lock;
	work = fresh_cond;
	first = NULL;
	waiters = NULL;
	workers = idle = 0;
}

static int
error_of(const struct aiocb *cb)
{
	return __atomic_load_n(&cb->__aio_error, __ATOMIC_ACQUIRE);
}

struct call {
	void		(*function)(union sigval);
	union sigval	value;
};

static void *
run_call(void *arg)
{
	struct call c = *(struct call *)arg;

	free(arg);
	c.function(c.value);
	return NULL;
}

static void
notify(const struct sigevent *e)
{
	struct call *c;
	pthread_t t;
	siginfo_t info;

	if (e->sigev_notify == SIGEV_SIGNAL) {
		memset(&info, 0, sizeof(info));
		info.si_signo = e->sigev_signo;
		info.si_code = SI_ASYNCIO;
		info.si_pid = getpid();
		info.si_uid = getuid();
		info.si_value = e->sigev_value;
		sig_send(getpid(), &info, 1);
	} else if (e->sigev_notify == SIGEV_THREAD) {
		if ((c = malloc(sizeof(*c))) == NULL)
			return;
		c->function = e->sigev_notify_function;
		c->value = e->sigev_value;
		if (pthread_create(&t, e->sigev_notify_attributes, run_call,
		    c) != 0)
			free(c);
		else
			pthread_detach(t);
	}
}

/* One of a batch has ended, or its list is complete. The lock is held. */
static void
batch_done(struct batch *b)
{
	if (b == NULL || --b->left > 0)
		return;
	notify(&b->event);
	free(b);
}

/* The lock is held; r is no longer in the list. */
static void
finish(struct request *r, ssize_t result, int error)
{
	struct sigevent event = r->cb->aio_sigevent;
	struct waiter *w;

	r->cb->__aio_return = result;
	/* From here on the block is the program's again. */
	__atomic_store_n(&r->cb->__aio_error, error, __ATOMIC_RELEASE);
	for (w = waiters; w != NULL; w = w->next)
		sem_post(&w->sem);
	notify(&event);
	batch_done(r->batch);
	free(r);
}

static void
take_out(struct request *r)
{
	struct request **p = &first;

	while (*p != r)
		p = &(*p)->next;
	*p = r->next;
}

/* The first request that no earlier one of its descriptor is before. */
static struct request *
next_request(void)
{
	struct request *r, *before;

	for (r = first; r != NULL; r = r->next) {
		for (before = first; before != r; before = before->next)
			if (before->fd == r->fd)
				break;
		if (before == r && !r->running)
			return r;
	}
	return NULL;
}

/* Pipes and terminals have no offset; a file opened to append ignores it. */
static ssize_t
transfer(const struct request *r)
{
	struct aiocb *cb = r->cb;
	void *buf = (void *)cb->aio_buf;
	ssize_t n;

	switch (r->op) {
	case LIO_READ:
		n = pread(r->fd, buf, cb->aio_nbytes, cb->aio_offset);
		return n < 0 && errno == ESPIPE ?
		    read(r->fd, buf, cb->aio_nbytes) : n;
	case LIO_WRITE:
		if (fcntl(r->fd, F_GETFL) & O_APPEND)
			return write(r->fd, buf, cb->aio_nbytes);
		n = pwrite(r->fd, buf, cb->aio_nbytes, cb->aio_offset);
		return n < 0 && errno == ESPIPE ?
		    write(r->fd, buf, cb->aio_nbytes) : n;
	case OP_FDATASYNC:
		return fdatasync(r->fd);
	default:
		return fsync(r->fd);
	}
}

static void *
worker(void *arg)
{
	struct timespec until;
	struct request *r;
	ssize_t n;
	int e;

	pthread_mutex_lock(&lock);
	for (;;) {
		if ((r = next_request()) == NULL) {
			clock_gettime(CLOCK_REALTIME, &until);
			until.tv_sec += IDLE_SECONDS;
			idle++;
			e = pthread_cond_timedwait(&work, &lock, &until);
			idle--;
			if (e == ETIMEDOUT && next_request() == NULL)
				break;
			continue;
		}
		r->running = 1;
		pthread_mutex_unlock(&lock);
		n = transfer(r);
		e = n < 0 ? errno : 0;
		pthread_mutex_lock(&lock);
		take_out(r);
		finish(r, n, e);
	}
	workers--;
	pthread_mutex_unlock(&lock);
	return NULL;
}

/* One more thread; it inherits that signals are blocked. */
static int
add_worker(void)
{
	pthread_attr_t a;
	pthread_t t;
	int e;

	pthread_attr_init(&a);
	pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&a, WORKER_STACK);
	e = pthread_create(&t, &a, worker, NULL);
	pthread_attr_destroy(&a);
	if (e == 0)
		workers++;
	return e;
}

/* A block that was zeroed and no more asks for nothing, as elsewhere. */
static int
bad_event(const struct sigevent *e)
{
	return e->sigev_notify != 0 && e->sigev_notify != SIGEV_NONE &&
	    e->sigev_notify != SIGEV_THREAD &&
	    (e->sigev_notify != SIGEV_SIGNAL || !sig_valid(e->sigev_signo));
}

/* The lock is held. 0 or EAGAIN. */
static int
enqueue(struct request *r)
{
	struct request **p = &first;
	int waiting = 0;

	if (!at_fork && pthread_atfork(NULL, NULL, forget) == 0)
		at_fork = 1;
	for (; *p != NULL; p = &(*p)->next)
		waiting += !(*p)->running;
	*p = r;
	if (waiting < idle)
		pthread_cond_signal(&work);
	else if (workers < WORKERS && add_worker() != 0 && workers == 0) {
		*p = NULL;
		return EAGAIN;
	}
	return 0;
}

/* EAGAIN: no memory or thread; EBADF; EINVAL: offset, priority, event. */
static int
submit(struct aiocb *cb, int op, struct batch *b)
{
	struct request *r;
	sigset_t old;
	int e;

	if (fcntl(cb->aio_fildes, F_GETFD) < 0)
		return EBADF;
	if (bad_event(&cb->aio_sigevent) || ((op == LIO_READ ||
	    op == LIO_WRITE) && (cb->aio_offset < 0 || cb->aio_reqprio < 0)))
		return EINVAL;
	if ((r = calloc(1, sizeof(*r))) == NULL)
		return EAGAIN;
	r->cb = cb;
	r->fd = cb->aio_fildes;
	r->op = op;
	r->batch = b;
	cb->__aio_return = -1;
	cb->__aio_error = EINPROGRESS;
	enter(&old);
	if (b != NULL)
		b->left++;
	if ((e = enqueue(r)) != 0) {
		if (b != NULL)
			b->left--;
		free(r);
		cb->__aio_error = e;
	}
	leave(&old);
	return e;
}

long
sys_aio_read(struct aiocb *cb)
{
	return -submit(cb, LIO_READ, NULL);
}

long
sys_aio_write(struct aiocb *cb)
{
	return -submit(cb, LIO_WRITE, NULL);
}

/* EINVAL: op is neither O_SYNC nor O_DSYNC. */
long
sys_aio_fsync(int op, struct aiocb *cb)
{
	if (op != O_SYNC && op != O_DSYNC)
		return -EINVAL;
	return -submit(cb, op == O_SYNC ? OP_FSYNC : OP_FDATASYNC,
	    NULL);
}

/* An error number, EINPROGRESS, or 0. */
long
sys_aio_error(const struct aiocb *cb)
{
	return error_of(cb);
}

/* EINVAL: not done yet. */
long
sys_aio_return(struct aiocb *cb)
{
	int e = error_of(cb);

	if (e != 0)
		return e == EINPROGRESS ? -EINVAL : -e;
	return cb->__aio_return;
}

/* Only what no thread has begun can be taken back. EBADF, EINVAL. */
long
sys_aio_cancel(int fd, struct aiocb *cb)
{
	struct request *r, *next;
	int what = AIO_ALLDONE;
	sigset_t old;

	if (fcntl(fd, F_GETFD) < 0)
		return -EBADF;
	if (cb != NULL && cb->aio_fildes != fd)
		return -EINVAL;
	enter(&old);
	for (r = first; r != NULL; r = next) {
		next = r->next;
		if (r->fd != fd || (cb != NULL && r->cb != cb))
			continue;
		if (r->running) {
			what = AIO_NOTCANCELED;
			continue;
		}
		if (what == AIO_ALLDONE)
			what = AIO_CANCELED;
		take_out(r);
		finish(r, -1, ECANCELED);
	}
	leave(&old);
	return what;
}

/* How many of the list are done; all: NULL entries and LIO_NOP count too. */
static int
count_done(const struct aiocb *const list[], int n)
{
	int i, done = 0;

	for (i = 0; i < n; i++)
		done += list[i] != NULL && error_of(list[i]) != EINPROGRESS;
	return done;
}

static void
stop_waiting(void *arg)
{
	struct waiter *w = arg, **p = &waiters;
	sigset_t old;

	enter(&old);
	while (*p != NULL && *p != w)
		p = &(*p)->next;
	if (*p == w)
		*p = w->next;
	leave(&old);
	sem_destroy(&w->sem);
}

/* Waits until want of the list are done. 0, EINTR or ETIMEDOUT. */
static int
wait_for(const struct aiocb *const list[], int n, int want,
    const struct timespec *until)
{
	struct waiter w;
	sigset_t old;
	int e = 0;

	sem_init(&w.sem, 0, 0);
	enter(&old);
	w.next = waiters;
	waiters = &w;
	leave(&old);
	pthread_cleanup_push(stop_waiting, &w);
	while (e == 0 && count_done(list, n) < want) {
		if (until == NULL)
			e = sem_wait(&w.sem) != 0 ? errno : 0;
		else
			e = sem_timedwait(&w.sem, until) != 0 ? errno : 0;
	}
	pthread_cleanup_pop(1);
	return e;
}

/* EAGAIN: the time is over; EINTR. */
long
sys_aio_suspend(const struct aiocb *const list[], int n,
    const struct timespec *timeout)
{
	struct timespec until;
	int e;

	if (n < 0)
		return -EINVAL;
	if (timeout != NULL) {
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += timeout->tv_sec;
		until.tv_nsec += timeout->tv_nsec;
		if (until.tv_nsec >= 1000000000) {
			until.tv_nsec -= 1000000000;
			until.tv_sec++;
		}
	}
	e = wait_for(list, n, 1, timeout != NULL ? &until : NULL);
	return e == ETIMEDOUT ? -EAGAIN : -e;
}

/* Waits for all of a list; EIO if one of them failed. */
static int
wait_for_all(struct aiocb *restrict const list[], int n)
{
	int i, e, want = 0;

	for (i = 0; i < n; i++)
		want += list[i] != NULL;
	e = wait_for((const struct aiocb *const *)list, n, want, NULL);
	for (i = 0; e == 0 && i < n; i++)
		if (list[i] != NULL && list[i]->aio_lio_opcode != LIO_NOP &&
		    error_of(list[i]) != 0)
			e = EIO;
	return e;
}

/*
 * EAGAIN: some were not started; EIO: some failed; EINTR: not all are done;
 * EINVAL: mode, number, event.
 */
long
sys_lio_listio(int mode, struct aiocb *restrict const list[], int n,
    struct sigevent *restrict event)
{
	struct batch *b = NULL;
	int i, e, worst = 0;
	sigset_t old;

	if ((mode != LIO_WAIT && mode != LIO_NOWAIT) || n < 0 ||
	    n > AIO_LISTIO_MAX || (mode == LIO_NOWAIT && event != NULL &&
	    bad_event(event)))
		return -EINVAL;
	if (mode == LIO_NOWAIT && event != NULL) {
		if ((b = calloc(1, sizeof(*b))) == NULL)
			return -EAGAIN;
		b->event = *event;
		b->left = 1;
	}
	for (i = 0; i < n; i++) {
		if (list[i] == NULL)
			continue;
		if (list[i]->aio_lio_opcode == LIO_NOP) {
			list[i]->__aio_error = 0;
			list[i]->__aio_return = 0;
			continue;
		}
		e = list[i]->aio_lio_opcode == LIO_READ ||
		    list[i]->aio_lio_opcode == LIO_WRITE ?
		    submit(list[i], list[i]->aio_lio_opcode, b) : EINVAL;
		if (e != 0) {
			list[i]->__aio_error = e;
			list[i]->__aio_return = -1;
			if (worst != EAGAIN)
				worst = e == EAGAIN ? EAGAIN : EIO;
		}
	}
	enter(&old);
	batch_done(b);
	leave(&old);
	if (mode == LIO_WAIT && (e = wait_for_all(list, n)) != 0 &&
	    worst == 0)
		worst = e;
	return -worst;
}
