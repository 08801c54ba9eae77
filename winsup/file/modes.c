/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Permission bits that a file's NT attributes do not tell.  They are kept in
 * a table in a file of the installation, /var/lib/isthmus/modes.3, which every
 * process maps: finding one costs no system call.
 *
 * A slot is free while its value is 0; its number then is a former one's.  Who
 * takes it changes the value to TAKEN, writes the number and then what it says,
 * so processes need no lock.  The count of entries is never too low, whoever
 * is killed wherever.  A file that shows the right mode without it has no
 * entry, and a new file takes away what its number said of a former one.
 * Without a table, or with a full one, modes are what attributes tell.
 *
 * Unix file systems under Wine give a removed file's number to the next one,
 * and programs that are not ours remove files without telling the table.  So
 * an entry also knows its file's last component and time of last change, as
 * last seen: it counts while either is still the same, or the file has several
 * names.  Both are hints, written
 * without care for who else does; a mixture of two is at worst no entry.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/mem.h"
#include "proc/room.h"
#include "thread/room.h"

/* Another layout gets another name: an older DLL goes on with its own file. */
#define TABLE		"/var/lib/isthmus/modes.3"
#define MAGIC		0x33444f4du	/* "MOD3" */
#define SLOTS		(1u << 16)
#define PROBES		64
#define USED		((uint64_t)1 << 12)
#define TAKEN		((uint64_t)1 << 13)	/* not filled yet */
#define SET_IDS		((uint64_t)06000)

struct slot {
	volatile uint64_t number;
	volatile uint64_t value;	/* device << 32 | USED | mode */
	volatile int64_t changed;	/* NT's time of the contents, or 0 */
	volatile uint64_t name;		/* name_hash() */
};

struct table {
	volatile uint32_t magic;
	volatile uint32_t entries;	/* or more */
	volatile uint32_t mounts;	/* generation of the mount table */
	struct moves moves;
	volatile uint32_t acl_proof;	/* perm.c's */
	volatile uint32_t set_ids;	/* entries with set-id bits, or more */
	volatile uint32_t exchanges;	/* exchange.c's */
	volatile uint32_t watched;	/* inotify_note.c's */
	struct dropped dropped;		/* exchange.c's */
	volatile uint32_t renames;	/* exchange.c's */
	volatile uint32_t mounting;	/* who changes the mount table */
	uint32_t reserved[2];
	struct slot slot[SLOTS];
};
_Static_assert(sizeof(struct table) == 64 + 32 * SLOTS, "layout of a file");

static struct table *table KEEP;
static volatile int asked KEEP;		/* was it looked for? */
static struct lock table_lock KEEP = LOCK_INIT(LOCK_FILE, "modes");
static struct lock mounting_lock KEEP = LOCK_INIT(LOCK_MOUNTING, "mounting");

/* Makes the folders on the way; those that are there are. */
static void
make_folders(struct path *p)
{
	char name[] = TABLE;
	nt_handle h;

	for (char *s = strchr(name + 1, '/'); s != NULL;
	    s = strchr(s + 1, '/')) {
		*s = '\0';
		if (path_resolve_root(p, name) == 0 &&
		    disk_nt_open(&h, p, NT_READ_ATTRIBUTES, NT_CREATE,
		    NT_DIRECTORY_FILE, NT_ATTR_NORMAL) == 0)
			nt_close(h);
		*s = '/';
	}
}

static int
open_table(nt_handle *h)
{
	const uint32_t access = NT_READ_DATA | NT_WRITE_DATA;
	struct path *p = mm_alloc(sizeof *p);
	int e;

	if (p == NULL)
		return -ENOMEM;
	e = path_resolve_root(p, TABLE);
	if (e == 0)
		e = disk_nt_open(h, p, access, NT_OPEN_IF,
		    NT_NON_DIRECTORY_FILE, NT_ATTR_NORMAL);
	/* Its folder is not there: either, for a name that is not walked. */
	if (e == -ENOENT || e == -ENOTDIR) {
		make_folders(p);
		if ((e = path_resolve_root(p, TABLE)) == 0)
			e = disk_nt_open(h, p, access, NT_OPEN_IF,
			    NT_NON_DIRECTORY_FILE, NT_ATTR_NORMAL);
	}
	mm_free(p);
	return e;
}

