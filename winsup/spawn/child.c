/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A child with a process of its own: the same program is started again, and
 * before any of it runs takes over a copy of the parent's memory from a
 * section.  Images lie where the parent has them (Windows and Wine keep the
 * base of an image that is loaded somewhere); that is checked.
 *
 * The heap is not copied: both processes map its sections copy-on-write from
 * then on, and only the pages that are the parent's own by now travel in the
 * copy.  So each place of the heap has one section, which nobody writes to
 * while two processes have it, however often they fork; a process that has it
 * alone may merge its own pages into it.
 *
 * The section of the copy is used again for the next child, once this one
 * has taken what it needs: fresh pages cost Wine ten times the copying.
 */
#include "spawn/fork.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fd/room.h"
#include "file/room.h"
#include "lib/fault.h"
#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/file.h"
#include "nt/image.h"
#include "nt/mem.h"
#include "nt/process.h"
#include "nt/tls.h"
#include "nt/token.h"
#include "nt/utf.h"
#include "path/room.h"
#include "proc/room.h"
#include "signal/room.h"
#include "spawn/exec.h"
#include "spawn/payload.h"
#include "spawn/room.h"
#include "spawn/wait.h"
#include "thread/room.h"

#define IMAGES		256
#define IMAGE_PATHS	((size_t)128 << 10)	/* units of all of them */

struct copied_image {
	void *base;
	uint32_t path;			/* where it begins among the paths */
};

/* The start of the section; the memory follows at a multiple of a granule. */
struct copy {
	struct nt_context context;
	struct nt_stack_bounds stack;	/* the thread runs on */
	struct mm_stack main_stack;
	void *thread;
	pid_t pid;
	unsigned n_images, n_held, changes;
	volatile int taken;		/* the child has all it needs */
	size_t n_dirty;			/* runs of the heap's own pages */
	struct copied_image image[IMAGES];
	uint16_t path[IMAGE_PATHS];
	struct file *held[FORK_LEVELS * FD_MAX];
	unsigned n_children;		/* of the process that moves here */
	struct child child[CHILDREN_MAX];
	struct snapshot list;		/* what is copied, in this order */
};

static size_t
round_up(size_t n)
{
	return (n + MM_GRANULE - 1) & ~(MM_GRANULE - 1);
}

/* Fresh, and no part of what fork copies or puts back. */
static int
get_memory(size_t size, void **out)
{
	void *p = NULL;
	int e;

	size = round_up(size);
	if ((e = nt_mem_reserve(NULL, size, &p)) < 0)
		return e;
	if ((e = nt_mem_commit(p, size, NT_MEM_READ | NT_MEM_WRITE)) < 0)
		nt_mem_release(p);
	else
		*out = p;
	return e;
}

static int
list_images(struct copy *c)
{
	void *base[IMAGES];
	size_t n = nt_image_list(base, IMAGES), at = 0;
	long units;

	if (n > IMAGES)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++) {
		units = nt_image_path(base[i], c->path + at, IMAGE_PATHS - at);
		if (units < 0)
			return (int)units;
		c->image[i].base = base[i];
		c->image[i].path = (uint32_t)at;
		at += (size_t)units + 1;
	}
	c->n_images = (unsigned)n;
	return 0;
}

/* References of the virtual parents, which the child does not have. */
static void
list_held(struct copy *c)
{
	for (int l = 0; l < fork_level; l++)
		for (unsigned i = 0; i < fork_levels[l]->n_held; i++)
			c->held[c->n_held++] = fork_levels[l]->held[i];
}

/* Is the section's memory copied, and not shared with the child? */
static int
by_copy(const struct mm_section *sec)
{
	return sec->handle == NULL || !sec->cow;
}

static size_t
total(const struct snapshot *s)
{
	size_t n = round_up(sizeof(struct copy));

	for (unsigned i = 0; i < s->n_regions; i++)
		n += s->region[i].size;
	for (unsigned i = 0; i < s->n_sections; i++)
		if (by_copy(&s->section[i]))
			n += s->section[i].size;
	n += s->dirty.n * sizeof(struct mm_region) + s->dirty.bytes;
	return round_up(n);
}

