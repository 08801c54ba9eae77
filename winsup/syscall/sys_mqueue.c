/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * POSIX message queues (XSH mq_open() and others).  A queue is a file
 * mq.NAME, see ipc.h: a head and slots.  A message is there from the moment
 * its slot's number is set, and gone when that is 0.
 */
#include "syscall/ipc.h"
#include "syscall/stub.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fd/room.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/fault.h"
#include "nt/sync.h"
#include "signal/room.h"

#define QUEUE_DIR	"/dev/mqueue/"
#define DEFAULT_MESSAGES	10
#define DEFAULT_SIZE		8192
#define MESSAGES_MAX		65536
#define SIZE_MAX_OF_QUEUE	((size_t)1 << 30)
#define PRIO_END		32768

struct queue {
	struct ipc_head head;
	int64_t maxmsg, msgsize;
	uint64_t number;		/* of the last message */
	volatile int32_t receiver;	/* pid of the last that waits, or 0 */
	volatile int32_t notify_pid;	/* 0: nobody wants to know */
	int32_t notify_kind, notify_sig;
	uint64_t notify_value;
	volatile uint64_t notified;	/* counts */
};

struct slot {
	volatile uint64_t number;	/* 0: free */
	uint32_t prio;
	uint32_t len;
	char data[];
};

/* Open queues of this process.  Fork class: copy. */
struct open_queue {
	struct open_queue *next;
	struct queue *q;
	uint64_t id;			/* of the description */
	int fd, access;
};
static struct open_queue *queues;
static struct lock queues_lock = LOCK_INIT(LOCK_FILE, "queues");

static int
queue_path(char path[PATH_MAX], const char *name)
{
	if (name == NULL)
		return -EFAULT;
	if (*name == '/')
		name++;
	if (*name == '\0')
		return -EINVAL;
	if (strchr(name, '/') != NULL)
		return -EACCES;
	if (strlen(name) > NAME_MAX)
		return -ENAMETOOLONG;
	strcpy(path, QUEUE_DIR);
	strcat(path, name);
	return 0;
}

static size_t
slot_size(const struct queue *q)
{
	return (sizeof(struct slot) + (size_t)q->msgsize + 7) & ~(size_t)7;
}

static struct slot *
slot_at(struct queue *q, int64_t i)
{
	return (struct slot *)((char *)(q + 1) + (size_t)i * slot_size(q));
}

/* 0: it is not open. */
static uint64_t
description(int fd)
{
	struct file *f = fd_get(fd);
	uint64_t id = f != NULL ? fd_file_id(f) : 0;

	if (f != NULL)
		file_unref(f);
	return id;
}

/* close() may have come before mq_close(). */
static struct open_queue *
find(mqd_t mq)
{
	uint64_t id = description(mq);
	struct open_queue *o;

	lock_acquire(&queues_lock);
	for (o = queues; o != NULL && (o->fd != mq || o->id != id);
	    o = o->next)
		continue;
	lock_release(&queues_lock);
	return o;
}

/* 1: it was known. */
static int
forget(int fd)
{
	struct open_queue **at, *o;

	lock_acquire(&queues_lock);
	for (at = &queues; *at != NULL && (*at)->fd != fd; at = &(*at)->next)
		continue;
	if ((o = *at) != NULL)
		*at = o->next;
	lock_release(&queues_lock);
	if (o == NULL)
		return 0;
	ipc_enter(&o->q->head);
	if (o->q->notify_pid == (int32_t)sys_getpid()) {
		o->q->notify_pid = 0;
		ipc_changed(&o->q->head);
	}
	ipc_leave(&o->q->head);
	ipc_unmap(&o->q->head);
	mm_free(o);
	return 1;
}

/* It is the description's: a child of fork shares it. */
static int
is_nonblock(const struct open_queue *o)
{
	long flags = sys_fcntl(o->fd, F_GETFL, 0);

	return flags >= 0 && (flags & O_NONBLOCK) != 0;
}

