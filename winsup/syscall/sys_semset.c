/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI semaphores (XSH semget(), semop(), semctl()).
 *
 * An operation changes several words at once, and its process may be killed
 * in between.  So what is to be changed is written down first, then counted
 * (n_changes), which decides it, then done.  Whoever takes the lock does what
 * was decided and not done.
 *
 * SEM_UNDO: the set knows which process changed what.  A process that ends
 * puts that back itself; what killed ones left is put back by who comes next.
 */
#include "syscall/sysv.h"
#include "syscall/args.h"
#include "syscall/stub.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/sem.h>
#include <time.h>
#include <unistd.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/file.h"
#include "nt/sync.h"
#include "spawn/room.h"
#include "thread/room.h"

#define NSEMS_MAX	1024
#define OPS_MAX		500
#define VALUE_MAX	32767
#define UNDOS		1024
#define WAITERS		256
#define CHANGES		(6 * OPS_MAX + 2 * NSEMS_MAX)

struct sem {
	int32_t value, pid;
	/* While an operation is looked at: what would become of it. */
	int32_t next, undo;
};

struct undo {
	struct sysv_process who;
	int32_t num;
	int32_t adjust;			/* to be added; 0: unused */
};

struct waiter {
	struct sysv_process who;	/* pid 0: unused */
	int32_t num, for_zero;
};

struct change {
	uint32_t at;			/* from the start of the set */
	int32_t value;
};

struct set {
	struct sysv_object o;
	int64_t operated;		/* when */
	uint32_t n;
	volatile uint32_t n_changes;	/* decided upon */
	uint32_t n_noted;
	uint32_t n_undo;		/* none behind these was ever used */
	struct waiter waiter[WAITERS];
	struct undo undo[UNDOS];
	struct change change[CHANGES];
	struct sem sem[];
};

_Static_assert(3 * UNDOS <= CHANGES && 2 * NSEMS_MAX + UNDOS <= CHANGES,
    "whatever can be decided at once");

/* Sets that this process has something to undo in.  Fork class: copy. */
struct undone {
	struct undone *next;
	struct set *s;
};

static struct lock undone_lock = LOCK_INIT(LOCK_FILE, "semaphores");
static struct undone *undone;		/* undone_lock */

/* --- changes --- */

static void
begin_changes(struct set *s)
{
	s->n_noted = 0;
}

static void
note(struct set *s, int32_t *word, int32_t value)
{
	struct change *c = &s->change[s->n_noted++];

	c->at = (uint32_t)((char *)word - (char *)s);
	c->value = value;
}

static void
carry_out(struct set *s)
{
	for (uint32_t i = 0; i < s->n_changes; i++)
		*(volatile int32_t *)((char *)s + s->change[i].at) =
		    s->change[i].value;
	__atomic_store_n(&s->n_changes, 0, __ATOMIC_RELEASE);
}

static void
commit(struct set *s)
{
	__atomic_store_n(&s->n_changes, s->n_noted, __ATOMIC_RELEASE);
	carry_out(s);
}

/* --- undoing --- */

/* Puts back what the process of undo[i] did. */
static void
undo_all(struct set *s, struct sysv_process who)
{
	struct undo *u;
	struct sem *sem;

	for (unsigned i = 0; i < s->n; i++)
		s->sem[i].next = s->sem[i].value;
	begin_changes(s);
	for (u = s->undo; u < s->undo + s->n_undo; u++) {
		if (u->adjust == 0 || !sysv_is(u->who, who))
			continue;
		sem = &s->sem[u->num];
		sem->next += u->adjust;
		if (sem->next < 0)
			sem->next = 0;
		if (sem->next > VALUE_MAX)
			sem->next = VALUE_MAX;
		note(s, &sem->value, sem->next);
		note(s, &sem->pid, who.pid);
		note(s, &u->adjust, 0);
	}
	if (s->n_noted > 0) {
		commit(s);
		ipc_changed(&s->o.head);
	}
}