static void
copy_out(char *to, const struct snapshot *s)
{
	size_t size;

	for (unsigned i = 0; i < s->n_regions; i++) {
		size = s->region[i].size;
		memcpy(to, s->region[i].addr, size);
		to += size;
	}
	for (unsigned i = 0; i < s->n_sections; i++) {
		if (!by_copy(&s->section[i]))
			continue;
		size = s->section[i].size;
		memcpy(to, s->section[i].addr, size);
		to += size;
	}
	size = s->dirty.n * sizeof(struct mm_region);
	memcpy(to, s->dirty.run, size);
	dirty_copy_out(&s->dirty, to + size);
}

static int
stack_is_heap(void)
{
	struct nt_stack_bounds s;

	nt_stack_get(&s);
	return (uintptr_t)s.base > MM_HEAP_BASE &&
	    (uintptr_t)s.dealloc < MM_MAP_BASE;
}

/* still: nobody but the caller uses any memory of the section now. */
static int
share_section(struct snapshot *s, struct mm_section *sec, int stays,
    int still)
{
	int e = 0;

	/* The system may allocate for it, which stopped threads may prevent. */
	if (stays && still && thr_count() <= 1)
		snapshot_share(sec, 0);
	if (sec->handle == NULL || (!sec->cow && stays && !still))
		return 0;		/* it is copied */
	if (sec->cow)
		e = snapshot_view(s, sec, still, stays && still &&
		    fork_level == 0);
	else if (stays)
		e = mm_arena_remap(sec, 1);
	sec->cow = sec->given = 1;
	if (stays)
		mm_arena_adopt(sec, 1);
	return e;
}

/*
 * Makes the heap's sections fit to be shared: from now on nobody may write to
 * them.  Who stays maps them copy-on-write itself: what other threads, which
 * stand still, have asked the system to read would be lost meanwhile.  So
 * memory that they have there is copied, and the whole heap where one of them
 * does what nobody knows.
 */
static int
share_heap(struct snapshot *s, int stays)
{
	int quiet = !stack_is_heap() && thr_others_quiet();
	int e = fault("fork.share");
	struct mm_section *sec;

	for (int l = 0; l < fork_level; l++)
		fork_levels[l]->snap.shared = 1;
	for (unsigned i = 0; i < s->n_sections && e == 0; i++) {
		sec = &s->section[i];
		e = share_section(s, sec, stays, quiet &&
		    !thr_others_use(sec->addr, sec->size));
	}
	return e;
}

/*
 * The section of the last copy, if its child needs it no more, or another;
 * mapped all the time.  Not for very large copies.
 */
#define KEPT_MAX	((size_t)16 << 20)

KEEP static struct {
	nt_handle section;
	struct copy *view;
	size_t bytes;
} kept;

static void
drop_kept(void)
{
	if (kept.section == NULL)
		return;
	nt_section_unmap(kept.view);
	nt_close(kept.section);
	kept.section = NULL;
}

static int
get_section(size_t bytes)
{
	void *view = NULL;
	int e;

	if (kept.section != NULL && kept.bytes >= bytes && kept.view->taken)
		return 0;
	drop_kept();
	if ((e = nt_section_create(&kept.section, bytes, 1)) < 0) {
		kept.section = NULL;
		return e;
	}
	e = nt_section_map(kept.section, &view, bytes, 0,
	    NT_MEM_READ | NT_MEM_WRITE);
	if (e == 0)
		e = nt_set_inherit(kept.section, 1);
	if (e < 0) {
		nt_close(kept.section);
		kept.section = NULL;
		return e;
	}
	kept.view = view;
	kept.bytes = bytes;
	return 0;
}

/* The running process itself gets another Windows process, not a child. */
static int
moves(pid_t pid)
{
	return pid == proc_self()->pid;
}

/* What there is to copy, or share; no other thread runs. */
static int
list_memory(struct snapshot *list, const struct nt_context *context,
    int stays)
{
	int e;

	dirty_clear(&list->dirty);
	if ((e = snapshot_list(list, context->rsp)) < 0 ||
	    (e = share_heap(list, stays)) < 0)
		return e;
	return mm_map_own(dirty_add, &list->dirty);
}

#define GROWTH	((size_t)1 << 20)

/*
 * How much that may be while other threads run, and have more until they
 * stand still; what was too little last time was less than least.
 */
static int
most_memory(struct snapshot *list, const struct nt_context *context,
    size_t least, size_t *bytes)
{
	size_t n;
	int e;

	dirty_clear(&list->dirty);
	if ((e = snapshot_list(list, context->rsp)) < 0)
		return e;
	for (unsigned i = 0; i < list->n_sections; i++)
		list->section[i].cow = 0;
	n = total(list);
	if (n < least)
		n = least;
	*bytes = round_up(n + n / 4) + GROWTH;
	return 0;
}

