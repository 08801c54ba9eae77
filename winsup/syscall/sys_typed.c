/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Typed memory (XSH 2.8.3.4): one pool, "/ram", of granules of 64 KiB.  Its
 * memory is the file /dev/shm/typed.ram, which grows as it is used and goes
 * with the last mapping.  What is free is known by what is mapped: each
 * process writes down what it has, in /dev/shm/typed, in the slot it has in
 * the process table, so there is always room.  What a killed process has
 * written counts no more, and nothing has to be put back.
 *
 * The pool's lock is held for a whole mmap(): what was found free is written
 * down as taken before anybody else looks.
 */
#include "syscall/args.h"
#include "syscall/sys.h"
#include "syscall/typed.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "file/room.h"
#include "proc/room.h"
#include "spawn/room.h"
#include "syscall/sysv.h"
#include "thread/room.h"

#define NAME		"/ram"
#define TABLE		IPC_DIR "typed"
#define MEMORY		IPC_DIR "typed.ram"

#define GRANULES	((unsigned)(FILE_TYPED_SIZE / MM_GRANULE))
#define WORDS		(GRANULES / 64)
#define CONTIGUOUS	POSIX_TYPED_MEM_ALLOCATE_CONTIG
#define ALLOCATES	(POSIX_TYPED_MEM_ALLOCATE | CONTIGUOUS)

/* What a process has of the pool. */
struct share {
	uint64_t held[WORDS];		/* a bit a granule */
	uint32_t maps;			/* mappings, also what holds none */
};

struct slot {
	struct sysv_process who;	/* if share.maps is not 0 */
	struct share share;
};

struct pool {
	struct ipc_head head;
	struct slot slot[PROC_SLOTS];
};

_Static_assert(ALLOCATES << FD_TYPED_SHIFT == (FD_TYPED &
    ~(POSIX_TYPED_MEM_MAP_ALLOCATABLE << FD_TYPED_SHIFT)), "room for them");

static struct pool *volatile pool;	/* fork class: copy, as mappings */

static struct slot *
slot_of(struct pool *p, struct sysv_process who)
{
	return &p->slot[(uint32_t)who.pid % PROC_SLOTS];
}

static int
is_set(const uint64_t *map, unsigned i)
{
	return (int)(map[i / 64] >> i % 64 & 1);
}

/* --- who has what; with the pool's lock --- */

static void
note(const struct mm_place *p, void *arg)
{
	unsigned i = (unsigned)(p->offset / MM_GRANULE);
	unsigned last = (unsigned)((p->offset + p->size - 1) / MM_GRANULE);
	struct share *s = arg;

	s->maps++;
	if (p->origin.pool == MM_POOL_HELD)
		for (; i <= last; i++)
			s->held[i / 64] |= UINT64_C(1) << i % 64;
}

/* who has what this process has mapped, or nothing; how many mappings. */
static uint32_t
write_down(struct pool *p, struct sysv_process who, int nothing)
{
	struct slot *s = slot_of(p, who);
	struct share has;

	memset(&has, 0, sizeof has);
	if (!nothing)
		mm_map_pools(note, &has);
	if (!sysv_is(s->who, who))
		s->share.maps = 0;
	s->who = who;
	s->share = has;
	return has.maps;
}

/* What those who live hold; how many have any of it mapped. */
static unsigned
look_up(struct pool *p, uint64_t used[WORDS])
{
	unsigned n = 0;

	memset(used, 0, WORDS * sizeof *used);
	for (struct slot *s = p->slot; s < p->slot + PROC_SLOTS; s++) {
		if (s->share.maps == 0)
			continue;
		if (!sysv_lives(s->who, 1)) {
			s->share.maps = 0;
			continue;
		}
		n++;
		for (unsigned i = 0; i < WORDS; i++)
			used[i] |= s->share.held[i];
	}
	return n;
}

/* With nobody who has it mapped the memory goes back to the disk. */
static void
update(struct pool *p, int nothing)
{
	uint64_t used[WORDS];

	if (write_down(p, sysv_self(), nothing) == 0 && look_up(p, used) == 0)
		sys_unlink(MEMORY);
}

/* --- processes come and go --- */

static void
forking(const struct proc_entry *e)
{
	struct sysv_process who = { e->pid, e->born };

	ipc_enter(&pool->head);
	write_down(pool, who, 0);
	ipc_leave(&pool->head);
}

/* Before an exec the memory stays: that may fail. */
static void
leaving(int ends)
{
	ipc_enter(&pool->head);
	if (ends)
		update(pool, 1);
	else
		write_down(pool, sysv_self(), 1);
	ipc_leave(&pool->head);
}

