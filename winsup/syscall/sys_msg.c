/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI message queues (XSH msgget(), msgsnd(), msgrcv(), msgctl()).
 *
 * A message is a header and a chain of blocks.  It is there from the moment
 * its header is given a number, and gone when that is 0; a block belongs to
 * the message whose number it has.  So nothing is lost or half there when a
 * process is killed.  There are so many blocks that a queue is full of bytes
 * or of messages first.
 */
#include "syscall/sysv.h"
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/msg.h>
#include <time.h>
#include <unistd.h>

#include "nt/sync.h"

#define BYTES_MAX	65536		/* of all messages in a queue */
#define MESSAGES	1024
#define BLOCK		64
#define BLOCKS		(BYTES_MAX / BLOCK + MESSAGES)

struct message {
	volatile uint64_t number;	/* 0: none */
	int64_t type;
	uint32_t size, first;		/* bytes; block */
};

/* Whose block it is: that of the message with this number. */
struct owner {
	uint64_t number;
	uint32_t message, next;
};

struct queue {
	struct sysv_object o;
	int64_t sent, received;		/* when */
	int32_t sender, receiver;	/* the last ones */
	uint64_t limit;			/* msg_qbytes */
	uint64_t number;		/* of the last message */
	uint32_t n;			/* no message behind these */
	uint32_t hint;			/* where a free block may be */
	struct message message[MESSAGES];
	struct owner owner[BLOCKS];
	char block[BLOCKS][BLOCK];
};

/* --- with the queue's lock --- */

static void
totals(const struct queue *q, unsigned long *messages, unsigned long *bytes)
{
	*messages = *bytes = 0;
	for (uint32_t i = 0; i < q->n; i++)
		if (q->message[i].number != 0) {
			++*messages;
			*bytes += q->message[i].size;
		}
}

static int
is_free(const struct queue *q, uint32_t b)
{
	const struct owner *w = &q->owner[b];

	return w->number == 0 ||
	    q->message[w->message].number != w->number;
}

/* A chain of blocks for message m with that number: its first one. */
static uint32_t
fill_blocks(struct queue *q, uint32_t m, uint64_t number, const char *from,
    size_t n)
{
	uint32_t first = 0, *link = &first, b = q->hint;
	size_t part;

	for (; n > 0; from += part, n -= part) {
		/*
		 * Those of this chain look free, since the message is not
		 * there yet; the search goes round at most once.
		 */
		for (b %= BLOCKS; !is_free(q, b); b = (b + 1) % BLOCKS)
			continue;
		part = n < BLOCK ? n : BLOCK;
		memcpy(q->block[b], from, part);
		q->owner[b].message = m;
		q->owner[b].number = number;
		*link = b;
		link = &q->owner[b].next;
		b++;
	}
	q->hint = b % BLOCKS;
	return first;
}

static void
read_blocks(const struct queue *q, uint32_t b, char *to, size_t n)
{
	size_t part;

	for (; n > 0; to += part, n -= part) {
		part = n < BLOCK ? n : BLOCK;
		memcpy(to, q->block[b], part);
		b = q->owner[b].next;
	}
}

/* Puts the message in if there is room. */
static int
put(struct queue *q, long type, const char *data, size_t size)
{
	unsigned long messages, bytes;
	struct message *m;
	uint64_t number;
	uint32_t i;

	totals(q, &messages, &bytes);
	if (messages == MESSAGES || bytes + size > q->limit)
		return 0;
	for (i = 0; q->message[i].number != 0; i++)
		continue;
	if (i >= q->n)
		q->n = i + 1;
	m = &q->message[i];
	m->type = type;
	m->size = (uint32_t)size;
	/* One that was killed here has used up its number. */
	number = ++q->number;
	m->first = fill_blocks(q, i, number, data, size);
	__atomic_store_n(&m->number, number, __ATOMIC_RELEASE);
	q->sent = time(NULL);
	q->sender = (int32_t)sys_getpid();
	ipc_changed(&q->o.head);
	return 1;
}

/* Is a to be received rather than b, which may be NULL? */
static int
is_before(const struct message *a, const struct message *b, long type)
{
	if (b == NULL || (type < 0 && a->type < b->type))
		return 1;
	return a->number < b->number && (type >= 0 || a->type == b->type);
}

static int
is_wanted(const struct message *m, long type, int flags)
{
	if (type < 0)
		return type == LONG_MIN || m->type <= -type;
	return type == 0 || (m->type == type) != ((flags & MSG_EXCEPT) != 0);
}

static struct message *
choose(struct queue *q, long type, int flags)
{
	struct message *best = NULL, *m;

	for (m = q->message; m < q->message + q->n; m++)
		if (m->number != 0 && is_wanted(m, type, flags) &&
		    is_before(m, best, type))
			best = m;
	return best;
}

static long
take(struct queue *q, struct message *m, struct msgbuf *out, size_t size,
    int flags)
{
	if (m->size > size && !(flags & MSG_NOERROR))
		return -E2BIG;
	if (m->size < size)
		size = m->size;
	out->mtype = (long)m->type;
	read_blocks(q, m->first, out->mtext, size);
	__atomic_store_n(&m->number, 0, __ATOMIC_RELEASE);
	while (q->n > 0 && q->message[q->n - 1].number == 0)
		q->n--;
	q->received = time(NULL);
	q->receiver = (int32_t)sys_getpid();
	ipc_changed(&q->o.head);
	return (long)size;
}

/* --- the calls --- */

static int
fits(const struct sysv_object *o, size_t n)
{
	return 0;
}