static struct table *
map_table(void)
{
	struct table *t = NULL;
	nt_handle h, section;
	void *at = NULL;
	int64_t size;
	uint32_t none = 0;

	if (open_table(&h) < 0)
		return NULL;
	if (nt_get_size(h, &size) == 0 && size == 0)
		nt_set_size(h, sizeof(struct table));
	else if (size != sizeof(struct table)) {
		nt_close(h);
		return NULL;
	}
	if (nt_section_create_file(&section, h,
	    NT_MEM_READ | NT_MEM_WRITE) == 0) {
		if (nt_section_map(section, &at, sizeof(struct table), 0,
		    NT_MEM_READ | NT_MEM_WRITE) == 0)
			t = at;
		nt_close(section);
	}
	nt_close(h);
	if (t == NULL)
		return NULL;
	__atomic_compare_exchange_n(&t->magic, &none, MAGIC, 0,
	    __ATOMIC_RELAXED, __ATOMIC_RELAXED);
	return t->magic == MAGIC ? t : NULL;
}

static struct table *
get_table(void)
{
	struct table *t;

	if (!asked) {
		/* Without the lock: names are resolved.  A second map stays. */
		t = map_table();
		lock_acquire(&table_lock);
		if (!asked && (table = t) != NULL)
			path_mount_generation = &table->mounts;
		__atomic_store_n(&asked, 1, __ATOMIC_RELEASE);
		lock_release(&table_lock);
	}
	return table;
}

static uint32_t
hash(uint64_t number, uint32_t device)
{
	return (uint32_t)((number ^ device) * 0x9e3779b97f4a7c15u >> 40);
}

static int
says(const struct slot *s, uint64_t number, uint32_t device)
{
	return s->number == number && (s->value & USED) != 0 &&
	    (uint32_t)(s->value >> 32) == device;
}

/* The slot that has an entry for it, or NULL. */
static struct slot *
find(struct table *t, uint64_t number, uint32_t device)
{
	uint32_t at = hash(number, device);
	struct slot *s;

	for (unsigned i = 0; i < PROBES; i++) {
		s = &t->slot[(at + i) % SLOTS];
		if (s->number == 0 && s->value == 0)
			return NULL;
		if (says(s, number, device))
			return s;
	}
	return NULL;
}

/*
 * Of the last component, without ".exe" and whatever its letters' case: what
 * is one file to Windows has one.  Never 0.
 */
static uint64_t
name_hash(const char *name)
{
	size_t n = strlen(name), from;
	uint64_t h = 14695981039346656037u;

	while (n > 0 && name[n - 1] == '/')
		n--;
	for (from = n; from > 0 && name[from - 1] != '/'; from--)
		;
	if (n - from > 4 && strncasecmp(name + n - 4, ".exe", 4) == 0)
		n -= 4;
	for (size_t i = from; i < n; i++) {
		unsigned char c = (unsigned char)name[i];

		h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
	}
	return h | 1;
}

int
modes_get(const struct nt_stat *nt, uint32_t device, const char *name,
    mode_t *mode)
{
	struct table *t = get_table();
	struct slot *s;
	uint64_t called;

	if (t == NULL || t->entries == 0 ||
	    (s = find(t, nt->id, device)) == NULL)
		return 0;
	called = name == NULL ? s->name : name_hash(name);
	if (s->changed != nt->write_time || s->name != called) {
		if (s->changed != nt->write_time && s->name != called &&
		    (nt->links < 2 || (nt->attributes & NT_ATTR_DIRECTORY)))
			return 0;
		s->changed = nt->write_time;
		s->name = called;
	}
	*mode = (mode_t)(s->value & 07777);
	return 1;
}

