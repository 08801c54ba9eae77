/* SPDX-License-Identifier: BSD-2-Clause */
#include "syscall/sysv.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "nt/sync.h"
#include "proc/room.h"

#define TABLE		IPC_DIR "sysv"
#define TRIES		100
#define SEQUENCES	(INT32_MAX / SYSV_IDS)

enum { SLOT_FREE, SLOT_MAKING, SLOT_USED };

struct slot {
	volatile uint32_t state;	/* last as it comes, first as it goes */
	uint32_t sequence;
	int32_t key;
	struct sysv_process maker;
};

struct table {
	struct ipc_head head;
	struct slot slot[SYSV_KINDS][SYSV_IDS];
};

/* Objects this process has mapped.  Fork class: copy, as mappings. */
struct mapped {
	struct mapped *next;
	struct sysv_object *object;
	enum sysv_kind kind;
	int id;
	unsigned refs;
};

static struct lock mapped_lock = LOCK_INIT(LOCK_FILE, "sysv");
static struct mapped *all;		/* mapped_lock */
static struct table *volatile table;

void
sysv_path(char path[SYSV_PATH], enum sysv_kind kind, int id)
{
	static const char *const name[] = { "shm", "sem", "msg" };

	snprintf(path, SYSV_PATH, TABLE ".%s.%d", name[kind], id);
}

/* --- who lives --- */

struct sysv_process
sysv_self(void)
{
	const struct proc_entry *p = proc_self();

	return p == NULL ? (struct sysv_process){ 0, 0 } :
	    (struct sysv_process){ p->pid, p->born };
}

int
sysv_lives(struct sysv_process who, int certain)
{
	const struct proc_entry *p;
	int lives;

	if (proc_self() == NULL)
		return 0;
	proc_lock();
	p = proc_find(who.pid);
	lives = p != NULL && p->born == who.born && p->state != PROC_DEAD;
	/* A child in place lives as long as who runs it. */
	while (lives && p != NULL && p->state == PROC_VIRTUAL)
		p = proc_find(p->ppid);
	if (lives && certain)
		lives = p != NULL && !proc_is_gone(p);
	proc_unlock();
	return lives;
}

/* --- the table --- */

static int
table_open(struct table **out)
{
	struct ipc_head *h;
	int e;

	if ((*out = table) != NULL)
		return 0;
	if ((e = ipc_table(TABLE, sizeof(struct table), &h)) < 0)
		return e;
	/* Two threads that come here both map it: no harm. */
	table = *out = (struct table *)h;
	return 0;
}

static int
id_of(const struct table *t, enum sysv_kind kind, const struct slot *s)
{
	return (int)(s->sequence * SYSV_IDS +
	    (uint32_t)(s - t->slot[kind]));
}

/* With the table's lock: the slot of an identifier in use, or NULL. */
static struct slot *
slot_of(struct table *t, enum sysv_kind kind, int id)
{
	struct slot *s = &t->slot[kind][id % SYSV_IDS];

	return s->state != SLOT_FREE && id_of(t, kind, s) == id ? s : NULL;
}

/* Half-made ones of processes that were killed are none. */
static int
in_use(struct slot *s)
{
	if (s->state == SLOT_MAKING && !sysv_lives(s->maker, 1))
		s->state = SLOT_FREE;
	return s->state != SLOT_FREE;
}

static struct slot *
slot_of_key(struct table *t, const struct sysv_wanted *w)
{
	struct slot *s = t->slot[w->kind];

	if (w->key == IPC_PRIVATE)
		return NULL;
	for (int i = 0; i < SYSV_IDS; i++, s++)
		if (s->state != SLOT_FREE && s->key == w->key && in_use(s))
			return s;
	return NULL;
}

static struct slot *
slot_take(struct table *t, const struct sysv_wanted *w)
{
	struct slot *s = t->slot[w->kind];

	for (int i = 0; i < SYSV_IDS; i++, s++) {
		if (in_use(s))
			continue;
		/* 0 is not given out: programs mistake it for none. */
		s->sequence = s->sequence % (SEQUENCES - 1) + 1;
		s->key = w->key;
		s->maker = sysv_self();
		__atomic_store_n(&s->state, SLOT_MAKING, __ATOMIC_RELEASE);
		return s;
	}
	return NULL;
}

