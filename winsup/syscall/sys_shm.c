/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * XSI shared memory (XSH shmget(), shmat(), shmdt(), shmctl()).  An object's
 * file is a page of ours, SHM_DATA bytes, which says who has it attached,
 * and the memory.  As on Linux a segment that is removed while somebody has
 * it can still be attached by its identifier, and goes with the last one.
 */
#include "syscall/sysv.h"
#include "syscall/args.h"
#include "syscall/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

#include "lib/lock.h"
#include "mm/room.h"
#include "proc/room.h"
#include "spawn/room.h"

#define SHM_DATA	((size_t)MM_GRANULE)
#define SHM_MAX		((size_t)1 << 40)
#define USERS		4000

/* A process, and how often it has the segment. */
struct user {
	struct sysv_process who;
	volatile uint32_t n;		/* 0: free */
};

struct segment {
	struct sysv_object o;
	uint64_t size;
	int64_t attached, detached;	/* when */
	int32_t creator, last;		/* pids */
	volatile uint32_t doomed;	/* it goes with the last user */
	uint32_t reserved;
	struct user user[USERS];
};

_Static_assert(sizeof(struct segment) <= SHM_DATA, "fits in front");

/* What this process has attached.  Fork class: copy, as mappings. */
struct attachment {
	struct attachment *next;
	struct segment *s;
	void *addr;
	size_t size;
};

static struct lock attached_lock = LOCK_INIT(LOCK_FILE, "shm");
static struct attachment *attached;	/* attached_lock */

static size_t
pages(uint64_t size)
{
	return ((size_t)size + MM_PAGE - 1) & ~(MM_PAGE - 1);
}

/* --- who has it; with the segment's lock --- */

static struct user *
user_of(struct segment *s, struct sysv_process who)
{
	for (int i = 0; i < USERS; i++)
		if (s->user[i].n != 0 && sysv_is(s->user[i].who, who))
			return &s->user[i];
	return NULL;
}

static int
add_user(struct segment *s, struct sysv_process who, uint32_t n)
{
	struct user *u = user_of(s, who);

	if (u != NULL) {
		u->n += n;
		return 0;
	}
	for (int i = 0; i < USERS; i++) {
		u = &s->user[i];
		if (u->n != 0 && sysv_lives(u->who, 1))
			continue;
		u->n = 0;
		u->who = who;
		__atomic_store_n(&u->n, n, __ATOMIC_RELEASE);
		return 0;
	}
	return -ENOMEM;
}

/* How often it is attached; those of killed processes count no more. */
static unsigned long
count(struct segment *s)
{
	unsigned long n = 0;

	for (int i = 0; i < USERS; i++) {
		if (s->user[i].n != 0 && !sysv_lives(s->user[i].who, 1))
			s->user[i].n = 0;
		n += s->user[i].n;
	}
	return n;
}

/* Is it to go now?  Marks it, for sysv_drop(). */
static int
is_over(struct segment *s)
{
	if (!s->doomed || s->o.removed || count(s) != 0)
		return 0;
	sysv_mark(&s->o);
	return 1;
}

/* A segment by its identifier, if the last who had it was not killed. */
static int
find(int id, struct sysv_object **o)
{
	struct segment *s;
	int e, over;

	if ((e = sysv_find(SYSV_SHM, id, o)) < 0)
		return e;
	s = (struct segment *)*o;
	if (!s->doomed)
		return 0;
	ipc_enter(&s->o.head);
	over = is_over(s);
	ipc_leave(&s->o.head);
	if (!over)
		return 0;
	sysv_drop(SYSV_SHM, id);
	sysv_release(*o);
	return -EINVAL;
}

/* That process has it n times less (all: never mind how often). */
static void
leave(struct segment *s, struct sysv_process who, int all)
{
	struct user *u;
	int over;

	ipc_enter(&s->o.head);
	if ((u = user_of(s, who)) != NULL) {
		u->n = all ? 0 : u->n - 1;
		s->detached = time(NULL);
		s->last = who.pid;
	}
	over = is_over(s);
	ipc_leave(&s->o.head);
	if (over)
		sysv_drop(SYSV_SHM, s->o.id);
}

