/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mount table.  It is read when the first path is mapped, from
 *	/etc/fstab, /etc/fstab.d/USER	what is always there
 *	/var/lib/isthmus/mounts		what mount() and umount() did
 * of the installation's root, in that order; later lines replace earlier
 * ones.  mount() writes the last of these and counts a generation up that
 * processes share, so that others read it again.
 *
 * Fork class: copy.
 */
#include "path/room_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/file.h"

#define MOUNTS_MAX	128
#define FILE_MAX	65536
#define BAD_MAX		8	/* bad lines that are told of */
#define BAD_NAME	64
#define RUNTIME		"/var/lib/isthmus/mounts"

static struct {
	struct lock lock;
	volatile int loaded;
	uint32_t seen;			/* generation that was read */
	unsigned n;
	struct path_mount *entry[MOUNTS_MAX];	/* longest target first */
	unsigned n_bad;			/* lines that are no mounts */
	struct {
		unsigned number;
		int error;
		char file[BAD_NAME];
	} bad[BAD_MAX];
	char cygdrive[256];		/* "" for drives in "/" */
	size_t cygdrive_len;
} mounts = { .lock = LOCK_INIT(LOCK_MOUNT, "mounts"),
    .cygdrive = "/cygdrive", .cygdrive_len = 9 };

/* Of file/modes.c, once it has a place that processes share. */
volatile uint32_t *path_mount_generation KEEP;

/* Text of a file below the root, terminated; NULL if there is none. */
static char *
read_file(const char *name)
{
	struct path *p = mm_alloc(sizeof *p);
	struct nt_open_args a = {
		.access = NT_READ_DATA,
		.disposition = NT_OPEN,
		.options = NT_NON_DIRECTORY_FILE,
	};
	char *text = NULL;
	nt_handle h;
	long n;

	if (p == NULL)
		return NULL;
	p->nt_units = 0;
	if (path_map_root(p, name) == 0) {
		a.name = path_nt_name(p);
		if (nt_open(&h, &a) == 0) {
			text = mm_alloc(FILE_MAX + 1);
			n = text != NULL ? nt_read(h, text, FILE_MAX, 0) : -1;
			nt_close(h);
			if (n >= 0)
				text[n] = '\0';
			else {
				mm_free(text);
				text = NULL;
			}
		}
	}
	mm_free(p);
	return text;
}

static void
take_out(const char *target)
{
	for (unsigned i = 0; i < mounts.n; i++)
		if (strcmp(mounts.entry[i]->posix, target) == 0) {
			mm_free(mounts.entry[i]);
			mounts.n--;
			memmove(&mounts.entry[i], &mounts.entry[i + 1],
			    (mounts.n - i) * sizeof mounts.entry[0]);
			return;
		}
}

static int
put_in(struct path_mount *m)
{
	unsigned i;

	take_out(m->posix);
	if (mounts.n == MOUNTS_MAX)
		return -ENOMEM;
	for (i = mounts.n; i > 0 &&
	    mounts.entry[i - 1]->posix_len < m->posix_len; i--)
		mounts.entry[i] = mounts.entry[i - 1];
	mounts.entry[i] = m;
	mounts.n++;
	return 0;
}

/* Where a source lies, in NT's words: a Win32 path, or with bind a POSIX. */
static int
map_source(struct path *p, const struct path_fstab *e)
{
	char posix[PATH_MAX];
	long n;
	int must;

	if (e->kind == FSTAB_TEMP) {
		n = path_temp_name(p->nt, PATH_NT_MAX);
		p->nt_units = n > 0 ? (size_t)n : 0;
		p->kind = PATH_DISK;
		return n > 0 ? 0 : -ENOENT;
	}
	if (e->flags & PATH_MOUNT_BIND) {
		if (e->source[0] != '/')
			return -EINVAL;
		n = path_normalise(p->posix, &p->posix_len, "/", e->source,
		    &must);
		if (n == 0)
			n = path_map_locked(p);
		return n > 0 ? -EINVAL : (int)n;	/* made-up folders */
	}
	n = path_drive_form(posix, sizeof posix, e->source);
	if (n < 0)
		return (int)n;
	return path_map_drive_form(p, posix);
}