long
sysv_at(enum sysv_kind kind, int slot)
{
	struct table *t;
	int e = table_open(&t);
	long id = -EINVAL;

	if (e < 0 || slot < 0 || slot >= SYSV_IDS)
		return -EINVAL;
	ipc_enter(&t->head);
	if (t->slot[kind][slot].state == SLOT_USED)
		id = id_of(t, kind, &t->slot[kind][slot]);
	ipc_leave(&t->head);
	return id;
}

void
sysv_drop(enum sysv_kind kind, int id)
{
	char path[SYSV_PATH];
	struct table *t;
	struct slot *s;

	if (table_open(&t) < 0)
		return;
	ipc_enter(&t->head);
	if ((s = slot_of(t, kind, id)) != NULL) {
		s->state = SLOT_FREE;
		ipc_changed(&t->head);
	}
	ipc_leave(&t->head);
	sysv_path(path, kind, id);
	sys_unlink(path);
}

void
sysv_forget_key(enum sysv_kind kind, int id)
{
	struct table *t;
	struct slot *s;

	if (table_open(&t) < 0)
		return;
	ipc_enter(&t->head);
	if ((s = slot_of(t, kind, id)) != NULL)
		s->key = IPC_PRIVATE;
	ipc_leave(&t->head);
}

/* --- objects --- */

/* With the lock: counts it.  0, or -EINVAL if it is not mapped. */
static int
find_mapped(enum sysv_kind kind, int id, struct sysv_object **out)
{
	for (struct mapped *m = all; m != NULL; m = m->next)
		if (m->kind == kind && m->id == id) {
			m->refs++;
			*out = m->object;
			return 0;
		}
	return -EINVAL;
}

static int
map_object(enum sysv_kind kind, int id, struct sysv_object **out)
{
	struct mapped *m = mm_zalloc(sizeof *m);
	char path[SYSV_PATH];
	struct ipc_head *h;
	long fd;
	int e;

	if (m == NULL)
		return -ENOMEM;
	sysv_path(path, kind, id);
	fd = sys_open(path, O_RDWR | O_CLOEXEC, 0);
	e = fd < 0 ? (int)fd : ipc_map((int)fd, &h);
	if (fd >= 0)
		sys_close((int)fd);
	if (e < 0) {
		mm_free(m);
		return e == -ENOENT ? -EINVAL : e;
	}
	*m = (struct mapped){ NULL, (struct sysv_object *)h, kind, id, 1 };
	lock_acquire(&mapped_lock);
	if (find_mapped(kind, id, out) < 0) {
		m->next = all;
		all = m;
		*out = m->object;
		m = NULL;
	}
	lock_release(&mapped_lock);
	if (m != NULL) {		/* another thread was faster */
		ipc_unmap(h);
		mm_free(m);
	}
	return 0;
}

int
sysv_find(enum sysv_kind kind, int id, struct sysv_object **out)
{
	int e;

	if (id <= 0)
		return -EINVAL;
	lock_acquire(&mapped_lock);
	e = find_mapped(kind, id, out);
	lock_release(&mapped_lock);
	if (e < 0 && (e = map_object(kind, id, out)) < 0)
		return e;
	if ((*out)->removed) {
		sysv_release(*out);
		return -EINVAL;
	}
	return 0;
}

/* What was not removed stays mapped: it is likely to be wanted again. */
void
sysv_release(struct sysv_object *o)
{
	struct mapped **at, *m;

	lock_acquire(&mapped_lock);
	for (at = &all; (m = *at) != NULL && m->object != o; at = &m->next)
		continue;
	if (m != NULL && --m->refs == 0 && o->removed)
		*at = m->next;
	else
		m = NULL;
	lock_release(&mapped_lock);
	if (m != NULL) {
		ipc_unmap(&o->head);
		mm_free(m);
	}
}

void
sysv_mark(struct sysv_object *o)
{
	o->removed = 1;
	ipc_changed(&o->head);
}

int
sysv_allowed(const struct sysv_object *o, unsigned how)
{
	uid_t uid = (uid_t)sys_geteuid();

	if (uid == o->cuid)
		return (o->mode >> 6 & how) == how ? 0 : -EACCES;
	return ipc_allowed(o->uid, (gid_t)sys_getegid() == o->cgid ?
	    o->cgid : o->gid, o->mode, how) ? 0 : -EACCES;
}