/* Both processes will have the description. */
static void
share(int fd, struct file *f, int fd_flags, void *arg)
{
	if (payload_shares(f))
		fd_share(f, *(pid_t *)arg);
}

static void
inherit_process(nt_handle h, void *arg)
{
	payload_pass_handle(arg, h);
}

static void
inherit_heap(const struct snapshot *s, struct payload *p)
{
	for (unsigned i = 0; i < s->n_sections; i++)
		if (!by_copy(&s->section[i]))
			inherit_process(s->section[i].handle, p);
}

/*
 * What the child inherits, in the order of the payload.  Memory is allocated:
 * the copy has been made.
 */
static void
list_handles(const struct snapshot *list, pid_t pid, struct payload *p)
{
	nt_handle token[NT_TOKENS];

	payload_begin(p, PAYLOAD_FORK, pid, NULL);
	payload_add_handle(p, kept.section);
	payload_add_handle(p, payload_image);
	if (moves(pid))
		payload_add_children(p);
	inherit_heap(list, p);
	for (unsigned i = nt_tokens(token); i > 0; i--)
		payload_pass_handle(p, token[i - 1]);
	mm_map_handles(inherit_process, p);
	p->failed |= fault("fork.payload") < 0;
}

#define BIG	((size_t)4 << 20)	/* takes longer to copy than to wait */

struct filling {
	struct snapshot *list;
	struct payload payload;
	unsigned char *marks;		/* of its handles: nt_hold() */
	pid_t pid;
	int stays;
};

static int
copy_all(struct filling *f)
{
	struct copy *c = kept.view;

	mm_stack_now(&c->main_stack);
	c->n_dirty = f->list->dirty.n;
	snapshot_copy_list(&c->list, f->list);
	copy_out((char *)c + round_up(sizeof *c), f->list);
	list_handles(f->list, f->pid, &f->payload);
	return f->payload.failed ? -ENOMEM : 0;
}

/* Nothing that is to be the child's goes until it has it. */
static int
hold_handles(struct filling *f)
{
	const struct payload *p = &f->payload;

	if ((f->marks = mm_alloc(p->n_handles)) == NULL)
		return -ENOMEM;
	nt_hold(p->handles, f->marks, p->n_handles);
	return 0;
}

/*
 * Fills the section.  Nothing of what is copied may change until the copy is
 * made, so no memory is allocated before; other threads stand still until it
 * is known what goes with it.
 */
static int
fill(struct filling *f, const struct nt_context *context)
{
	int e;

	thr_stop_safely(snapshot_heap_size(f->list) > BIG);
	fd_each(share, &f->pid);
	e = list_memory(f->list, context, f->stays);
	if (e == 0 && (total(f->list) > kept.bytes ||
	    spawn_image_changes() != kept.view->changes))
		e = -EAGAIN;
	if (e == 0 && (e = copy_all(f)) == 0)
		e = hold_handles(f);
	mm_map_settled();
	thr_continue_others();
	return e;
}

/* The start of the section. */
static int
fill_head(const struct nt_context *context,
    const struct nt_stack_bounds *stack, pid_t pid)
{
	const struct child *own;
	struct copy *c = kept.view;
	int e;

	c->context = *context;
	c->stack = *stack;
	c->thread = nt_self();
	c->pid = pid;
	c->taken = 0;
	c->n_held = 0;
	c->n_children = 0;
	if (moves(pid)) {
		own = children_all(&c->n_children);
		memcpy(c->child, own, c->n_children * sizeof *own);
	}
	if ((e = fault("fork.fill")) < 0)
		return e;
	list_held(c);
	c->changes = spawn_image_changes();
	return list_images(c);
}

/* Strings of this process, for the child to be started with. */
static char *
narrow(const uint16_t *s, size_t units)
{
	size_t n = utf_16to8(NULL, 0, s, units);
	char *text = mm_alloc(n + 1);

	if (text != NULL) {
		utf_16to8(text, n, s, units);
		text[n] = '\0';
	}
	return text;
}

