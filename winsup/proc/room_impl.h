/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef ISTHMUS_PROC_ROOM_IMPL_H
#define ISTHMUS_PROC_ROOM_IMPL_H

#include "proc/room.h"

#define PROC_MAGIC	UINT32_C(0x49507437)	/* "IPt7" */

/* A number's place among 2^bits. */
static inline unsigned
proc_hash(uint64_t number, unsigned bits)
{
	return (unsigned)(number * UINT64_C(0x9e3779b97f4a7c15) >>
	    (64 - bits));
}

#define PROC_WAITERS	64

struct proc_waiter {
	volatile uint32_t winpid;	/* 0: free */
	volatile uint32_t rung;		/* counts */
	volatile uint64_t key;		/* of the wait for rung */
};

struct proc_waiters {
	volatile uint64_t set[PROC_WAITERS];	/* what each is for */
	struct proc_waiter place[PROC_WAITERS];
	volatile uint32_t probe;	/* where to look for the dead next */
	uint32_t reserved[15];
};

/* The section.  A change of layout changes the magic, and so the name. */
struct proc_table {
	uint32_t magic;			/* written last */
	uint32_t entry_size;
	volatile uint32_t owner;	/* Windows pid that holds the lock */
	uint32_t next_slot;		/* where to look for a free one */
	uint32_t next_signal;		/* number of the next one */
	uint32_t free_signal;		/* where the search begins */
	uint32_t stops;			/* somebody has been stopped, ever */
	/* load.c: when it was last worked out, from what; times 65536. */
	uint32_t load_at, load_busy, load[3];
	volatile uint32_t resizing;	/* a lock: proc_resize_begin() */
	uint32_t reserved[3];
	/* Which entries may be in use; proc_each() notices which are not. */
	uint64_t used[PROC_SLOTS / 64];
	struct proc_entry entry[PROC_SLOTS];
	struct proc_signal signal[PROC_SIGNALS];
	struct proc_waiters waiters;
	_Alignas(64) char area[PROC_AREA];
};

_Static_assert(sizeof(struct proc_entry) == 256, "layout of the table");
_Static_assert(sizeof(struct proc_signal) == 40, "layout of the table");
_Static_assert(sizeof(struct proc_table) == 64 + PROC_SLOTS / 8 +
    256 * PROC_SLOTS + 40 * PROC_SIGNALS + 24 * PROC_WAITERS + 64 +
    PROC_AREA, "layout of the table");

struct proc_table *proc_table(void);
extern volatile pid_t proc_tenant;		/* peek.c */
struct thr_peers;
extern const struct thr_peers proc_peers;	/* peer.c */

/* Of word.c; going: see proc_look_at_holder(), NULL for the table's lock. */
void proc_word_take(volatile uint32_t *word, uint32_t *going);
void proc_word_give(volatile uint32_t *word);

/* Of table_nt.c.  The section's name goes with the last handle. */
int proc_section_map(struct proc_table **, nt_handle *, size_t size,
    uint64_t installation, uint32_t user, int *fresh);
uint32_t proc_winpid(void);
uint64_t proc_start_time(void);			/* of this process */
void proc_program_name(char *dst, size_t size);	/* its file, no folder */
void proc_pause(unsigned round);
/* The events of a pid: made, or opened and set (1, or 0: there is none). */
enum proc_event { PROC_BELL, PROC_WAKE, PROC_VISIT };
int proc_event_make(enum proc_event, pid_t pid, nt_handle *);
int proc_event_set(enum proc_event, pid_t pid);

#endif
