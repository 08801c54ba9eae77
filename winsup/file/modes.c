/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Permission bits that a file's NT attributes do not tell.  They are kept in
 * a table in a file of the installation, /var/lib/isthmus/modes, which every
 * process maps: finding one costs no system call.
 *
 * A slot is free while its value is 0; its number then is a former one's.  Who
 * takes it changes the value to TAKEN, writes the number and then what it says,
 * so processes need no lock.  The count of entries is never too low, whoever
 * is killed wherever.  A file that shows the right mode without it has no
 * entry, and a new file takes away what its number said of a former one.
 * Without a table, or with a full one, modes are what attributes tell.
 */
#include "file/room_impl.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "mm/room.h"
#include "nt/mem.h"

#define TABLE		"/var/lib/isthmus/modes"
#define MAGIC		0x31444f4du	/* "MOD1" */
#define SLOTS		(1u << 16)
#define PROBES		64
#define USED		((uint64_t)1 << 12)
#define TAKEN		((uint64_t)1 << 13)	/* not filled yet */

struct slot {
	volatile uint64_t number;
	volatile uint64_t value;	/* device << 32 | USED | mode */
};

struct table {
	volatile uint32_t magic;
	volatile uint32_t entries;	/* or more */
	volatile uint32_t mounts;	/* generation of the mount table */
	uint32_t reserved[13];
	struct slot slot[SLOTS];
};
_Static_assert(sizeof(struct table) == 64 + 16 * SLOTS, "layout of a file");

static struct table *table KEEP;
static volatile int asked KEEP;		/* was it looked for? */
static struct lock table_lock KEEP = LOCK_INIT(LOCK_FILE, "modes");

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

int
modes_get(uint64_t number, uint32_t device, mode_t *mode)
{
	struct table *t = get_table();
	struct slot *s;

	if (t == NULL || t->entries == 0 ||
	    (s = find(t, number, device)) == NULL)
		return 0;
	*mode = (mode_t)(s->value & 07777);
	return 1;
}

int
modes_any(void)
{
	struct table *t = get_table();

	return t != NULL && t->entries != 0;
}

/* What a slot says from now on, which says something already, or is taken. */
static void
put(struct table *t, struct slot *s, uint64_t value)
{
	if (value != 0)
		__atomic_add_fetch(&t->entries, 1, __ATOMIC_SEQ_CST);
	if (__atomic_exchange_n(&s->value, value, __ATOMIC_SEQ_CST) & USED)
		__atomic_sub_fetch(&t->entries, 1, __ATOMIC_SEQ_CST);
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
modes_set(uint64_t number, uint32_t device, mode_t mode)
{
	uint64_t value = (uint64_t)device << 32 | USED | (mode & 07777), none;
	uint32_t at = hash(number, device);
	struct table *t = get_table();
	struct slot *s;

	if (t == NULL || number == 0)
		return;
	if ((s = find(t, number, device)) != NULL) {
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
		put(t, s, value);
		return;
	}
}

void
file_share_mounts(void)
{
	get_table();
}