/* 1 if there was something to undo. */
static int
undo_dead(struct set *s, int certain)
{
	struct sysv_process self = sysv_self(), alive = self;
	int any = 0;

	for (uint32_t i = 0; i < s->n_undo; i++) {
		struct sysv_process who = s->undo[i].who;

		if (s->undo[i].adjust == 0 || sysv_is(who, self) ||
		    sysv_is(who, alive))
			continue;
		if (sysv_lives(who, certain))
			alive = who;
		else {
			undo_all(s, who);
			any = 1;
		}
	}
	return any;
}

static void
enter(struct set *s, int certain)
{
	ipc_enter(&s->o.head);
	carry_out(s);
	undo_dead(s, certain);
}

static void
leave(struct set *s)
{
	ipc_leave(&s->o.head);
}

static void
leaving(int ends)
{
	/* What an exec leaves stays this process'. */
	for (struct undone *u = undone; ends && u != NULL; u = u->next) {
		enter(u->s, 0);
		undo_all(u->s, sysv_self());
		leave(u->s);
	}
}

static struct spawn_hook hook = { .leaving = leaving };

/* Keeps the set mapped, for leaving().  -ENOMEM. */
static int
remember(struct set *s)
{
	struct sysv_object *o;
	struct undone *u;

	for (u = undone; u != NULL; u = u->next)
		if (u->s == s)
			return 0;
	spawn_add_hook(&hook);
	if ((u = mm_zalloc(sizeof *u)) == NULL)
		return -ENOMEM;
	if (sysv_find(SYSV_SEM, s->o.id, &o) < 0) {
		mm_free(u);
		return -EIDRM;
	}
	u->s = s;
	lock_acquire(&undone_lock);
	u->next = undone;
	__atomic_store_n(&undone, u, __ATOMIC_RELEASE);
	lock_release(&undone_lock);
	return 0;
}

/* --- semget() --- */

static int
fits(const struct sysv_object *o, size_t n)
{
	return n > ((const struct set *)o)->n ? -EINVAL : 0;
}

static void
begin(struct sysv_object *o, size_t n)
{
	((struct set *)o)->n = (uint32_t)n;
}

/* XSH semget(): EACCES, EEXIST, EINVAL, ENOENT, ENOSPC. */
long
sys_semget(key_t key, int n, int flags)
{
	struct sysv_wanted w = { SYSV_SEM, key, flags, fits, (size_t)n,
	    n == 0 ? -EINVAL : 0, sizeof(struct set) + (size_t)n *
	    sizeof(struct sem), 0, begin };

	return n < 0 || n > NSEMS_MAX ? -EINVAL : sysv_get(&w);
}

/* --- semop() --- */

/* The process' note about a semaphore, or one after *from to be made it. */
static struct undo *
undo_of(struct set *s, struct sysv_process who, int num, uint32_t *from)
{
	struct undo *u;

	for (u = s->undo; u < s->undo + s->n_undo; u++)
		if (u->adjust != 0 && u->num == num && sysv_is(u->who, who))
			return u;
	for (; *from < UNDOS; (*from)++)
		if ((u = &s->undo[*from])->adjust == 0) {
			if (++*from > s->n_undo)
				s->n_undo = *from;
			return u;
		}
	return NULL;
}

/* Notes what is to be undone later.  -ENOSPC, -ERANGE. */
static int
note_undo(struct set *s, const struct sembuf *ops, size_t n,
    struct sysv_process self)
{
	uint32_t from = 0;