/* Only the payload's head travels: the rest is in the copy. */
static int
start(struct payload *p, const char *program, const char *line,
    nt_handle *process, uint32_t *winpid)
{
	struct nt_spawn s = {
		.program = program,
		.command_line = line,
		.payload = p->data,
		.payload_size = sizeof(struct payload_head),
		.keys_off = 1,
	};
	int e;

	s.inherit = p->handles;
	s.n_inherit = p->n_handles;
	s.environment = nt_environment();
	s.nice = proc_self()->nice;
	for (int i = 0; i < 3; i++)
		s.handles[i] = exec_std_handle(i);
	if ((e = fault("fork.create")) < 0)
		return e;
	return nt_spawn(&s, process, winpid, NULL);
}

static int
start_copy(struct payload *p, nt_handle *process, uint32_t *winpid)
{
	const uint16_t *command = nt_command_line();
	uint16_t *path = mm_alloc(PATH_NT_MAX * sizeof *path);
	char *program = NULL, *line = NULL;
	size_t units = 0;
	long n = -ENOMEM;
	int e;

	if (path != NULL)
		n = nt_image_path(nt_image_program(), path, PATH_NT_MAX);
	while (command[units] != 0)
		units++;
	if (n > 0)
		program = narrow(path, (size_t)n);
	line = narrow(command, units);
	e = n < 0 ? (int)n : program == NULL || line == NULL ? -ENOMEM : 0;
	if (e == 0) {
		payload_head(p)->section = (uintptr_t)kept.section;
		payload_head(p)->image = (uintptr_t)payload_image;
		payload_head(p)->size = (uint32_t)(kept.bytes >> 16);
		e = start(p, program, line, process, winpid);
	}
	mm_free(path);
	mm_free(program);
	mm_free(line);
	return e;
}

/* The section is made and filled, and the process from it. */
static int
create(struct filling *f, const struct nt_context *context,
    const struct nt_stack_bounds *stack, nt_handle *process, uint32_t *winpid)
{
	KEEP static size_t needed;
	int e, with_threads = thr_count() > 1;
	size_t bytes = 0;

	if (with_threads)
		e = most_memory(f->list, context, needed, &bytes);
	else if ((e = list_memory(f->list, context, f->stays)) == 0)
		bytes = total(f->list);
	if (e == 0)
		e = get_section(bytes);
	if (e == 0)
		e = fill_head(context, stack, f->pid);
	if (e == 0)
		e = with_threads ? fill(f, context) : copy_all(f);
	if (with_threads)
		needed = e == -EAGAIN ? total(f->list) : 0;
	else
		mm_map_settled();
	if (e == 0)
		e = start_copy(&f->payload, process, winpid);
	if (f->marks != NULL)
		nt_let_go();
	if (e < 0 && kept.section != NULL)
		kept.view->taken = 1;	/* there is no child to take it */
	if (kept.bytes > KEPT_MAX)
		drop_kept();
	return e;
}

int
child_create(const struct nt_context *context,
    const struct nt_stack_bounds *stack, pid_t pid, int stays,
    nt_handle *process, uint32_t *winpid)
{
	KEEP static struct snapshot *list;
	struct filling f = { .pid = pid, .stays = stays };
	struct proc_entry *entry;
	uint64_t started;
	int e;

	if (thr_count() <= 1)
		fd_each(share, &pid);
	if ((e = fault("fork.section")) < 0 ||
	    (list == NULL && (e = get_memory(sizeof *list,
	    (void **)&list)) < 0))
		return e;
	f.list = list;
	e = create(&f, context, stack, process, winpid);
	payload_end(&f.payload, NULL);
	mm_free(f.marks);
	if (e < 0)
		return e;
	snapshot_copies++;
	started = nt_process_started(*process);
	/* As in exec.c: before other threads can find it in the table. */
	if (stays)
		children_add(pid, *process, *winpid);
	exec_late();
	proc_lock();
	/* Unless the child has been faster, and perhaps is at its end. */
	entry = proc_find(pid);
	if (entry != NULL && (entry->state == PROC_NEW ||
	    entry->state == PROC_VIRTUAL)) {
		entry->winpid = *winpid;
		entry->started = started;
		entry->state = PROC_RUNNING;
	}
	proc_unlock();
	if (stays)
		sig_child_added();	/* as there */
	return 0;
}

/* --- in the child --- */

#define CANNOT_START	127
#define KILLED		(128 + 9)	/* before it could run */

static void __attribute__((noreturn))
give_up(const char *what)
{
	platform_write_error(what, strlen(what));
	nt_exit_process(CANNOT_START);
}

