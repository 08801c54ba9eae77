/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fork.  A child starts in place: it runs on the parent's own thread, in the
 * parent's memory, of which a copy is put aside (snapshot.c).  When it execs
 * or exits, that copy is put back and fork() returns in the parent a second
 * time.  Only a child that would block, or that could not run in place, gets
 * a Windows process of its own (child.c).  Such a child in place is called
 * virtual; virtual children can fork in turn, each is a level.
 */
#ifndef ISTHMUS_SPAWN_FORK_H
#define ISTHMUS_SPAWN_FORK_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "fd/room.h"
#include "mm/room.h"
#include "nt/clock.h"
#include "nt/context.h"
#include "nt/types.h"
#include "spawn/dirty.h"

#define FORK_LEVELS	8
#define FORK_REGIONS	512	/* writable runs of memory, sections apart */
#define FORK_SECTIONS	8192	/* of the arena: 32 GiB in small pieces */
#define FORK_STACKS	256	/* of threads */

/* How a section of the heap is put aside, see snapshot.c. */
enum { BY_COPY, BY_VIEW, BY_PAGES };

/* Memory put aside for one level; see snapshot.c. */
struct snapshot {
	unsigned n_regions, n_sections, n_stacks;
	int shared;		/* another process has got them meanwhile */
	struct dirty dirty;	/* of views that were copy-on-write before */
	char *copy;		/* all regions, then the dirty pages */
	size_t room;
	struct mm_region block[MM_BLOCK_REGIONS];
	struct mm_region region[FORK_REGIONS];
	struct mm_stack stack[FORK_STACKS];
	unsigned char way[FORK_SECTIONS];
	/* Last: most of it is unused. */
	struct mm_section section[FORK_SECTIONS];
};

/* What each fork uses is at the beginning: few pages are touched. */

struct fork_level {
	struct nt_context context;	/* in the parent's fork() */
	struct nt_stack_bounds stack;
	struct nt_cpu_times cpu;	/* of Windows' process, at fork() */
	pid_t child;
	nt_handle process;		/* of a child that has one */
	uint32_t winpid;
	unsigned n_held;
	struct snapshot snap;
	struct file *held[FD_MAX];	/* the parent's references */
	/* What belongs to the description, as the child left it. */
	struct held_state {
		int flags, locked, inherits;
		unsigned shared;
		uint64_t id;
	} held_state[FD_MAX];
};

/* Virtual levels below the running program: 0 in a real process. */
extern int fork_level;
extern struct fork_level *fork_levels[FORK_LEVELS];

/*
 * snapshot.c: list says what a child needs; take puts the memory of this
 * process, the main stack from sp on, aside; -ENOMEM leaves all as it was.
 * restore puts it back and runs on a stack of its own.
 */
int snapshot_list(struct snapshot *, uintptr_t sp);
/* What has been listed, for another process. */
void snapshot_copy_list(struct snapshot *, const struct snapshot *);
/* Of the heap's sections on the list, in bytes. */
size_t snapshot_heap_size(const struct snapshot *);
/*
 * What a copy-on-write view has of its own is added to s->dirty or, if it is
 * much and may_merge, put into the section where that is nobody else's.
 * alone: no other thread of the program runs; may_merge implies it.
 */
int snapshot_view(struct snapshot *s, struct mm_section *, int alone,
    int may_merge);
/*
 * Private memory of the heap becomes a section if that pays, as it does for a
 * process that had a child with a process of its own: it may have more.  Not
 * in a child in place.
 */
extern unsigned snapshot_copies;
void snapshot_share(struct mm_section *, int pays);
int snapshot_take(struct snapshot *, uintptr_t sp);
void snapshot_restore(struct snapshot *);

/*
 * child.c: this process' image in a new one; 0 or -errno.  stays:
 * this process goes on with its memory; otherwise fork_undo() follows.
 */
int child_create(const struct nt_context *, const struct nt_stack_bounds *,
    pid_t pid, int stays, nt_handle *process, uint32_t *winpid);
/* For the watch: the child has been in place for very long. */
void fork_let_go(void);

#endif