static int
set_cygdrive(const char *target)
{
	size_t n = strlen(target);

	while (n > 0 && target[n - 1] == '/')
		n--;
	if (n >= sizeof mounts.cygdrive)
		return -ENAMETOOLONG;
	memcpy(mounts.cygdrive, target, n);
	mounts.cygdrive[n] = '\0';
	mounts.cygdrive_len = n;
	return 0;
}

static struct path_mount *
make(const struct path *p, const char *target, const struct path_fstab *e)
{
	char form[PATH_MAX];
	size_t len = strlen(target), n = strlen(e->source);
	long nf = p->kind != PATH_DISK ? -EINVAL :
	    path_nt_form(form, sizeof form, p->nt, p->nt_units);
	struct path_mount *m;

	if (nf < 0)
		return NULL;
	m = mm_alloc(sizeof *m + p->nt_units * 2 + len + n + (size_t)nf + 3);
	if (m == NULL)
		return NULL;
	m->flags = e->flags;
	m->units = p->nt_units;
	m->posix_len = len;
	m->nt = (uint16_t *)(void *)(m + 1);
	m->posix = (char *)(m->nt + m->units);
	m->source = m->posix + len + 1;
	m->form = m->source + n + 1;
	memcpy(m->nt, p->nt, m->units * 2);
	memcpy(m->posix, target, len + 1);
	memcpy(m->source, e->source, n + 1);
	memcpy(m->form, form, (size_t)nf + 1);
	return m;
}

/* With the lock held. */
static int
enter(const struct path_fstab *e)
{
	struct path *p = mm_alloc(sizeof *p);
	struct path_mount *m;
	char target[PATH_MAX];
	size_t len;
	int r, must;

	if (p == NULL)
		return -ENOMEM;
	r = path_normalise(target, &len, "/", e->target, &must);
	if (r == 0 && e->kind == FSTAB_CYGDRIVE)
		r = set_cygdrive(target);
	else if (r == 0 && e->kind == FSTAB_GONE)
		take_out(target);
	else if (r == 0 && (r = map_source(p, e)) == 0) {
		while (p->nt_units > 6 && p->nt[p->nt_units - 1] == '\\')
			p->nt_units--;
		m = make(p, target, e);
		r = m != NULL ? put_in(m) : -EINVAL;
		if (r < 0)
			mm_free(m);
	}
	mm_free(p);
	return r;
}

/* A bad line is told of in the list of mounts, which `mount' shows. */
static void
note_bad(const char *file, unsigned number, int e)
{
	size_t n = strlen(file);

	trace(TRACE_PATH, "%s:%u: this line is no mount (%d)", file, number,
	    e);
	if (mounts.n_bad == BAD_MAX)
		return;
	if (n >= BAD_NAME)
		n = BAD_NAME - 1;
	memcpy(mounts.bad[mounts.n_bad].file, file, n);
	mounts.bad[mounts.n_bad].file[n] = '\0';
	mounts.bad[mounts.n_bad].number = number;
	mounts.bad[mounts.n_bad++].error = e;
}

/* Each line of a file's text, which is cut up. */
static void
enter_text(char *text, const char *name)
{
	struct path_fstab e;
	unsigned number = 0;
	char *line;
	int r;

	if (strncmp(text, "\357\273\277", 3) == 0)	/* as Notepad writes */
		text += 3;
	while ((line = strsep(&text, "\n")) != NULL) {
		number++;
		if ((r = path_fstab_line(line, &e)) > 0)
			r = enter(&e);
		if (r < 0)
			note_bad(name, number, r);
	}
}

static void
load_file(const char *name)
{
	char *text = read_file(name);

	if (text != NULL)
		enter_text(text, name);
	mm_free(text);
}

/* /etc/fstab.d/USER: 0, if there is no name. */
static int
user_file(char name[300])
{
	strcpy(name, "/etc/fstab.d/");
	return path_user_name(name + 13, 300 - 13) > 0;
}

static uint32_t
generation(void)
{
	return path_mount_generation != NULL ? *path_mount_generation : 0;
}