	for (size_t i = 0; i < n; i++) {
		int num = ops[i].sem_num, by = s->sem[num].undo, was;
		struct undo *u;

		if (by == 0)
			continue;
		s->sem[num].undo = 0;
		if ((u = undo_of(s, self, num, &from)) == NULL)
			return -ENOSPC;
		was = u->adjust;
		if (was + by > VALUE_MAX || was + by < -VALUE_MAX - 1)
			return -ERANGE;
		if (was == 0) {
			note(s, &u->who.pid, self.pid);
			note(s, (int32_t *)&u->who.born, (int32_t)self.born);
			note(s, &u->num, num);
		}
		note(s, &u->adjust, was + by);
	}
	return 0;
}

/*
 * All of it, or -errno; -EAGAIN: *blocked is what it has to wait for.
 */
static int
try(struct set *s, const struct sembuf *ops, size_t n,
    const struct sembuf **blocked)
{
	struct sysv_process self = sysv_self();
	int e;

	for (size_t i = 0; i < n; i++) {
		s->sem[ops[i].sem_num].next = s->sem[ops[i].sem_num].value;
		s->sem[ops[i].sem_num].undo = 0;
	}
	for (size_t i = 0; i < n; i++) {
		struct sem *sem = &s->sem[ops[i].sem_num];
		int op = ops[i].sem_op;

		*blocked = &ops[i];
		if (op == 0 ? sem->next != 0 : sem->next + op < 0)
			return -EAGAIN;
		if (sem->next + op > VALUE_MAX)
			return -ERANGE;
		sem->next += op;
		if (ops[i].sem_flg & SEM_UNDO)
			sem->undo -= op;
	}
	begin_changes(s);
	if ((e = note_undo(s, ops, n, self)) < 0)
		return e;
	for (size_t i = 0; i < n; i++) {
		struct sem *sem = &s->sem[ops[i].sem_num];

		note(s, &sem->value, sem->next);
		note(s, &sem->pid, self.pid);
	}
	s->operated = time(NULL);
	commit(s);
	ipc_changed(&s->o.head);
	return 0;
}

/* Those of killed processes are free. */
static struct waiter *
waiter_add(struct set *s, const struct sembuf *op)
{
	struct waiter *w;

	for (w = s->waiter; w < s->waiter + WAITERS; w++)
		if (w->who.pid == 0 || !sysv_lives(w->who, 0)) {
			w->num = op->sem_num;
			w->for_zero = op->sem_op == 0;
			w->who = sysv_self();
			return w;
		}
	return NULL;			/* waits without being counted */
}

/* Some other process whose end would change the set, or NULL. */
static nt_handle
watch_other(struct set *s)
{
	struct sysv_process self = sysv_self();
	nt_handle h = NULL;

	for (uint32_t i = 0; i < s->n_undo; i++)
		if (s->undo[i].adjust != 0 &&
		    !sysv_is(s->undo[i].who, self) && thr_peers != NULL &&
		    thr_peers->watch((uint32_t)s->undo[i].who.pid, &h) > 0)
			return h;
	return NULL;
}

/* With the lock: waits until something has changed.  -errno as of semop(). */
static int
rest(struct set *s, const struct sembuf *op, int64_t deadline)
{
	struct waiter *w;
	nt_handle other;
	int e;

	if (undo_dead(s, 1))
		return 0;		/* a change */
	w = waiter_add(s, op);
	other = watch_other(s);
	e = ipc_wait_also(&s->o.head, other, deadline);
	carry_out(s);
	nt_close(other);
	if (w != NULL)
		w->who.pid = 0;
	if (s->o.removed)
		return -EIDRM;
	return e == -ETIMEDOUT ? -EAGAIN : e;
}

static int
operate(struct set *s, const struct sembuf *ops, size_t n, int64_t deadline)
{
	const struct sembuf *blocked;
	int e, w, settled = 0;

	enter(s, 0);
	while ((e = try(s, ops, n, &blocked)) == -EAGAIN) {
		if (blocked->sem_flg & IPC_NOWAIT)
			break;
		/* What rest() waits for is of one Windows process. */
		if (!settled) {
			leave(s);
			thr_may_block();
			enter(s, 0);
			settled = 1;
			continue;
		}
		if ((w = rest(s, blocked, deadline)) < 0) {
			e = w;
			break;
		}
		undo_dead(s, 0);
	}
	leave(s);
	return e;
}

