/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Descriptions that several processes have: their status flags (XSH fcntl():
 * F_SETFL acts on the open file description), and who has them.
 */
#include "fd/room_impl.h"

#include <fcntl.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "nt/clock.h"
#include "nt/process.h"
#include "proc/room.h"

_Static_assert(sizeof(struct fd_area) <= PROC_AREA, "room in the table");
_Static_assert(sizeof(struct lock_rec) == 64, "layout of the area");

KEEP static struct lock area_lock = LOCK_INIT(LOCK_AREA, "area");
KEEP int fd_handed_over;
KEEP static uint64_t token;
KEEP static volatile uint64_t last_id;

uint64_t
fd_process_token(void)
{
	if (token == 0)
		token = ((uint64_t)nt_clock_monotonic() << 20 ^
		    nt_process_id()) | 1;
	return token;
}

/* Spreads a counter that starts elsewhere in each process (splitmix64). */
uint64_t
fd_file_id(struct file *f)
{
	uint64_t x = f->id;

	if (x != 0)
		return x;
	x = fd_process_token() * UINT64_C(0x9e3779b97f4a7c15) +
	    __atomic_add_fetch(&last_id, 1, __ATOMIC_RELAXED);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	f->id = (x ^ x >> 31) | 1;
	return f->id;
}

struct fd_area *
fd_area(void)
{
	return proc_area();
}

void
fd_area_lock(struct fd_area *a)
{
	proc_word_lock(&a->owner, &area_lock);
}

void
fd_area_unlock(struct fd_area *a)
{
	proc_word_unlock(&a->owner, &area_lock);
}

KEEP static struct lock append_lock[APPEND_WORDS] = {
	[0 ... APPEND_WORDS - 1] = LOCK_INIT(LOCK_AREA, "append")
};

/* Without a table there are no other processes to speak of. */
void
fd_append_begin(uint64_t ino)
{
	struct fd_area *a = fd_area();

	if (a != NULL)
		proc_word_lock(&a->append[ino % APPEND_WORDS],
		    &append_lock[ino % APPEND_WORDS]);
}

void
fd_append_end(uint64_t ino)
{
	struct fd_area *a = fd_area();

	if (a != NULL)
		proc_word_unlock(&a->append[ino % APPEND_WORDS],
		    &append_lock[ino % APPEND_WORDS]);
}

static unsigned forks;

void
fd_forked(void)
{
	forks++;
	fd_locks_forget();
}

unsigned
fd_forks(void)
{
	return forks;
}

/* Takes what dead processes have out of the table. */
static void
purge(struct fd_area *a)
{
	int32_t last = 0;
	int alive = 0;

	proc_lock();
	for (unsigned i = 0; i < SHARED_REFS; i++) {
		struct shared_ref *r = &a->ref[i];

		if (r->pid == 0)
			continue;
		if (r->pid != last) {
			last = r->pid;
			alive = proc_is_alive(last);
		}
		if (alive)
			continue;
		if (a->file[r->file].refs > 0)
			a->file[r->file].refs--;
		r->pid = 0;
	}
	proc_unlock();
	for (unsigned i = 1; i < SHARED_FILES; i++)
		if (a->file[i].id != 0 && a->file[i].refs == 0) {
			fd_locks_drop_file(a, a->file[i].id);
			a->file[i].id = 0;
		}
}

/* An index that is free, 0 if there is none. */
static unsigned
free_file(struct fd_area *a)
{
	for (unsigned n = 0; n < SHARED_FILES; n++) {
		unsigned i = a->next_file++ % SHARED_FILES;

		if (i != 0 && a->file[i].id == 0)
			return i;
	}
	return 0;
}

static unsigned
free_ref(struct fd_area *a)
{
	for (unsigned n = 0; n < SHARED_REFS; n++) {
		unsigned i = a->next_ref++ % SHARED_REFS;

		if (i != 0 && a->ref[i].pid == 0)
			return i;
	}
	return 0;
}

static unsigned
add_file(struct fd_area *a, struct file *f)
{
	unsigned i = free_file(a);

	if (i == 0) {
		purge(a);
		if ((i = free_file(a)) == 0)
			return 0;
	}
	a->file[i].flags = (uint32_t)f->flags;
	a->file[i].refs = 0;
	a->file[i].id = fd_file_id(f);
	return i;
}