static struct spawn_hook hook = { .forking = forking, .leaving = leaving };

static int
pool_open(struct pool **out)
{
	struct ipc_head *h;
	int e;

	if ((*out = pool) != NULL)
		return 0;
	if (sysv_self().pid == 0)
		return -ENOMEM;
	if ((e = ipc_table(TABLE, sizeof(struct pool), &h)) < 0)
		return e;
	/* Two threads that come here both map it: no harm. */
	pool = *out = (struct pool *)h;
	spawn_add_hook(&hook);
	return 0;
}

/* --- mapping --- */

/* The first free granule from i on, GRANULES: none; *n: how many follow. */
static unsigned
next_free(const uint64_t *used, unsigned i, unsigned *n)
{
	unsigned end;

	while (i < GRANULES && is_set(used, i))
		i++;
	for (end = i; end < GRANULES && !is_set(used, end); end++)
		continue;
	*n = end - i;
	return i;
}

/* How many are free, and how long the longest run is. */
static unsigned
count_free(const uint64_t *used, unsigned *longest)
{
	unsigned total = 0, n;

	*longest = 0;
	for (unsigned i = next_free(used, 0, &n); n > 0;
	    i = next_free(used, i + n, &n)) {
		total += n;
		if (n > *longest)
			*longest = n;
	}
	return total;
}

static int
memory_open(struct file **out)
{
	long fd = sys_open(MEMORY, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0)
		return (int)fd;
	*out = fd_get((int)fd);
	sys_close((int)fd);
	return *out == NULL ? -EMFILE : 0;
}

/* Maps what the request says, of a file that may still be too short. */
static int
map_part(struct file *memory, const struct mm_map_request *r, void **out)
{
	off_t need = (off_t)((r->offset + r->size + MM_GRANULE - 1) &
	    ~(uint64_t)(MM_GRANULE - 1));
	struct stat st;
	int e;

	if ((e = memory->ops->stat(memory, &st)) < 0)
		return e;
	if (st.st_size < need && memory->ops->truncate(memory, need) < 0)
		return -ENOMEM;
	return mm_map(r, out);
}

/* Several pieces of the pool, one behind the other in the program's memory. */
static int
map_pieces(struct file *memory, const uint64_t *used,
    const struct mm_map_request *r, void **out)
{
	struct mm_map_request whole = *r, piece = *r;
	uintptr_t end;
	unsigned n, i;
	void *at;
	int e;

	whole.file = NULL;
	whole.shared = 0;
	whole.prot = PROT_NONE;
	whole.origin = (struct mm_origin){ -1, 0, 0 };
	if ((e = mm_map(&whole, out)) < 0)
		return e;
	piece.addr = (uintptr_t)*out;
	piece.fixed = piece.replace = 1;
	end = piece.addr + r->size;
	for (i = next_free(used, 0, &n); e == 0 && piece.addr < end;
	    i = next_free(used, i + n, &n)) {
		piece.offset = (uint64_t)i * MM_GRANULE;
		piece.size = (size_t)n * MM_GRANULE;
		if (piece.size > end - piece.addr)
			piece.size = end - piece.addr;
		e = map_part(memory, &piece, &at);
		piece.addr += piece.size;
	}
	if (e < 0)
		mm_unmap((uintptr_t)*out, r->size);
	return e;
}

static int
allocate(struct pool *p, struct file *memory, int how,
    struct mm_map_request *r, void **out)
{
	unsigned want = (unsigned)((r->size + MM_GRANULE - 1) / MM_GRANULE);
	unsigned longest, n, i;
	uint64_t used[WORDS];

	look_up(p, used);
	if (count_free(used, &longest) < want ||
	    (how == CONTIGUOUS && longest < want))
		return -ENOMEM;
	if (longest < want)
		return map_pieces(memory, used, r, out);
	for (i = next_free(used, 0, &n); n < want;
	    i = next_free(used, i + n, &n))
		continue;
	r->offset = (uint64_t)i * MM_GRANULE;
	return map_part(memory, r, out);
}

static int
tflag_of(const struct file *f)
{
	return (f->flags & FD_TYPED) >> FD_TYPED_SHIFT;
}