static int
check_ops(const struct set *s, const struct sembuf *ops, size_t n)
{
	unsigned how = 4;

	for (size_t i = 0; i < n; i++) {
		if (ops[i].sem_num >= s->n)
			return -EFBIG;
		if (ops[i].sem_op != 0)
			how = 2;
	}
	return sysv_allowed(&s->o, how);
}

static int
wants_undo(const struct sembuf *ops, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ops[i].sem_flg & SEM_UNDO)
			return 1;
	return 0;
}

static long
semop_until(int id, const struct sembuf *ops, size_t n, int64_t deadline)
{
	struct sysv_object *o;
	struct set *s;
	long e;

	if (n == 0)
		return -EINVAL;
	if (n > OPS_MAX)
		return -E2BIG;
	if (sys_reach(ops, n * sizeof *ops, 0) < 0)
		return -EFAULT;
	if ((e = sysv_find(SYSV_SEM, id, &o)) < 0)
		return e;
	s = (struct set *)o;
	if ((e = check_ops(s, ops, n)) == 0 &&
	    (!wants_undo(ops, n) || (e = remember(s)) == 0))
		e = operate(s, ops, n, deadline);
	sysv_release(o);
	return e;
}

/*
 * XSH semop(): E2BIG, EACCES, EAGAIN, EFBIG, EIDRM, EINTR, EINVAL, ENOSPC,
 * ERANGE.
 */
long
sys_semop(int id, struct sembuf *ops, size_t n)
{
	return semop_until(id, ops, n, NT_FOREVER);
}

/* As semop(); Linux': EAGAIN too when the time is over. */
long
sys_semtimedop(int id, struct sembuf *ops, size_t n,
    const struct timespec *timeout)
{
	int64_t length;

	if (timeout == NULL)
		return semop_until(id, ops, n, NT_FOREVER);
	if (timeout->tv_sec < 0 || timeout->tv_nsec < 0 ||
	    timeout->tv_nsec > 999999999)
		return -EINVAL;
	if (__builtin_mul_overflow((int64_t)timeout->tv_sec, NT_PER_SECOND,
	    &length) || __builtin_add_overflow(length, (timeout->tv_nsec +
	    99) / 100 + nt_clock_monotonic(), &length))
		length = NT_FOREVER;
	return semop_until(id, ops, n, length);
}

/* --- semctl() --- */

union argument {
	int value;
	struct semid_ds *ds;
	unsigned short *array;
	unsigned long raw;
};

static long
waiting(struct set *s, int num, int for_zero)
{
	long n = 0;

	for (struct waiter *w = s->waiter; w < s->waiter + WAITERS; w++)
		n += w->who.pid != 0 && w->num == num &&
		    w->for_zero == for_zero && sysv_lives(w->who, 1);
	return n;
}

/* What anybody wanted to undo of it is void. */
static void
note_value(struct set *s, int num, int value)
{
	note(s, &s->sem[num].value, value);
	note(s, &s->sem[num].pid, (int32_t)sys_getpid());
	for (struct undo *u = s->undo; u < s->undo + s->n_undo; u++)
		if (u->adjust != 0 && u->num == num)
			note(s, &u->adjust, 0);
}

static long
set_values(struct set *s, unsigned first, unsigned n,
    const unsigned short *value)
{
	for (unsigned i = 0; i < n; i++)
		if (value[i] > VALUE_MAX)
			return -ERANGE;
	begin_changes(s);
	for (unsigned i = 0; i < n; i++)
		note_value(s, (int)(first + i), value[i]);
	commit(s);
	s->o.changed = time(NULL);
	ipc_changed(&s->o.head);
	return 0;
}

