/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Taking names away, also from files that are open.
 *
 * Windows 10 and NTFS have POSIX delete and rename.  Elsewhere a file that
 * nobody else has open is deleted as ever; one that is open is first moved
 * aside (aside.c), and goes when its last handle does.  Which way a volume
 * goes is found out by asking.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "file/perm.h"
#include "lib/caps.h"
#include "lib/fault.h"
#include "nt/clock.h"
#include "nt/sync.h"

/* A link led to what is mounted, which keeps its name: not busy for a while. */
#define A_MOUNT		(-EXDEV)
#define DELETE_ACCESS	(NT_DELETE | NT_READ_ATTRIBUTES | NT_WRITE_ATTRIBUTES)

/*
 * Per drive letter, then shares by a sum over their names: what there is no
 * POSIX delete on.  A drive's folders may lead to other volumes, so where only
 * the volume was at fault it is known by its number.  Atomic; fork class:
 * copy.
 */
#define SHARES	64
#define VOLUMES	16
enum { NONE, SOME, ALL };
static volatile signed char classic[26 + SHARES];
static volatile uint64_t classic_volume[VOLUMES];	/* number + 1 */

static volatile signed char *
capability(const struct path *p)
{
	int drive = disk_drive(p) & ~DISK_NOACL, parts = 0;
	unsigned sum = 0;

	if (drive >= 'A' && drive <= 'Z')
		return &classic[drive - 'A'];
	/* \??\UNC\server\share */
	for (size_t i = 8; i < p->nt_units; i++) {
		if (p->nt[i] == '\\' && ++parts == 2)
			break;
		sum = sum * 31 + (p->nt[i] | 0x20);
	}
	return &classic[26 + sum % SHARES];
}

/* Is h on a volume that cannot?  It is noted as one if it is to be. */
static int
is_classic(nt_handle h, int note)
{
	uint32_t serial = 0;
	uint64_t none;

	nt_volume_serial(h, &serial);
	for (int i = 0; i < VOLUMES; i++) {
		if (classic_volume[i] == (uint64_t)serial + 1)
			return 1;
		none = 0;
		if (classic_volume[i] == 0 && (!note ||
		    __atomic_compare_exchange_n(&classic_volume[i], &none,
		    (uint64_t)serial + 1, 0, __ATOMIC_SEQ_CST,
		    __ATOMIC_RELAXED)))
			return note;
	}
	return 0;
}

static int
open_to_delete(nt_handle *h, struct path *p, uint32_t options,
    enum nt_share share)
{
	struct nt_open_args a = {
		.access = DELETE_ACCESS,
		.disposition = NT_OPEN,
		.options = options | NT_OPEN_REPARSE_POINT,
		.share = share,
	};
	int e = disk_open_args(h, p, &a);

	/*
	 * Another's file: its folder grants these two, if anything
	 * (MS-FSA 2.1.5.1.2.1).
	 */
	if (e == -EACCES) {
		a.access = NT_DELETE | NT_READ_ATTRIBUTES;
		a.no_wait = 1;
		e = disk_open_args(h, p, &a);
	}
	if (e == 0 && p->at_mount) {
		nt_close(*h);
		e = A_MOUNT;
	}
	return e;
}

#define QUICK_TRIES	20
#define PAUSE		(NT_PER_SECOND / 1000)
#define LONG		(30 * PAUSE)
#define LONGEST		(1000 * PAUSE)	/* for one of ours */

/* Tries at what somebody else has, who will soon let go of it. */
struct patience {
	int tries;
	int64_t begun, now;	/* of those that rest in between; 0 */
};

/* 1: time for one that rests, 0: there was only a moment between. */
static int
is_to_rest(struct patience *w)
{
	if (w->tries++ < QUICK_TRIES) {
		nt_yield();
		return 0;
	}
	w->now = nt_clock_monotonic();
	if (w->begun == 0)
		w->begun = w->now;
	return 1;
}

static void
rest(const struct patience *w)
{
	nt_wait_handles(NULL, 0, w->now + PAUSE);
}