int
typed_map(struct file *f, struct mm_map_request *r, void **out)
{
	int how = tflag_of(f), e;
	struct file *memory = NULL;
	struct pool *p;

	if (r->size > FILE_TYPED_SIZE)
		return how & ALLOCATES ? -ENOMEM : -ENXIO;
	if (!(how & ALLOCATES) && r->offset > FILE_TYPED_SIZE - r->size)
		return -ENXIO;
	if ((e = pool_open(&p)) < 0)
		return e;
	r->origin.pool = how & POSIX_TYPED_MEM_MAP_ALLOCATABLE ?
	    MM_POOL_LOOSE : MM_POOL_HELD;
	ipc_enter(&p->head);
	if ((e = memory_open(&memory)) == 0) {
		r->file = memory->handle;
		e = how & ALLOCATES ? allocate(p, memory, how, r, out) :
		    map_part(memory, r, out);
		file_unref(memory);
		update(p, 0);
	}
	ipc_leave(&p->head);
	return e;
}

void
typed_unmapped(void)
{
	struct pool *p = pool;

	/* Most have none: nobody else writes down what this process has. */
	if (p == NULL || slot_of(p, sysv_self())->share.maps == 0)
		return;
	ipc_enter(&p->head);
	update(p, 0);
	ipc_leave(&p->head);
}

/* --- the calls --- */

static int
check_name(const char *name)
{
	const char *part;
	size_t n;

	if (name == NULL)
		return -EFAULT;
	if (strlen(name) >= PATH_MAX)
		return -ENAMETOOLONG;
	for (part = name; *part != '\0'; part += n + (part[n] == '/')) {
		n = strcspn(part, "/");
		if (n > NAME_MAX)
			return -ENAMETOOLONG;
	}
	return strcmp(name, NAME) == 0 ? 0 : -ENOENT;
}

/*
 * XSH posix_typed_mem_open(): EACCES, EINVAL (more than one flag, or one that
 * is none), EMFILE, ENAMETOOLONG, ENOENT.  Everybody may use every flag.
 */
long
sys_posix_typed_mem_open(const char *name, int oflag, int tflag)
{
	struct pool *p;
	struct file *f;
	int e;

	if ((e = check_name(name)) < 0)
		return e;
	if ((tflag != 0 && tflag != POSIX_TYPED_MEM_ALLOCATE &&
	    tflag != CONTIGUOUS && tflag != POSIX_TYPED_MEM_MAP_ALLOCATABLE) ||
	    (oflag & O_ACCMODE) > O_RDWR ||
	    oflag & ~(O_ACCMODE | O_CLOEXEC | O_CLOFORK))
		return -EINVAL;
	if ((e = fd_check_room()) < 0 || (e = pool_open(&p)) < 0)
		return e;
	f = file_new(&typed_ops, NULL, (oflag & O_ACCMODE) |
	    tflag << FD_TYPED_SHIFT);
	return f == NULL ? -ENOMEM : sys_install(f, oflag);
}

/* XSH posix_typed_mem_get_info(): EBADF, ENODEV; EFAULT. */
long
sys_posix_typed_mem_get_info(int fd, struct posix_typed_mem_info *info)
{
	struct file *f = fd_get(fd);
	uint64_t used[WORDS];
	unsigned n, longest;
	struct pool *p;
	int e = 0, how;

	if (f == NULL)
		return -EBADF;
	how = tflag_of(f);
	if (f->ops != &typed_ops)
		e = -ENODEV;
	file_unref(f);
	if (e == 0 && info == NULL)
		e = -EFAULT;
	if (e < 0 || (e = pool_open(&p)) < 0)
		return e;
	ipc_enter(&p->head);
	look_up(p, used);
	ipc_leave(&p->head);
	n = count_free(used, &longest);
	info->posix_tmi_length = (size_t)(how == CONTIGUOUS ? longest : n) *
	    MM_GRANULE;
	return 0;
}

/* Is that still the descriptor something was mapped by? */
static int
is_origin(const struct mm_origin *o)
{
	struct file *f = o->fd < 0 ? NULL : fd_peek(o->fd);
	int is = f != NULL && f->id == o->file;

	if (f != NULL)
		file_unref(f);
	return is;
}

/* XSH posix_mem_offset(): EACCES (nothing is mapped there); EFAULT. */
long
sys_posix_mem_offset(const void *restrict addr, size_t len,
    off_t *restrict off, size_t *restrict contig_len, int *restrict fd)
{
	struct mm_place p;
	int e;

	if (off == NULL || contig_len == NULL || fd == NULL)
		return -EFAULT;
	if ((e = mm_map_place((uintptr_t)addr, &p)) < 0)
		return e;
	*off = (off_t)p.offset;
	*contig_len = p.size < len ? p.size : len;
	*fd = is_origin(&p.origin) ? p.origin.fd : -1;
	return 0;
}
