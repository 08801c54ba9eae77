/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a process of ours passes to one it starts: ids, descriptors, current
 * directory, arguments, environment.  It travels in the start-up information
 * if it is small, else in a section whose handle travels there.  Programs
 * that are not ours do not look at it.
 *
 * Layout: a head, then arrays and strings at offsets from its start.  Both
 * ends have the same DLL, or the version tells.
 */
#ifndef ISTHMUS_SPAWN_PAYLOAD_H
#define ISTHMUS_SPAWN_PAYLOAD_H

#include <stddef.h>
#include <stdint.h>

#include "fd/room.h"
#include "lib/limits.h"
#include "nt/types.h"
#include "signal/room.h"
#include "spawn/wait.h"

#define PAYLOAD_MAGIC	UINT32_C(0x49507032)
#define PAYLOAD_VERSION	5
#define PAYLOAD_INLINE	60000	/* bytes that the start-up information takes */

enum payload_kind {
	PAYLOAD_EXEC = 1,	/* a program, from its start */
	PAYLOAD_FORK		/* a copy of the parent: see child.c */
};

struct payload_head {
	uint32_t zero;		/* Microsoft's C runtime: no files */
	uint32_t magic;
	uint16_t version, kind;
	uint32_t size;
	uint64_t installation;	/* path_root_hash(); so far in all versions */
	uint64_t section;	/* holds all of it, if not 0 */
	int32_t pid;		/* 0: it enters the table by itself */
	uint32_t umask;
	uint64_t sig_ignored, sig_blocked;
	uint32_t n_files, n_fds, argc, envc;
	uint32_t files, fds, args, env, cwd;	/* offsets */
	uint32_t n_children, children;
	struct sig_passed passed;	/* by exec */
	struct usage_passed usage;	/* by exec */
	int16_t policy, priority;	/* of its first thread */
	struct limit limits[LIMITS];
	uint16_t fds_soft, fds_hard;	/* RLIMIT_NOFILE */
	uint32_t owns_ranges;		/* locks that an exec keeps */
	uint32_t keys_off;	/* of nt_spawn() */
	uint32_t cwd_gone;	/* cwd is what it was called */
	uint32_t jail;		/* offset of path_jail(), 0: none */
	uint32_t moves;		/* of file_moves_known() */
	uint64_t image;		/* keeps the program's file there, or 0 */
};

struct payload_file {
	uint64_t handle;
	uint32_t type;		/* of file_type() */
	int32_t flags;
	uint32_t path;		/* offset, 0: none */
	int32_t drive;
	uint64_t more[FILE_MORE];
	uint64_t id;
	uint32_t shared, shared_ref;
};

struct payload_fd {
	int32_t fd;
	uint32_t file;		/* index */
	int32_t fd_flags;
};

struct payload_child {
	uint64_t handle;
	int32_t pid;
	uint32_t winpid;
};

/* Grows while it is filled; failed says that memory ran out on the way. */
struct payload {
	char *data;
	size_t used, room;
	int failed;
	nt_handle *handles;	/* that the child inherits */
	unsigned n_handles;
};

struct spawn_view;

/*
 * Begins one of that kind for pid, with the umask and the view's descriptors
 * and directory in it; NULL: this process' own.
 */
void payload_begin(struct payload *, enum payload_kind, int32_t pid,
    const struct spawn_view *);
void payload_add_args(struct payload *, char *const *argv);
void payload_add_env(struct payload *, char *const *env);
void payload_add_handle(struct payload *, nt_handle);
/* One that may have to be made inheritable first.  NULL: nothing. */
void payload_pass_handle(struct payload *, nt_handle);
/* For a process that goes on elsewhere: what it has of its children. */
void payload_add_children(struct payload *);
/*
 * Makes it ready to be passed: *data, *size is what nt_spawn() takes.
 * -ENOMEM.  payload_end() frees everything.
 */
int payload_finish(struct payload *, const void **data, size_t *size,
    nt_handle *section);
void payload_end(struct payload *, nt_handle section);

static inline struct payload_head *
payload_head(struct payload *p)
{
	return (struct payload_head *)p->data;
}

/*
 * In the child: the payload, mapped or in place; NULL if there is none.
 * It stays valid.  -EINVAL in *error if it is one of another version, of
 * which no more is known than the beginning.
 */
const struct payload_head *payload_received(int *error);
/* Will that be passed to another process so that both can change it? */
int payload_shares(const struct file *);
/* Of this process: what keeps its program's file there, or NULL. */
extern nt_handle payload_image;
/* Takes over descriptors, directory, umask.  0 or -errno. */
int payload_take(const struct payload_head *);
/* argv or environ as an array that stays; NULL: no memory. */
char **payload_strings(const struct payload_head *, uint32_t at,
    uint32_t count);

#endif