/*
 * Who takes a name away, this one or another of the file's, may be alone with
 * the file for a moment (remove_classic()): who opens it waits for him.
 */
int
disk_open_waiting(nt_handle *out, const struct nt_open_args *a)
{
	struct patience w = { 0 };
	int e;

	while ((e = nt_open(out, a)) == -EBUSY) {
		if (a->share != NT_SHARE_ALL || (a->access & NT_DELETE) != 0)
			break;
		if (!is_to_rest(&w))
			continue;
		if (w.now - w.begun > LONG)
			break;
		rest(&w);
	}
	return e;
}

/* Has it open who may delete it, too?  He will not have it for long. */
static int
is_being_taken(struct path *p)
{
	struct nt_open_args a = {
		.access = NT_READ_DATA,
		.disposition = NT_OPEN,
		.options = NT_OPEN_REPARSE_POINT,
		.share = NT_SHARE_IN_PLACE,
	};
	nt_handle h;
	int e = disk_open_args(&h, p, &a);

	if (e == 0)
		nt_close(h);
	return e == -EBUSY;
}

/*
 * NT renames and deletes what a handle is open on, whatever it is called by
 * now: of several that take one name away at once all would succeed.  So
 * they keep each other out.  Whom somebody lets in who may delete it and keeps
 * it open, as a native program may, does not wait for that, and nobody waits
 * long for one who only reads or writes it and lets nobody in.
 */
int
disk_open_to_delete(nt_handle *h, struct path *p, uint32_t options)
{
	struct patience w = { 0 };
	int64_t longest = LONG;
	int e;

	for (;;) {
		e = open_to_delete(h, p, options, NT_SHARE_IN_PLACE);
		if (e != -EBUSY)
			return e;
		if (!is_to_rest(&w))
			continue;
		e = open_to_delete(h, p, options, NT_SHARE_ALL);
		if (e != -EBUSY || w.now - w.begun > longest)
			return e;
		if (is_being_taken(p))
			longest = LONGEST;
		rest(&w);
	}
}

struct gone {
	uint64_t id;
	int drive;
	mode_t mode;		/* 0: it is not known */
	int counted;		/* NT goes on counting the name */
	int forget;		/* the table of modes has one again */
	unsigned pass;		/* a description may have many numbers */
};

static void
count_gone(int fd, struct file *f, int fd_flags, void *arg)
{
	const struct gone *g = arg;
	struct nt_stat st;

	if (f->gone_pass == g->pass)
		return;
	f->gone_pass = g->pass;
	if ((f->ops == &disk_ops || f->ops == &dir_ops) &&
	    f->drive == g->drive && nt_stat(f->handle, &st) == 0 &&
	    st.id == g->id) {
		if (g->mode != 0 || g->forget)
			f->gone_mode = g->mode;
		__atomic_add_fetch(&f->names_gone, g->counted,
		    __ATOMIC_RELAXED);
	}
}

/*
 * The moved file's last name goes with its last handle; descriptions of this
 * process are told, so that fstat() counts links as POSIX does, and its mode.
 */
static void
tell_descriptions(struct gone g)
{
	static volatile unsigned passes;	/* atomic */

	g.pass = __atomic_add_fetch(&passes, 1, __ATOMIC_RELAXED);
	fd_each(count_gone, &g);
}

static void
tell_gone(nt_handle h, const struct path *p, mode_t mode)
{
	struct nt_stat st;

	if (nt_stat(h, &st) == 0)
		tell_descriptions((struct gone){ .id = st.id,
		    .drive = disk_drive(p), .mode = mode, .counted = 1 });
}

void
disk_replaced(const struct path *p, const struct stat *was)
{
	if (modes_any())
		tell_descriptions((struct gone){ .id = was->st_ino,
		    .drive = disk_drive(p), .mode = was->st_mode });
}

void
disk_has_mode(struct file *f)
{
	struct nt_stat st;

	if (f->gone_mode != 0 && nt_stat(f->handle, &st) == 0)
		tell_descriptions((struct gone){ .id = st.id,
		    .drive = f->drive, .forget = 1 });
}