/* Its index, 0: no room. */
static unsigned
add_ref(struct fd_area *a, unsigned file, int32_t pid)
{
	unsigned i = free_ref(a);

	if (i == 0) {
		purge(a);
		if ((i = free_ref(a)) == 0)
			return 0;
	}
	a->ref[i].file = file;
	a->ref[i].pid = pid;
	a->file[file].refs++;
	return i;
}

/*
 * Without room the flags are each process' own, and locks of the
 * description go with the first process that lets go.
 */
unsigned
fd_share(struct file *f, pid_t with)
{
	struct proc_entry *self = proc_self();
	struct fd_area *a = fd_area();
	unsigned ref = 0;

	if (a == NULL || self == NULL)
		return 0;
	fd_area_lock(a);
	if (f->shared == 0)
		f->shared = add_file(a, f);
	if (f->shared != 0) {
		if (f->shared_by != self->pid)
			f->shared_ref = add_ref(a, f->shared,
			    self->pid);
		f->shared_by = self->pid;
		if (with != self->pid)
			ref = add_ref(a, f->shared, with);
		else
			ref = f->shared_ref;
	}
	fd_area_unlock(a);
	return ref;
}

/* The entry, NULL for a description that is this process' alone. */
static struct shared_file *
entry_of(const struct file *f)
{
	struct fd_area *a;

	if (f->shared == 0 || (a = fd_area()) == NULL)
		return NULL;
	return a->file[f->shared].id == f->id ? &a->file[f->shared] : NULL;
}

int
fd_status(struct file *f)
{
	struct shared_file *s = entry_of(f);

	return s != NULL ? (int)s->flags : f->flags;
}

void
fd_set_status(struct file *f, int flags)
{
	struct shared_file *s = entry_of(f);

	f->flags = flags;
	if (s != NULL)
		s->flags = (uint32_t)flags;
}

void
fd_add_status(struct file *f, int flags)
{
	struct shared_file *s = entry_of(f);

	__atomic_or_fetch(&f->flags, flags, __ATOMIC_SEQ_CST);
	if (s != NULL)
		__atomic_or_fetch(&s->flags, (uint32_t)flags,
		    __ATOMIC_SEQ_CST);
}

int
shared_is_alive(struct fd_area *a, uint64_t id, int but_me)
{
	const struct proc_entry *self = proc_self_known();
	unsigned file = 0;
	int alive = 0;

	for (unsigned i = 1; i < SHARED_FILES && file == 0; i++)
		if (a->file[i].id == id)
			file = i;
	if (file == 0)
		return -1;
	proc_lock();
	for (unsigned i = 0; i < SHARED_REFS && !alive; i++)
		if (a->ref[i].file == file && a->ref[i].pid != 0 &&
		    (!but_me || self == NULL ||
		    a->ref[i].pid != self->pid))
			alive = proc_is_alive(a->ref[i].pid);
	proc_unlock();
	return alive;
}

int
fd_goes_on(const struct file *f)
{
	struct fd_area *a = fd_area();
	int r;

	if (entry_of(f) == NULL)
		return 0;
	fd_area_lock(a);
	r = fd_handed_over || shared_is_alive(a, f->id, 1) > 0;
	fd_area_unlock(a);
	return r;
}

static void
remove_ref(struct fd_area *a, unsigned known, unsigned file, int32_t pid)
{
	/* Where it is said to be, else all of them. */
	unsigned i = a->ref[known].pid == pid && a->ref[known].file == file ?
	    known : 1;

	for (; i < SHARED_REFS; i++)
		if (a->ref[i].pid == pid && a->ref[i].file == file) {
			a->ref[i].pid = 0;
			a->file[file].refs--;
			return;
		}
}

void
fd_unshare(struct file *f)
{
	struct proc_entry *self = proc_self();
	struct fd_area *a = fd_area();
	struct shared_file *s;

	if (fd_handed_over || a == NULL || self == NULL)
		return;
	fd_area_lock(a);
	s = entry_of(f);
	if (f->locked && shared_is_alive(a, f->id, 1) <= 0)
		fd_locks_drop_file(a, f->id);
	if (s != NULL) {
		remove_ref(a, f->shared_ref, f->shared, self->pid);
		if (s->refs == 0) {
			fd_locks_drop_file(a, f->id);
			s->id = 0;
		}
	}
	fd_area_unlock(a);
}