static long
add(int fd, int flags)
{
	struct open_queue *o = mm_zalloc(sizeof *o);
	struct ipc_head *h;
	int e = o == NULL ? -ENOMEM : ipc_map(fd, &h);

	if (e < 0) {
		mm_free(o);
		sys_close(fd);
		return e;
	}
	o->q = (struct queue *)h;
	o->fd = fd;
	o->id = description(fd);
	o->access = flags & O_ACCMODE;
	sys_fcntl(fd, F_SETFL, (unsigned long)(flags & O_NONBLOCK));
	forget(fd);			/* of one that was closed */
	lock_acquire(&queues_lock);
	o->next = queues;
	queues = o;
	lock_release(&queues_lock);
	return fd;
}

/*
 * XSH mq_open(): EACCES, EEXIST, EINTR, EINVAL, EMFILE, ENAMETOOLONG,
 * ENOENT, ENOSPC.
 */
static long
open_queue(const char *name, int flags, mode_t mode,
    const struct mq_attr *attr)
{
	struct queue q = { .maxmsg = DEFAULT_MESSAGES,
	    .msgsize = DEFAULT_SIZE };
	char path[PATH_MAX];
	size_t size;
	long fd;
	int e, created;

	if ((e = queue_path(path, name)) < 0)
		return e;
	if ((flags & O_ACCMODE) == O_ACCMODE)
		return -EINVAL;
	if (flags & O_CREAT && attr != NULL) {
		if (attr->mq_maxmsg <= 0 || attr->mq_msgsize <= 0 ||
		    attr->mq_maxmsg > MESSAGES_MAX ||
		    (size_t)attr->mq_msgsize > SIZE_MAX_OF_QUEUE /
		    (size_t)attr->mq_maxmsg)
			return -EINVAL;
		q.maxmsg = attr->mq_maxmsg;
		q.msgsize = attr->mq_msgsize;
	}
	size = sizeof q + (size_t)q.maxmsg * slot_size(&q);
	fd = ipc_open(path, flags, mode, size, &q.maxmsg,
	    2 * sizeof q.maxmsg, &created);
	return fd < 0 ? fd : add((int)fd, flags);
}

mqd_t
mq_open(const char *name, int flags, ...)
{
	const struct mq_attr *attr = NULL;
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = (mode_t)va_arg(ap, unsigned);
		attr = va_arg(ap, const struct mq_attr *);
		va_end(ap);
	}
	return (mqd_t)sys_ret(open_queue(name, flags, mode, attr));
}

/* XSH mq_close(): EBADF.  Its notification goes with it. */
long
sys_mq_close(mqd_t mq)
{
	return find(mq) != NULL && forget(mq) ? sys_close(mq) : -EBADF;
}

/* XSH mq_unlink(): EACCES, ENAMETOOLONG, ENOENT. */
long
sys_mq_unlink(const char *name)
{
	char path[PATH_MAX];
	int e = queue_path(path, name);

	return e == -EINVAL ? -ENOENT : e < 0 ? e : sys_unlink(path);
}

static int64_t
messages(struct queue *q)
{
	int64_t n = 0;

	for (int64_t i = 0; i < q->maxmsg; i++)
		n += slot_at(q, i)->number != 0;
	return n;
}

/* The message to be received next, or NULL. */
static struct slot *
first_message(struct queue *q)
{
	struct slot *best = NULL, *s;

	for (int64_t i = 0; i < q->maxmsg; i++) {
		s = slot_at(q, i);
		if (s->number != 0 && (best == NULL || s->prio > best->prio ||
		    (s->prio == best->prio && s->number < best->number)))
			best = s;
	}
	return best;
}

static struct slot *
free_slot(struct queue *q)
{
	for (int64_t i = 0; i < q->maxmsg; i++)
		if (slot_at(q, i)->number == 0)
			return slot_at(q, i);
	return NULL;
}

/*
 * A message came to an empty queue and nobody waits for it: the process that
 * is to be sent *info, or 0.
 */