/* Deletes by one call or the other; with the last name goes its mode. */
static int
take_away(nt_handle h, const struct path *p, int (*delete)(nt_handle))
{
	struct nt_stat st;
	uint32_t device = 0;
	mode_t mode;
	int last, kept = 0, is_dir, e;

	last = modes_any() && nt_stat(h, &st) == 0 &&
	    (st.links <= 1 || (st.attributes & NT_ATTR_DIRECTORY));
	if (last) {
		device = disk_device(h, disk_drive(p), p);
		kept = modes_get(&st, device, p->posix, &mode);
	}
	e = delete(h);
	if (e == 0 && last)
		modes_clear(st.id, device);
	if (e == 0 && kept) {
		/* NT has one link of a folder, wherever that is. */
		is_dir = (st.attributes & NT_ATTR_DIRECTORY) != 0;
		tell_descriptions((struct gone){ .id = st.id,
		    .drive = disk_drive(p), .counted = is_dir,
		    .mode = mode | (is_dir ? S_IFDIR : S_IFREG) });
	}
	return e;
}

/* Of a file that goes with this handle in any case. */
static int
delete_going(nt_handle h)
{
	nt_delete(h);
	return 0;
}

/*
 * Opened to go on closing; a read-only file has to lose that attribute, and
 * gets it back where it stays, be it by another name.
 */
static int
open_going(nt_handle *h, struct path *p, uint32_t options)
{
	int e = disk_open_to_delete(h, p, options | NT_DELETE_ON_CLOSE), stays;
	struct nt_stat was;

	if (e != -EPERM)
		return e;
	if ((e = disk_open_to_delete(h, p, options)) < 0)
		return e;
	e = nt_not_read_only(*h, &was);
	nt_close(*h);
	if (e < 0)
		return e;
	e = disk_open_to_delete(h, p, options | NT_DELETE_ON_CLOSE);
	stays = e < 0 && disk_open_to_delete(h, p, options) == 0;
	if (stays || (e == 0 && was.links > 1))
		nt_set_basic(*h, 0, 0, was.attributes);
	if (stays)
		nt_close(*h);
	return e;
}

/*
 * A file that others have open.  A folder may only be moved if it is empty,
 * which only its deletion tells: it loses its name after that, where the
 * system still lets it, else when they let go.  A file that is mapped cannot
 * be marked as deleted, but opened to go on closing.
 */
static int
remove_busy(struct path *p, uint32_t options)
{
	int is_dir = (options & NT_DIRECTORY_FILE) != 0, goes, moved, e;
	struct stat was = { .st_mode = 0 };
	struct nt_name name;
	nt_handle h;

	file_stat(p, &was);
	goes = !is_dir && open_going(&h, p, options) == 0;
	if (!goes && (e = disk_open_to_delete(&h, p, options)) < 0)
		return e;
	moved = !is_dir && aside_move(h, p, ASIDE_GONE) == 0;
	e = take_away(h, p, goes ? delete_going : nt_delete);
	/* A program that runs is not deleted; who comes later sweeps it up. */
	if (e == -EPERM && moved)
		e = 0;
	if (e == 0) {
		tell_gone(h, p, was.st_mode);
		if (is_dir)
			aside_move(h, p, ASIDE_GONE);
	} else if (moved) {
		name = path_nt_name(p);
		nt_rename(h, &name, 0);
	}
	nt_close(h);
	return e;
}

static int
remove_classic(struct path *p, uint32_t options)
{
	nt_handle h;
	int e = open_to_delete(&h, p, options, NT_SHARE_NONE);

	if (e == -EBUSY)
		return remove_busy(p, options);
	if (e < 0)
		return e;
	e = take_away(h, p, nt_delete);
	nt_close(h);
	/* A program that runs need not be open anywhere. */
	if (e == -EPERM && !(options & NT_DIRECTORY_FILE))
		return remove_busy(p, options);
	return e;
}