int
sysv_owned(const struct sysv_object *o)
{
	uid_t uid = (uid_t)sys_geteuid();

	return uid == o->uid || uid == o->cuid ? 0 : -EPERM;
}

void
sysv_get_perm(const struct sysv_object *o, struct ipc_perm *p)
{
	memset(p, 0, sizeof *p);
	p->uid = o->uid;
	p->gid = o->gid;
	p->cuid = o->cuid;
	p->cgid = o->cgid;
	p->mode = (mode_t)o->mode;
	p->__key = o->key;
	p->__seq = (unsigned)o->id / SYSV_IDS;
}

void
sysv_set_perm(struct sysv_object *o, const struct ipc_perm *p)
{
	o->uid = p->uid;
	o->gid = p->gid;
	o->mode = (o->mode & ~0777u) | (p->mode & 0777);
	o->changed = time(NULL);
}

/* --- shmget() and its like --- */

/* Makes the file of a slot that this process has taken. */
static int
make_object(const struct sysv_wanted *w, int id)
{
	char path[SYSV_PATH];
	struct ipc_head *h;
	struct sysv_object *o;
	long fd, e;
	int created;

	sysv_path(path, w->kind, id);
	sys_unlink(path);		/* of a maker that was killed */
	fd = ipc_open(path, O_CREAT | O_EXCL, 0666, w->size, NULL, 0,
	    &created);
	if (fd < 0)
		return fd == -EEXIST ? -ENOSPC : (int)fd;
	e = w->more == 0 ? 0 :
	    sys_ftruncate((int)fd, (off_t)(w->size + w->more));
	if (e == 0)
		e = ipc_map((int)fd, &h);
	sys_close((int)fd);
	if (e < 0) {
		sys_unlink(path);
		return (int)e;
	}
	o = (struct sysv_object *)h;
	o->id = id;
	o->key = w->key;
	o->uid = o->cuid = (uint32_t)sys_geteuid();
	o->gid = o->cgid = (uint32_t)sys_getegid();
	o->mode = (uint32_t)w->flags & 0777;
	o->changed = time(NULL);
	w->begin(o, w->n);
	ipc_unmap(h);
	return 0;
}

/* With the table's lock, which is let go meanwhile. */
static long
create(struct table *t, const struct sysv_wanted *w)
{
	struct slot *s;
	int id, e;

	if (w->cannot < 0)
		return w->cannot;
	if ((s = slot_take(t, w)) == NULL)
		return -ENOSPC;
	id = id_of(t, w->kind, s);
	ipc_leave(&t->head);
	e = make_object(w, id);
	ipc_enter(&t->head);
	__atomic_store_n(&s->state, e == 0 ? SLOT_USED : SLOT_FREE,
	    __ATOMIC_RELEASE);
	ipc_changed(&t->head);
	return e < 0 ? e : id;
}

static long
check(const struct sysv_wanted *w, int id)
{
	struct sysv_object *o;
	unsigned how = (unsigned)(w->flags | w->flags >> 3 | w->flags >> 6) & 6;
	int e;

	if ((e = sysv_find(w->kind, id, &o)) < 0)
		return e == -EINVAL ? -EIDRM : e;
	if ((e = sysv_allowed(o, how)) == 0)
		e = w->fits(o, w->n);
	sysv_release(o);
	return e < 0 ? e : id;
}

long
sysv_get(const struct sysv_wanted *w)
{
	struct table *t;
	struct slot *s;
	long r;
	int id;

	if ((r = table_open(&t)) < 0)
		return r;
	for (int i = 0; i < TRIES; i++) {
		ipc_enter(&t->head);
		while ((s = slot_of_key(t, w)) != NULL &&
		    s->state == SLOT_MAKING)
			ipc_wait(&t->head, NT_FOREVER);
		if (s == NULL) {
			r = w->flags & IPC_CREAT || w->key == IPC_PRIVATE ?
			    create(t, w) : -ENOENT;
			ipc_leave(&t->head);
			return r;
		}
		id = id_of(t, w->kind, s);
		ipc_leave(&t->head);
		if ((w->flags & (IPC_CREAT | IPC_EXCL)) ==
		    (IPC_CREAT | IPC_EXCL))
			return -EEXIST;
		/* It may be removed just now, or by who was killed then. */
		if ((r = check(w, id)) != -EIDRM)
			return r;
		sysv_drop(w->kind, id);
	}
	return -ENOENT;
}
