/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc: proc.c and what proc_impl.h names have the tree, proc_text.c,
 * proc_net.c, proc_pid.c and proc_maps.c what its files say, proc_peer.c what
 * other processes have in their memory.
 */
#ifndef ISTHMUS_FILE_PROC_H
#define ISTHMUS_FILE_PROC_H

#include <stddef.h>
#include <sys/types.h>

#include "fd/room.h"
#include "lib/limits.h"
#include "path/room.h"
#include "proc/room.h"

/* Text that grows; failed: no memory. */
struct proc_text {
	char *data;
	size_t used, room;
	int failed;
};

void text_add(struct proc_text *, const char *data, size_t n);
void text_printf(struct proc_text *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A thread; tid is its number in /proc, thread that of the system. */
struct proc_task {
	pid_t tid;
	uint32_t thread;
	char name[16];			/* "": it has none */
};

/*
 * A copy of a process' entry, whether it is this process, and which of its
 * threads is meant (tid 0: the process).
 */
struct proc_subject {
	struct proc_entry entry;
	int self;
	struct proc_task task;
};

/* -errno, where it cannot be told. */
typedef int proc_writer(struct proc_text *, const struct proc_subject *);

struct proc_file {
	const char *name;
	proc_writer *write;
};

/* Files of /proc, /proc/net and /proc/PID; a NULL name ends each list. */
extern const struct proc_file proc_files[];
extern const struct proc_file proc_net_files[];
extern const struct proc_file proc_pid_files[];

/*
 * /proc/registry, path is what follows that: 1 a folder, 0 a file, -errno;
 * a file's text; the next entry of a folder (1, 0 at the end).
 */
int proc_registry_kind(const char *path);
int proc_registry_text(struct proc_text *, const char *path);
int proc_registry_entry(const char *path, int64_t *at, char *name,
    int *is_key);

extern proc_writer proc_write_mounts, proc_write_mountinfo;
extern proc_writer proc_write_maps, proc_write_smaps;	/* proc_maps.c */

/*
 * Of other processes; errors are proc_peek()'s.  A pipe's end can be asked
 * and opened; other descriptors have a path, or -ENXIO.
 */
int proc_peer_fd(pid_t, int fd, struct fd_seen *);
int proc_peer_next_fd(pid_t, int from);
int proc_peer_fd_stat(pid_t, const struct fd_seen *, struct stat *);
int proc_peer_fd_open(pid_t, const struct fd_seen *, int flags,
    struct file **);
int proc_is_device(const struct file_ops *);
/* What its link says; path and st may be NULL. */
void proc_fd_text(const struct file_ops *, const char *path,
    const struct stat *, char *dst, size_t size);
int proc_fdinfo(struct proc_text *, const struct proc_subject *, int fd);
/* The current directory, or what chroot() made of "/": its length. */
long proc_peer_place(pid_t, int root, char dst[PATH_MAX]);
int proc_peer_environ(pid_t, struct proc_text *);
struct proc_limits {
	struct limit limit[LIMITS];
	struct fd_limits fds;
};
int proc_peer_limits(pid_t, struct proc_limits *);
int proc_peer_threads(pid_t);

/* One of its threads; proc_peek()'s errors (-EAGAIN: too many). */
int proc_task(const struct proc_subject *, pid_t tid, struct proc_task *);
/* The lowest number >= from: 1, 0 if there is none. */
int proc_next_task(const struct proc_subject *, pid_t from, pid_t *tid);

/* The living process of that number: 0 or -ENOENT. */
int proc_look_up(pid_t, struct proc_subject *);
/* The program's POSIX path; -errno. */
long proc_program(const struct proc_subject *, char *dst, size_t size);

#endif