static int
remove_name(struct path *p, uint32_t options)
{
	volatile signed char *way = capability(p);
	nt_handle h;
	int e;

	if (*way == ALL || cap_taken(CAP_POSIX_DELETE))
		return remove_classic(p, options);
	if ((e = disk_open_to_delete(&h, p, options)) < 0)
		return e;
	e = *way == SOME && is_classic(h, 0) ? -EOPNOTSUPP :
	    take_away(h, p, nt_delete_posix);
	if (e == -ENOSYS)
		*way = ALL;
	else if (e == -EOPNOTSUPP)
		*way = is_classic(h, 1) ? SOME : ALL;
	nt_close(h);
	if (e == -EPERM && !(options & NT_DIRECTORY_FILE))
		return remove_busy(p, options);		/* mapped, perhaps */
	return e == -EOPNOTSUPP || e == -ENOSYS ? remove_classic(p, options) :
	    e;
}

int
disk_remove(struct path *p, uint32_t options)
{
	int e = remove_name(p, options);

	if (e == -ENOTEMPTY && aside_empty(p))
		e = remove_name(p, options);
	return e == A_MOUNT ? -EBUSY : e;
}

/*
 * The target is open and the volume will not replace it: move it aside, and
 * back if the rename fails all the same.  -EAGAIN if told to wait: others are
 * at it, who may want the target that was opened here.
 */
static int
rename_over_busy(nt_handle h, struct path *to, int wait)
{
	struct nt_name name = path_nt_name(to);
	struct stat was = { .st_mode = 0 };
	nt_handle old, journal;
	int e, gone;

	e = disk_open_to_delete(&old, to, NT_NON_DIRECTORY_FILE);
	if (e < 0)
		return e;
	disk_stat_handle(old, to->posix, disk_drive(to), &was);
	if ((e = disk_replace_begins(old, to, wait, &journal)) < 0) {
		nt_close(old);
		nt_yield();
		return e;
	}
	e = disk_rename_once(h, &name, 0);
	/* Not put back where somebody else has taken the name. */
	gone = e == 0 || nt_rename(old, &name, 0) < 0;
	disk_replace_ends(journal);
	if (gone) {
		aside_move(old, to, ASIDE_GONE);
		nt_delete(old);
		tell_gone(old, to, was.st_mode);
	}
	nt_close(old);
	return e;
}

#define RENAME_TRIES	30	/* while others replace the same name */
#define TURN	(10 * NT_PER_SECOND)	/* that others are waited for */

static int
is_in_the_way(int e)
{
	return e == -EACCES || e == -EBUSY || e == -EEXIST;
}

/*
 * The name may be taken or given up by others at each step: what is in the
 * way now may be gone in a moment.
 */
int
disk_rename_onto(nt_handle h, struct path *to)
{
	struct nt_name name;
	int e = 0, first, missing = 0, tries = 0, wait = 1;
	int64_t begun = nt_clock_monotonic();

	while (tries < RENAME_TRIES) {
		do {
			name = path_nt_name(to);
			e = disk_rename_once(h, &name, 1);
		} while (e < 0 && (e = path_again(to, e)) == 1);
		if (!is_in_the_way(e))
			return e;
		first = e;
		e = rename_over_busy(h, to, wait);
		if (e == -EAGAIN && wait) {
			wait = fault("replace.turn") == 0 &&
			    nt_clock_monotonic() - begun < TURN;
			continue;
		}
		tries++;
		if (e == -ENOENT && ++missing > 3)
			return first;	/* no target: it is the source */
		if (e != -ENOENT && !is_in_the_way(e))
			return e;
	}
	return e;
}

int
disk_rename(struct path *from, struct path *to, int respell)
{
	nt_handle h;
	int e;

	if ((e = disk_open_to_delete(&h, from, 0)) < 0)
		return e;
	if (respell && strcmp(from->posix, to->posix) != 0)
		e = disk_respell(h, from, to);
	else if (!respell)
		e = disk_rename_onto(h, to);
	nt_close(h);
	return e;
}