static void
begin(struct sysv_object *o, size_t n)
{
	((struct queue *)o)->limit = BYTES_MAX;
}

/* XSH msgget(): EACCES, EEXIST, ENOENT, ENOSPC. */
long
sys_msgget(key_t key, int flags)
{
	struct sysv_wanted w = { SYSV_MSG, key, flags, fits, 0, 0,
	    sizeof(struct queue), 0, begin };

	return sysv_get(&w);
}

/* For a change: 0, or -errno. */
static int
rest(struct queue *q)
{
	int e = ipc_wait(&q->o.head, NT_FOREVER);

	return q->o.removed ? -EIDRM : e;
}

static int
open_queue(int id, unsigned how, struct queue **q)
{
	struct sysv_object *o;
	int e;

	if ((e = sysv_find(SYSV_MSG, id, &o)) < 0)
		return e;
	*q = (struct queue *)o;
	if ((e = sysv_allowed(o, how)) < 0)
		sysv_release(o);
	return e;
}

/* XSH msgsnd(): EACCES, EAGAIN, EFAULT, EIDRM, EINTR, EINVAL. */
long
sys_msgsnd(int id, const void *msg, size_t size, int flags)
{
	const struct msgbuf *m = msg;
	struct queue *q;
	int e;

	if (sys_reach(m, sizeof m->mtype, 0) < 0)
		return -EFAULT;
	if (m->mtype < 1 || size > BYTES_MAX)
		return -EINVAL;
	if (sys_reach(m->mtext, size, 0) < 0)
		return -EFAULT;
	if ((e = open_queue(id, 2, &q)) < 0)
		return e;
	ipc_enter(&q->o.head);
	while (e == 0 && !put(q, m->mtype, m->mtext, size))
		e = flags & IPC_NOWAIT ? -EAGAIN : rest(q);
	ipc_leave(&q->o.head);
	sysv_release(&q->o);
	return e;
}

/* XSH msgrcv(): E2BIG, EACCES, EFAULT, EIDRM, EINTR, EINVAL, ENOMSG. */
long
sys_msgrcv(int id, void *msg, size_t size, long type, int flags)
{
	struct message *m;
	struct queue *q;
	long r;

	if (size > LONG_MAX)
		return -EINVAL;
	if (sys_reach(msg, sizeof(long) + (size < BYTES_MAX ? size :
	    BYTES_MAX), 1) < 0)
		return -EFAULT;
	if ((r = open_queue(id, 4, &q)) < 0)
		return r;
	ipc_enter(&q->o.head);
	while ((m = choose(q, type, flags)) == NULL && r == 0)
		r = flags & IPC_NOWAIT ? -ENOMSG : rest(q);
	if (m != NULL && r != -EIDRM)
		r = take(q, m, msg, size, flags);
	ipc_leave(&q->o.head);
	sysv_release(&q->o);
	return r;
}

static void
describe(struct queue *q, struct msqid_ds *out)
{
	unsigned long messages, bytes;

	memset(out, 0, sizeof *out);
	sysv_get_perm(&q->o, &out->msg_perm);
	totals(q, &messages, &bytes);
	out->msg_qnum = messages;
	out->__msg_cbytes = bytes;
	out->msg_qbytes = q->limit;
	out->msg_lspid = q->sender;
	out->msg_lrpid = q->receiver;
	out->msg_stime = q->sent;
	out->msg_rtime = q->received;
	out->msg_ctime = q->o.changed;
}

/* With the lock. */
static long
control(struct queue *q, int cmd, struct msqid_ds *ds)
{
	int e;

	if (ds == NULL && (cmd == IPC_SET || cmd == IPC_STAT))
		return -EFAULT;
	switch (cmd) {
	case IPC_STAT:
		if ((e = sysv_allowed(&q->o, 4)) == 0)
			describe(q, ds);
		return e;
	case IPC_SET:
		if ((e = sysv_owned(&q->o)) < 0)
			return e;
		if (ds->msg_qbytes > BYTES_MAX)
			return -EPERM;
		q->limit = ds->msg_qbytes;
		sysv_set_perm(&q->o, &ds->msg_perm);
		ipc_changed(&q->o.head);
		return 0;
	case IPC_RMID:
		if ((e = sysv_owned(&q->o)) == 0)
			sysv_mark(&q->o);
		return e;
	default:
		return -EINVAL;
	}
}

/*
 * XSH msgctl(): EACCES, EINVAL, EPERM (also for a limit above what a queue
 * holds).  As on Linux, MSG_STAT takes a number of the table and gives the
 * identifier, MSG_INFO the highest number.
 */
long
sys_msgctl(int id, int cmd, struct msqid_ds *ds)
{
	struct sysv_object *o;
	struct queue *q;
	long e, found = 0;

	if (cmd == MSG_STAT) {
		if ((found = sysv_at(SYSV_MSG, id)) < 0)
			return found;
		id = (int)found;
		cmd = IPC_STAT;
	}
	if ((e = sysv_find(SYSV_MSG, id, &o)) < 0)
		return e;
	q = (struct queue *)o;
	if ((cmd == IPC_STAT || cmd == IPC_SET) &&
	    sys_reach(ds, sizeof *ds, cmd == IPC_STAT) < 0) {
		sysv_release(o);
		return -EFAULT;
	}
	ipc_enter(&o->head);
	e = control(q, cmd, ds);
	ipc_leave(&o->head);
	if (e == 0 && cmd == IPC_RMID)
		sysv_drop(SYSV_MSG, id);
	sysv_release(o);
	return e < 0 ? e : found;
}