static long
describe(struct set *s, struct semid_ds *out)
{
	memset(out, 0, sizeof *out);
	sysv_get_perm(&s->o, &out->sem_perm);
	out->sem_nsems = (unsigned short)s->n;
	out->sem_otime = s->operated;
	out->sem_ctime = s->o.changed;
	return 0;
}

/* With the lock: commands about one semaphore. */
static long
control_one(struct set *s, int num, int cmd, union argument arg)
{
	unsigned short value = (unsigned short)arg.value;

	if (num < 0 || (unsigned)num >= s->n)
		return -EINVAL;
	switch (cmd) {
	case GETVAL:
		return s->sem[num].value;
	case GETPID:
		return s->sem[num].pid;
	case GETNCNT:
		return waiting(s, num, 0);
	case GETZCNT:
		return waiting(s, num, 1);
	default:			/* SETVAL */
		if (arg.value < 0 || arg.value > VALUE_MAX)
			return -ERANGE;
		return set_values(s, (unsigned)num, 1, &value);
	}
}

static long
control_all(struct set *s, int cmd, union argument arg)
{
	if (cmd == IPC_RMID) {
		sysv_mark(&s->o);
		return 0;
	}
	switch (cmd) {
	case GETALL:
		for (unsigned i = 0; i < s->n; i++)
			arg.array[i] = (unsigned short)s->sem[i].value;
		return 0;
	case SETALL:
		return set_values(s, 0, s->n, arg.array);
	case IPC_SET:
		sysv_set_perm(&s->o, &arg.ds->sem_perm);
		return 0;
	default:			/* IPC_STAT */
		return describe(s, arg.ds);
	}
}

static int
may(const struct set *s, int cmd)
{
	switch (cmd) {
	case IPC_SET:
	case IPC_RMID:
		return sysv_owned(&s->o);
	case SETVAL:
	case SETALL:
		return sysv_allowed(&s->o, 2);
	case GETVAL:
	case GETPID:
	case GETNCNT:
	case GETZCNT:
	case GETALL:
	case IPC_STAT:
		return sysv_allowed(&s->o, 4);
	default:
		return -EINVAL;
	}
}

/* Before the lock is taken: is the memory there that the command is about? */
static int
reach(const struct set *s, int cmd, union argument arg)
{
	switch (cmd) {
	case GETALL:
	case SETALL:
		return sys_reach(arg.array, s->n * sizeof *arg.array,
		    cmd == GETALL);
	case IPC_STAT:
	case IPC_SET:
		return sys_reach(arg.ds, sizeof *arg.ds, cmd == IPC_STAT);
	default:
		return 0;
	}
}

/*
 * XSH semctl(): EACCES, EFAULT, EINVAL, EPERM, ERANGE.  As on Linux, SEM_STAT
 * takes a number of the table, from 0 on, and gives the identifier.
 */
long
sys_semctl(int id, int num, int cmd, unsigned long raw)
{
	union argument arg = { .raw = raw };
	struct sysv_object *o;
	struct set *s;
	long r, found = 0;

	if (cmd == SEM_STAT) {
		if ((found = sysv_at(SYSV_SEM, id)) < 0)
			return found;
		id = (int)found;
		cmd = IPC_STAT;
	}
	if ((r = sysv_find(SYSV_SEM, id, &o)) < 0)
		return r;
	s = (struct set *)o;
	if ((r = may(s, cmd)) == 0)
		r = reach(s, cmd, arg);
	if (r == 0) {
		enter(s, 1);
		r = cmd == GETVAL || cmd == GETPID || cmd == GETNCNT ||
		    cmd == GETZCNT || cmd == SETVAL ?
		    control_one(s, num, cmd, arg) : control_all(s, cmd, arg);
		leave(s);
		if (cmd == IPC_RMID)
			sysv_drop(SYSV_SEM, id);
	}
	sysv_release(o);
	return r < 0 || found == 0 ? r : found;
}