/*
 * Loads what the parent has loaded; everything must lie where it lies there.
 * The heap's place is claimed, but the heap is not there yet: no malloc().
 */
static void
load_images(const struct copy *c)
{
	for (unsigned i = 0; i < c->n_images; i++) {
		const struct copied_image *im = &c->image[i];

		if (fault("child.image") == 0 &&
		    (nt_image_of(im->base) == im->base ||
		    nt_image_load_path(c->path + im->path) == im->base))
			continue;
		give_up("isthmus: fork: an image has moved\n");
	}
}

static void
copy_in(const struct copy *c)
{
	const struct mm_section *sections = c->list.section;
	const char *from = (const char *)c + round_up(sizeof *c);
	struct dirty dirty = { .n = c->n_dirty };

	for (unsigned i = 0; i < c->list.n_regions; i++) {
		dirty_put(c->list.region[i].addr, from, c->list.region[i].size);
		from += c->list.region[i].size;
	}
	for (unsigned i = 0; i < c->list.n_sections; i++) {
		if (!by_copy(&sections[i]))
			continue;
		dirty_put(sections[i].addr, from, sections[i].size);
		from += sections[i].size;
	}
	if (fault("child.mapping") < 0 || mm_map_rebuild() < 0)
		give_up("isthmus: fork: a mapping cannot be made again\n");
	dirty.run = (struct mm_region *)(uintptr_t)from;
	for (size_t i = 0; i < dirty.n; i++)
		if (mm_map_open_run(&dirty.run[i]) < 0)
			give_up("isthmus: fork: no memory for a mapping\n");
	dirty_copy_in(&dirty, from + dirty.n * sizeof(struct mm_region));
	mm_map_settled();
}

/* The copied memory names what is the parent's: put in what is ours. */
static void
become(const struct copy *c)
{
	struct proc_entry *p = NULL;

	thr_fork_host(c->thread);
	if (nt_self_set(c->thread) < 0)
		give_up("isthmus: fork: no thread data\n");
	mm_arena_adopt(c->list.section, c->list.n_sections);
	for (unsigned i = 0; i < c->n_held; i++)
		file_drop(c->held[i]);
	if (proc_table_open() < 0 || fault("child.table") < 0)
		give_up("isthmus: fork: the process table is gone\n");
	if ((p = proc_arrive(c->pid)) == NULL)
		nt_exit_process(KILLED);
	proc_become(p);
	children_take(c->child, c->n_children);
	/* The table and all else of the installation are not that user's. */
	if (nt_acting() != NULL && nt_thread_acts(NULL) < 0)
		give_up("isthmus: fork: not that user any more\n");
}

void
child_start(const struct payload_head *h)
{
	KEEP static struct nt_context context;
	KEEP static struct nt_stack_bounds stack;
	KEEP static char faults[256];
	nt_handle section = (nt_handle)(uintptr_t)h->section;
	struct copy *c;
	void *view = NULL;

	/* Faults are asked for in the environment, also of copies. */
	if (environ_peek(nt_environment(), "ISTHMUS_FAULT", faults,
	    sizeof faults) > 0)
		fault_parse(faults);
	if (fault("child.map") < 0 ||
	    nt_section_map(section, &view, (size_t)h->size << 16, 0,
	    NT_MEM_READ | NT_MEM_WRITE) < 0)
		give_up("isthmus: fork: the parent's memory is gone\n");
	nt_close(section);
	payload_image = (nt_handle)(uintptr_t)h->image;
	c = view;
	if (fault("child.claim") < 0 ||
	    mm_stack_claim(&c->main_stack) < 0 ||
	    mm_block_claim(c->list.block) < 0)
		give_up("isthmus: fork: memory is taken already\n");
	for (unsigned i = 0; i < c->list.n_stacks; i++)
		if (mm_stack_claim(&c->list.stack[i]) < 0)
			give_up("isthmus: fork: a stack's place is taken\n");
	for (unsigned i = 0; i < c->list.n_sections; i++)
		if (fault("child.heap") < 0 ||
		    mm_arena_claim(&c->list.section[i]) < 0)
			give_up("isthmus: fork: no memory for the heap\n");
	load_images(c);
	copy_in(c);
	become(c);
	sig_console_watch((int)h->keys_off);
	context = c->context;
	stack = c->stack;
	c->taken = 1;
	nt_section_unmap(view);
	if (proc_has_maps())
		file_await_visits();
	nt_stack_set(&stack);
	nt_context_resume(&context, 1);
}