static pid_t
notify(struct queue *q, siginfo_t *info)
{
	pid_t pid = q->notify_pid;

	if (pid == 0)
		return 0;
	q->notify_pid = 0;
	q->notified++;
	memset(info, 0, sizeof *info);
	info->si_signo = q->notify_sig;
	info->si_code = SI_MESGQ;
	info->si_pid = (pid_t)sys_getpid();
	info->si_uid = (uid_t)sys_getuid();
	info->si_value.sival_ptr = (void *)(uintptr_t)q->notify_value;
	return q->notify_kind == SIGEV_SIGNAL ? pid : 0;
}

/* A limit that is no time matters only where there is something to wait for. */
static int
wait_on(struct open_queue *o, const struct timespec *at)
{
	struct thr_until until = { CLOCK_REALTIME, at };
	int e;

	if (is_nonblock(o))
		return -EAGAIN;
	if ((e = thr_until_check(until)) < 0)
		return e;
	return ipc_wait(&o->q->head, thr_until_deadline(until));
}

/*
 * XSH mq_timedsend(): EAGAIN, EBADF, EFAULT, EINTR, EINVAL, EMSGSIZE,
 * ETIMEDOUT.
 */
long
sys_mq_timedsend(mqd_t mq, const char *msg, size_t len, unsigned prio,
    const struct timespec *at)
{
	struct open_queue *o = find(mq);
	struct queue *q;
	struct slot *s;
	siginfo_t info;
	pid_t told = 0;
	int e = 0, was_empty;

	if (o == NULL || o->access == O_RDONLY)
		return -EBADF;
	q = o->q;
	if (prio >= PRIO_END)
		return -EINVAL;
	if (len > (size_t)q->msgsize)
		return -EMSGSIZE;
	ipc_enter(&q->head);
	while ((s = free_slot(q)) == NULL && e == 0)
		e = wait_on(o, at);
	if (s != NULL)
		e = nt_move(s->data, msg, len);
	if (s != NULL && e == 0) {
		was_empty = first_message(q) == NULL;
		s->len = (uint32_t)len;
		s->prio = prio;
		__atomic_store_n(&s->number, ++q->number, __ATOMIC_RELEASE);
		/* One that was killed while it waited counts for nothing. */
		if (was_empty && (q->receiver == 0 ||
		    !ipc_lives(q->receiver)))
			told = notify(q, &info);
		ipc_changed(&q->head);
	}
	ipc_leave(&q->head);
	/* This may be the one: its handler may use the queue. */
	if (told != 0)
		sig_send(told, &info, 0);
	return e;
}

long
sys_mq_send(mqd_t mq, const char *msg, size_t len, unsigned prio)
{
	return sys_mq_timedsend(mq, msg, len, prio, NULL);
}

/*
 * XSH mq_timedreceive(): EAGAIN, EBADF, EFAULT (the message stays), EINTR,
 * EINVAL, EMSGSIZE, ETIMEDOUT.
 */
long
sys_mq_timedreceive(mqd_t mq, char *msg, size_t size, unsigned *prio,
    const struct timespec *at)
{
	struct open_queue *o = find(mq);
	struct queue *q;
	struct slot *s;
	unsigned order = 0;
	int32_t self;
	long r = 0;

	if (o == NULL || o->access == O_WRONLY)
		return -EBADF;
	q = o->q;
	if (size < (size_t)q->msgsize)
		return -EMSGSIZE;
	ipc_enter(&q->head);
	while ((s = first_message(q)) == NULL && r == 0) {
		self = (int32_t)sys_getpid();
		q->receiver = self;
		r = wait_on(o, at);
		if (q->receiver == self)
			q->receiver = 0;
	}
	if (s != NULL) {
		r = nt_copy(msg, s->data, s->len) == s->len ?
		    (long)s->len : -EFAULT;
		order = s->prio;
	}
	if (s != NULL && r >= 0) {
		__atomic_store_n(&s->number, 0, __ATOMIC_RELEASE);
		ipc_changed(&q->head);
	}
	ipc_leave(&q->head);
	if (r >= 0 && prio != NULL)
		*prio = order;
	return r;
}

long
sys_mq_receive(mqd_t mq, char *msg, size_t size, unsigned *prio)
{
	return sys_mq_timedreceive(mq, msg, size, prio, NULL);
}