/* --- processes come and go --- */

static void
forking(const struct proc_entry *p)
{
	struct sysv_process child = { p->pid, p->born };

	lock_acquire(&attached_lock);
	for (struct attachment *a = attached; a != NULL; a = a->next) {
		ipc_enter(&a->s->o.head);
		add_user(a->s, child, 1);
		ipc_leave(&a->s->o.head);
	}
	lock_release(&attached_lock);
}

static void
leaving(int ends)
{
	for (struct attachment *a = attached; a != NULL; a = a->next)
		leave(a->s, sysv_self(), 1);
}

static struct spawn_hook hook = { .forking = forking, .leaving = leaving };

/* --- shmget() --- */

static int
fits(const struct sysv_object *o, size_t size)
{
	return size > ((const struct segment *)o)->size ? -EINVAL : 0;
}

static void
begin(struct sysv_object *o, size_t size)
{
	struct segment *s = (struct segment *)o;

	s->size = size;
	s->creator = (int32_t)sys_getpid();
}

/*
 * XSH shmget(): EACCES, EEXIST, EINVAL (size 0 or too large, or larger than
 * the segment), ENOENT, ENOMEM, ENOSPC.
 */
long
sys_shmget(key_t key, size_t size, int flags)
{
	struct sysv_wanted w = { SYSV_SHM, key, flags, fits, size,
	    size == 0 || size > SHM_MAX ? -EINVAL : 0, SHM_DATA,
	    pages(size), begin };

	return sysv_get(&w);
}

/* --- shmat(), shmdt() --- */

static int
map_at(struct segment *s, void *addr, int flags, void **out)
{
	int prot = PROT_READ, how = MAP_SHARED;
	char path[SYSV_PATH];
	long fd, p;

	if (!(flags & SHM_RDONLY))
		prot |= PROT_WRITE;
	if (flags & SHM_EXEC)
		prot |= PROT_EXEC;
	if (addr != NULL)
		how |= flags & SHM_REMAP ? MAP_FIXED : MAP_FIXED_NOREPLACE;
	sysv_path(path, SYSV_SHM, s->o.id);
	/* What is attached to be read mprotect() does not open. */
	fd = sys_open(path, (flags & SHM_RDONLY ? O_RDONLY : O_RDWR) |
	    O_CLOEXEC, 0);
	if (fd < 0)
		return fd == -ENOENT ? -EIDRM : (int)fd;
	p = sys_mmap(addr, pages(s->size), prot, how, (int)fd,
	    (off_t)SHM_DATA);
	sys_close((int)fd);
	if (p < 0 && p > -4096)
		return p == -EEXIST ? -EINVAL : (int)p;
	*out = (void *)p;
	return 0;
}

static int
enter(struct segment *s)
{
	int e;

	ipc_enter(&s->o.head);
	e = s->o.removed ? -EIDRM : add_user(s, sysv_self(), 1);
	if (e == 0) {
		s->attached = time(NULL);
		s->last = (int32_t)sys_getpid();
	}
	ipc_leave(&s->o.head);
	return e;
}

static int
attach(struct segment *s, void *addr, int flags, void **out)
{
	struct attachment *a = mm_zalloc(sizeof *a), **at, *gone = NULL;
	int e;

	if (a == NULL)
		return -ENOMEM;
	spawn_add_hook(&hook);
	if ((e = enter(s)) == 0 && (e = map_at(s, addr, flags, out)) < 0)
		leave(s, sysv_self(), 0);
	if (e < 0) {
		mm_free(a);
		return e;
	}
	*a = (struct attachment){ NULL, s, *out, pages(s->size) };
	lock_acquire(&attached_lock);
	/* What SHM_REMAP has replaced. */
	for (at = &attached; *at != NULL && (*at)->addr != *out;
	    at = &(*at)->next)
		continue;
	if ((gone = *at) != NULL)
		*at = gone->next;
	a->next = attached;
	attached = a;
	lock_release(&attached_lock);
	if (gone != NULL) {
		leave(gone->s, sysv_self(), 0);
		sysv_release(&gone->s->o);
		mm_free(gone);
	}
	return 0;
}