/* With the lock held. */
static void
load(void)
{
	char name[300];
	uint32_t now = generation();

	while (mounts.n > 0)
		take_out(mounts.entry[0]->posix);
	set_cygdrive("/cygdrive");
	mounts.n_bad = 0;
	__atomic_store_n(&mounts.loaded, 1, __ATOMIC_RELEASE);
	mounts.seen = now;
	if (path_root.units == 0)
		return;
	load_file("/etc/fstab");
	if (user_file(name))
		load_file(name);
	load_file(RUNTIME);
}

void
path_mounts_lock(void)
{
	lock_acquire(&mounts.lock);
	if (!mounts.loaded || mounts.seen != generation())
		load();
}

void
path_mounts_unlock(void)
{
	lock_release(&mounts.lock);
}

void
path_mounts_forget(void)
{
	lock_acquire(&mounts.lock);
	mounts.loaded = 0;
	lock_release(&mounts.lock);
}

const struct path_mount *
path_mount_of(const char *posix, size_t len)
{
	const struct path_mount *m;

	for (unsigned i = 0; i < mounts.n; i++) {
		m = mounts.entry[i];
		if (m->posix_len <= len &&
		    memcmp(m->posix, posix, m->posix_len) == 0 &&
		    (posix[m->posix_len] == '/' || m->posix_len == len ||
		    m->posix_len == 1))
			return m;
	}
	return NULL;
}

int
path_mount_below(const char *posix, size_t len)
{
	const struct path_mount *m;
	int found = 0;

	path_mounts_lock();
	for (unsigned i = 0; i < mounts.n && !found; i++) {
		m = mounts.entry[i];
		found = m->posix_len > len && m->posix[len] == '/' &&
		    memcmp(m->posix, posix, len) == 0;
	}
	path_mounts_unlock();
	return found;
}

const struct path_mount *
path_mount_number(unsigned n)
{
	return n < mounts.n ? mounts.entry[n] : NULL;
}

const char *
path_cygdrive(size_t *len)
{
	*len = mounts.cygdrive_len;
	return mounts.cygdrive;
}

/* Writes a file below the root; makes the folders it lies in. */
static int
write_file(const char *name, const char *text, size_t len)
{
	struct path *p = mm_alloc(sizeof *p);
	struct nt_open_args a = {
		.access = NT_READ_ATTRIBUTES,
		.disposition = NT_OPEN_IF,
		.options = NT_DIRECTORY_FILE,
		.attributes = NT_ATTR_NORMAL,
	};
	char part[] = RUNTIME;
	nt_handle h;
	int e = p == NULL ? -ENOMEM : 0;
	long r;

	for (char *s = strchr(part + 1, '/'); e == 0 && s != NULL;
	    s = strchr(s + 1, '/')) {
		*s = '\0';
		p->nt_units = 0;
		e = path_map_root(p, part);
		a.name = path_nt_name(p);
		if (e == 0 && (e = nt_open(&h, &a)) == 0)
			nt_close(h);
		*s = '/';
	}
	if (e == 0) {
		p->nt_units = 0;
		e = path_map_root(p, name);
		a.name = path_nt_name(p);
		a.access = NT_WRITE_DATA;
		a.options = NT_NON_DIRECTORY_FILE;
	}
	if (e == 0 && (e = nt_open(&h, &a)) == 0) {
		r = nt_write(h, text, len, 0);
		e = r < 0 ? (int)r : 0;
		nt_close(h);
	}
	mm_free(p);
	return e;
}

static int
same_target(const char *a, const char *b)
{
	char one[PATH_MAX], other[PATH_MAX];
	size_t len;
	int must;

	return path_normalise(one, &len, "/", a, &must) == 0 &&
	    path_normalise(other, &len, "/", b, &must) == 0 &&
	    strcmp(one, other) == 0;
}

/* Does a line of that file mount something there? */
static int
file_mounts(const char *name, const char *target)
{
	char *text = read_file(name), *line, *rest;
	struct path_fstab e;
	int found = 0;

	for (rest = text; !found && (line = strsep(&rest, "\n")) != NULL; )
		found = path_fstab_line(line, &e) > 0 &&
		    same_target(e.target, target);
	mm_free(text);
	return found;
}

static int
is_always_there(const char *target)
{
	char name[300];

	return file_mounts("/etc/fstab", target) ||
	    (user_file(name) && file_mounts(name, target));
}

