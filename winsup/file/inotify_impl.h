/* SPDX-License-Identifier: BSD-2-Clause */
/* inotify's parts among each other; inotify.c tells how it works. */
#ifndef ISTHMUS_FILE_INOTIFY_IMPL_H
#define ISTHMUS_FILE_INOTIFY_IMPL_H

#include "file/room_impl.h"
#include "nt/clock.h"
#include "nt/watch.h"

#define MS		(NT_PER_SECOND / 1000)
#define WATCHES		256
#define NAME_UNITS	1000
#define QUEUE		32768		/* bytes, a power of 2 */
#define QUIET		(250 * MS)	/* no change: taken for closed */
#define CLOSING		8
#define HINTS		16

struct watch {
	int32_t wd;			/* 0: unused */
	uint32_t mask;
	uint64_t ino;
	uint64_t folder;		/* a folder's inotify_folder() */
	uint32_t dev;
	uint16_t units, name_at;	/* of the file in it; 0: a folder */
	uint16_t name[NAME_UNITS];	/* of NT */
};

struct state {
	volatile uint32_t lock;
	int32_t last_wd;
	uint64_t listener;		/* fd_process_token(); 0: none yet */
	uint32_t last_cookie;
	uint32_t overflown;
	uint32_t head, tail;		/* count bytes */
	uint32_t last;			/* where the last event begins */
	uint32_t turn;			/* where those of a source begin */
	uint32_t noted;			/* events that are listened to there */
	uint64_t noted_by;		/* by the process of that token */
	struct fd_interest noted_of;	/* and of what */
	uint64_t id;			/* in fd/notes.c */
	struct watch watch[WATCHES];
	char queue[QUEUE];
};

/* A modified file that will be taken for closed. */
struct closing {
	int64_t due;			/* 0: unused */
	char name[NAME_MAX + 1];
};

/* How this process listens for a watch. */
struct source {
	struct source *next;
	int wd;
	struct nt_watch *data, *attributes;
	int64_t look;			/* when to look after itself */
	int missing;			/* it was not there last time */
	uint32_t cookie;		/* of an old name: its new one comes */
	int was_ours, was_hidden;	/* the old name */
	uint32_t between;		/* cookie of one that is exchanged */
	int ours_between;
	char old[NAME_MAX + 1];
	struct closing closing[CLOSING];
	uint32_t hints;			/* those since then are for this */
	uint32_t used[HINTS], n_used;	/* the last ones that were */
};

/* This process' part; of another process by its token: not valid. */
struct inotify {
	uint64_t token;
	struct state *s;
	struct source *sources;
};

/* All of these are called with the state's lock. */

/* inotify.c */
struct source *inotify_source_of(struct inotify *, int wd);

/*
 * inotify_queue.c.  Events: put() drops what repeats the last one.  Of a move
 * IN_MOVED_FROM comes first, if both still wait: the events of one source
 * (from turn on) go before the other's that follow IN_MOVED_TO.
 */
void inotify_put(struct state *, int wd, uint32_t mask, uint32_t cookie,
    const char *name);
/* Whole ones, as many as fit; -EINVAL: not even one. */
long inotify_get(struct state *, char *, size_t);
struct watch *inotify_watch_of(struct state *, int wd);
void inotify_drop(struct state *, struct watch *);
/* An event, if somebody wants it; the last of a watch for one only. */
void inotify_report(struct state *, struct watch *, uint32_t mask,
    uint32_t cookie, const char *name);
/* What is watched is no more. */
void inotify_gone(struct state *, struct watch *);
/* That folder has another name, with all that is in it. */
void inotify_follow(struct state *, const struct nt_name *from,
    const struct nt_name *to);

/* inotify_tell.c: for nt_watch_take(); the argument is a struct telling. */
struct telling {
	struct state *s;
	struct watch *w;
	struct source *src;
};
/* That file is known to be closed. */
void inotify_is_closed(struct source *, const char *name);
void inotify_tell(enum nt_change, const struct nt_name *, void *);
void inotify_tell_attributes(enum nt_change, const struct nt_name *, void *);

/*
 * inotify_note.c: what our own programs do.  Listens to what the watches want
 * (any: or to nothing), and takes what there is up to that head of the notes.
 */
#define NOTED	(IN_OPEN | IN_ACCESS | IN_CLOSE | IN_ATTRIB)
uint64_t inotify_folder(const uint16_t *nt, size_t units);
void inotify_want_notes(struct inotify *, int any);
void inotify_take_notes(struct inotify *, uint32_t upto);

#endif