/* XSH mq_getattr(), mq_setattr(): EBADF. */
long
sys_mq_getattr(mqd_t mq, struct mq_attr *attr)
{
	struct open_queue *o = find(mq);

	if (o == NULL)
		return -EBADF;
	attr->mq_flags = is_nonblock(o) ? O_NONBLOCK : 0;
	attr->mq_maxmsg = (long)o->q->maxmsg;
	attr->mq_msgsize = (long)o->q->msgsize;
	ipc_enter(&o->q->head);
	attr->mq_curmsgs = (long)messages(o->q);
	ipc_leave(&o->q->head);
	return 0;
}

long
sys_mq_setattr(mqd_t mq, const struct mq_attr *attr, struct mq_attr *old)
{
	struct open_queue *o = find(mq);

	if (o == NULL)
		return -EBADF;
	if (old != NULL)
		sys_mq_getattr(mq, old);
	return sys_fcntl(mq, F_SETFL,
	    (unsigned long)(attr->mq_flags & O_NONBLOCK));
}

/* --- SIGEV_THREAD: a thread that waits for the message --- */

struct watcher {
	struct queue *q;
	uint64_t before;
	void (*fn)(union sigval);
	union sigval value;
};

static void *
watch(void *arg)
{
	struct watcher w = *(struct watcher *)arg;
	int due = 0;

	mm_free(arg);
	ipc_enter(&w.q->head);
	while (w.q->notified == w.before && w.q->notify_pid != 0)
		ipc_wait(&w.q->head, NT_FOREVER);
	due = w.q->notified != w.before;
	ipc_leave(&w.q->head);
	if (due)
		w.fn(w.value);
	return NULL;
}

static int
start_watcher(struct queue *q, const struct sigevent *ev)
{
	struct watcher *w = mm_zalloc(sizeof *w);
	pthread_attr_t attr, *given = ev->sigev_notify_attributes;
	sigset_t all, old;
	pthread_t thread;
	int e;

	if (w == NULL)
		return -EAGAIN;
	w->q = q;
	w->before = q->notified;
	w->fn = ev->sigev_notify_function;
	w->value = ev->sigev_value;
	sigfillset(&all);
	sys_pthread_sigmask(SIG_SETMASK, &all, &old);
	pthread_attr_init(&attr);
	e = pthread_create(&thread, given != NULL ? given : &attr, watch, w);
	pthread_attr_destroy(&attr);
	sys_pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (e != 0) {
		mm_free(w);
		return -EAGAIN;
	}
	pthread_detach(thread);
	return 0;
}

/* XSH mq_notify(): EBADF, EBUSY, EINVAL.  Signal 0 is none, as on Linux. */
long
sys_mq_notify(mqd_t mq, const struct sigevent *ev)
{
	struct open_queue *o = find(mq);
	pid_t self = (pid_t)sys_getpid(), now;
	struct queue *q;
	int e = 0;

	if (o == NULL)
		return -EBADF;
	q = o->q;
	now = q->notify_pid;
	if (ev != NULL && now != 0 && now != self && ipc_lives(now))
		return -EBUSY;
	if (ev != NULL && ev->sigev_notify != SIGEV_NONE &&
	    ev->sigev_notify != SIGEV_THREAD &&
	    (ev->sigev_notify != SIGEV_SIGNAL || ev->sigev_signo < 0 ||
	    ev->sigev_signo >= NSIG))
		return -EINVAL;
	ipc_enter(&q->head);
	if (ev == NULL) {
		if (q->notify_pid == self)
			q->notify_pid = 0;
	} else if (q->notify_pid == self) {
		e = -EBUSY;
	} else {
		q->notify_kind = ev->sigev_notify;
		q->notify_sig = ev->sigev_signo;
		q->notify_value = (uintptr_t)ev->sigev_value.sival_ptr;
		q->notify_pid = self;
	}
	ipc_changed(&q->head);
	ipc_leave(&q->head);
	if (e == 0 && ev != NULL && ev->sigev_notify == SIGEV_THREAD &&
	    (e = start_watcher(q, ev)) < 0)
		q->notify_pid = 0;
	return e;
}