/* The lines of old that target does not replace, as text; the length. */
static size_t
keep_others(char *text, char *old, const char *target)
{
	char *line, copy[3 * PATH_MAX];
	struct path_fstab was;
	size_t n = 0;

	while ((line = strsep(&old, "\n")) != NULL) {
		if (strlen(line) >= sizeof copy)
			continue;
		strcpy(copy, line);
		if (path_fstab_line(copy, &was) > 0 &&
		    !same_target(was.target, target))
			n += path_fstab_format(text + n, 2 * FILE_MAX - n,
			    &was);
	}
	return n;
}

/*
 * Writes the runtime file anew with one line more, those it replaces less.  In
 * one piece, without an end in between: who reads it meanwhile has all of one.
 */
static int
record(const struct path_fstab *e)
{
	char *old = read_file(RUNTIME), *text = mm_alloc(2 * FILE_MAX);
	size_t had = old != NULL ? strlen(old) : 0, n;
	int r = -ENOMEM;

	if (text != NULL) {
		n = keep_others(text, old, e->target);
		if (e->kind != FSTAB_GONE || is_always_there(e->target))
			n += path_fstab_format(text + n, 2 * FILE_MAX - n, e);
		r = -ENOSPC;
		if (n < FILE_MAX) {
			if (n < had)
				memset(text + n, '\n', had - n);
			r = write_file(RUNTIME, text, n > had ? n : had);
		}
	}
	mm_free(text);
	mm_free(old);
	return r;
}

int
path_mount(const struct path_fstab *e)
{
	int r;

	path_mounts_lock();
	r = enter(e);
	if (r == 0)
		r = record(e);
	if (r == 0 && path_mount_generation != NULL)
		mounts.seen = __atomic_add_fetch(path_mount_generation, 1,
		    __ATOMIC_RELAXED);
	else if (r < 0)
		mounts.loaded = 0;
	lock_release(&mounts.lock);
	return r;
}

int
path_umount(const char *target)
{
	struct path_fstab e = {
		.kind = FSTAB_GONE, .source = "none",
		.flags = PATH_MOUNT_BINARY
	};
	char posix[PATH_MAX];
	const struct path_mount *m;
	size_t len;
	int must, r;

	r = path_normalise(posix, &len, "/", target, &must);
	if (r < 0)
		return r;
	path_mounts_lock();
	m = path_mount_of(posix, len);
	r = m != NULL && m->posix_len == len ? 0 : -EINVAL;
	lock_release(&mounts.lock);
	e.target = posix;
	return r < 0 ? r : path_mount(&e);
}

/* A mount in /etc/fstab's form, its source as a Win32 path. */
size_t
path_mounts_text(char *dst, size_t size)
{
	struct path_fstab e = { .kind = FSTAB_MOUNT };
	const struct path_mount *m;
	size_t n = 0;

	path_mounts_lock();
	e.source = path_root.win32;
	e.target = (char *)"/";
	e.flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
	if (path_mount_of("/", 1) == NULL)
		n = path_fstab_format(dst, size, &e);
	for (unsigned i = mounts.n; i-- > 0;) {
		m = mounts.entry[i];
		e.source = m->source;
		e.target = m->posix;
		e.flags = m->flags;
		n += path_fstab_format(n < size ? dst + n : NULL,
		    n < size ? size - n : 0, &e);
	}
	e.source = (char *)"none";
	e.target = mounts.cygdrive_len > 0 ? mounts.cygdrive : (char *)"/";
	e.flags = PATH_MOUNT_BINARY | PATH_MOUNT_SYSTEM;
	e.kind = FSTAB_CYGDRIVE;
	n += path_fstab_format(n < size ? dst + n : NULL,
	    n < size ? size - n : 0, &e);
	for (unsigned i = 0; i < mounts.n_bad; i++) {
		size_t room = n < size ? size - n : 0;
		int r = snprintf(room > 0 ? dst + n : NULL, room,
		    "# %s:%u: %s\n", mounts.bad[i].file, mounts.bad[i].number,
		    mounts.bad[i].error == -ENOMEM ? "too many mounts" :
		    "this line is no mount");

		n += (size_t)r;
	}
	lock_release(&mounts.lock);
	return n;
}