int
modes_renamed(uint64_t number, uint32_t device, const char *from,
    const char *to)
{
	struct table *t = get_table();
	struct slot *s;

	if (t == NULL || t->entries == 0 ||
	    (s = find(t, number, device)) == NULL)
		return 0;
	if (s->name == name_hash(from))
		s->name = name_hash(to);
	return 1;
}

int
modes_any(void)
{
	struct table *t = get_table();

	return t != NULL && t->entries != 0;
}

int
modes_any_set_id(void)
{
	struct table *t = get_table();

	return t != NULL && t->set_ids != 0;
}

int
modes_asked(void)
{
	return asked;
}

volatile uint32_t *
modes_acl_proof(void)
{
	return table != NULL ? &table->acl_proof : NULL;
}

/* What a slot says from now on, which says something already, or is taken. */
static void
put(struct table *t, struct slot *s, uint64_t value)
{
	if (value != 0)
		__atomic_add_fetch(&t->entries, 1, __ATOMIC_SEQ_CST);
	if (value & SET_IDS)
		__atomic_add_fetch(&t->set_ids, 1, __ATOMIC_SEQ_CST);
	value = __atomic_exchange_n(&s->value, value, __ATOMIC_SEQ_CST);
	if (value & USED)
		__atomic_sub_fetch(&t->entries, 1, __ATOMIC_SEQ_CST);
	if (value & SET_IDS)
		__atomic_sub_fetch(&t->set_ids, 1, __ATOMIC_SEQ_CST);
}

void
modes_clear(uint64_t number, uint32_t device)
{
	struct table *t = get_table();
	struct slot *s;

	if (t != NULL && t->entries != 0 &&
	    (s = find(t, number, device)) != NULL)
		put(t, s, 0);
}

void
modes_set(const struct nt_stat *nt, uint32_t device, const char *name,
    mode_t mode)
{
	uint64_t number = nt->id, called = name == NULL ? 0 : name_hash(name);
	uint64_t value = (uint64_t)device << 32 | USED | (mode & 07777), none;
	uint32_t at = hash(number, device);
	struct table *t = get_table();
	struct slot *s;

	if (t == NULL || number == 0)
		return;
	if ((s = find(t, number, device)) != NULL) {
		s->changed = nt->write_time;
		s->name = called;
		put(t, s, value);
		return;
	}
	for (unsigned i = 0; i < PROBES; i++) {
		s = &t->slot[(at + i) % SLOTS];
		none = 0;
		if (!__atomic_compare_exchange_n(&s->value, &none, TAKEN, 0,
		    __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
			continue;
		s->number = number;
		s->changed = nt->write_time;
		s->name = called;
		put(t, s, value);
		return;
	}
}

struct dropped *
modes_dropped(void)
{
	return table != NULL ? &table->dropped : NULL;
}

volatile uint32_t *
modes_exchanges(void)
{
	return table != NULL ? &table->exchanges : NULL;
}

volatile uint32_t *
modes_renames(void)
{
	return table != NULL ? &table->renames : NULL;
}

volatile uint32_t *
modes_watched(void)
{
	return table != NULL ? &table->watched : NULL;
}

struct moves *
modes_moves(void)
{
	return table != NULL ? &table->moves : NULL;
}

void
file_share_mounts(void)
{
	get_table();
}

void
file_mounts_lock(void)
{
	thr_may_block();	/* a child in place has its parent's */
	if (get_table() != NULL)
		proc_word_lock(&table->mounting, &mounting_lock);
	else
		lock_acquire(&mounting_lock);
}

void
file_mounts_unlock(void)
{
	if (table != NULL)
		proc_word_unlock(&table->mounting, &mounting_lock);
	else
		lock_release(&mounting_lock);
}