/*
 * XSH shmat(): EACCES, EINVAL (no segment, an address that is none or is
 * taken), EMFILE, ENOMEM; EIDRM: it is being removed.
 */
long
sys_shmat(int id, const void *addr, int flags)
{
	uintptr_t at = (uintptr_t)addr;
	struct sysv_object *o;
	void *out = NULL;
	int e;

	if (at % SHMLBA != 0 && flags & SHM_RND)
		at -= at % SHMLBA;
	if (at % SHMLBA != 0 || (at == 0 && (addr != NULL ||
	    flags & SHM_REMAP)))
		return -EINVAL;
	if ((e = find(id, &o)) < 0)
		return e;
	e = sysv_allowed(o, flags & SHM_RDONLY ? 4 : 6);
	if (e == 0)
		e = attach((struct segment *)o, (void *)at, flags, &out);
	if (e < 0) {
		sysv_release(o);
		return e;
	}
	return (long)(intptr_t)out;
}

/* XSH shmdt(): EINVAL. */
long
sys_shmdt(const void *addr)
{
	struct attachment **at, *a;

	lock_acquire(&attached_lock);
	for (at = &attached; (a = *at) != NULL && a->addr != addr;
	    at = &a->next)
		continue;
	if (a != NULL)
		*at = a->next;
	lock_release(&attached_lock);
	if (a == NULL)
		return -EINVAL;
	sys_munmap(a->addr, a->size);
	leave(a->s, sysv_self(), 0);
	sysv_release(&a->s->o);
	mm_free(a);
	return 0;
}

/* --- shmctl() --- */

static void
describe(struct segment *s, struct shmid_ds *out)
{
	memset(out, 0, sizeof *out);	/* it is there: now the lock */
	ipc_enter(&s->o.head);
	sysv_get_perm(&s->o, &out->shm_perm);
	if (s->doomed) {
		out->shm_perm.mode |= SHM_DEST;
		out->shm_perm.__key = IPC_PRIVATE;
	}
	out->shm_segsz = s->size;
	out->shm_lpid = s->last;
	out->shm_cpid = s->creator;
	out->shm_nattch = count(s);
	out->shm_atime = s->attached;
	out->shm_dtime = s->detached;
	out->shm_ctime = s->o.changed;
	ipc_leave(&s->o.head);
}

static void
doom(struct segment *s)
{
	int over;

	sysv_forget_key(SYSV_SHM, s->o.id);
	ipc_enter(&s->o.head);
	s->doomed = 1;
	over = is_over(s);
	ipc_leave(&s->o.head);
	if (over)
		sysv_drop(SYSV_SHM, s->o.id);
}

static long
control(struct segment *s, int cmd, struct shmid_ds *ds)
{
	long e;

	if ((cmd == IPC_SET || cmd == IPC_STAT || cmd == SHM_STAT) &&
	    sys_reach(ds, sizeof *ds, cmd != IPC_SET) < 0)
		return -EFAULT;
	switch (cmd) {
	case IPC_STAT:
	case SHM_STAT:
		if ((e = sysv_allowed(&s->o, 4)) == 0)
			describe(s, ds);
		return e;
	case IPC_SET:
		if ((e = sysv_owned(&s->o)) == 0)
			sysv_set_perm(&s->o, &ds->shm_perm);
		return e;
	case IPC_RMID:
		if ((e = sysv_owned(&s->o)) == 0)
			doom(s);
		return e;
	default:
		return -EINVAL;
	}
}

/*
 * XSH shmctl(): EACCES, EINVAL, EPERM.  As on Linux, SHM_STAT takes a number
 * of the table, from 0 on, and gives the identifier.
 */
long
sys_shmctl(int id, int cmd, struct shmid_ds *ds)
{
	struct sysv_object *o;
	long e, found = 0;

	if (cmd == SHM_STAT) {
		if ((found = sysv_at(SYSV_SHM, id)) < 0)
			return found;
		id = (int)found;
	}
	if ((e = find(id, &o)) < 0)
		return e;
	e = control((struct segment *)o, cmd, ds);
	sysv_release(o);
	return e < 0 ? e : found;
}
