/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc: proc.c has the tree, proc_text.c what its files say.
 */
#ifndef ISTHMUS_FILE_PROC_H
#define ISTHMUS_FILE_PROC_H

#include <stddef.h>
#include <sys/types.h>

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

/* A copy of a process' entry, and whether it is this process. */
struct proc_subject {
	struct proc_entry entry;
	int self;
};

/* -errno, where it cannot be told. */
typedef int proc_writer(struct proc_text *, const struct proc_subject *);

struct proc_file {
	const char *name;
	proc_writer *write;
};

/* Files of /proc and of /proc/PID; a NULL name ends each list. */
extern const struct proc_file proc_files[];
extern const struct proc_file proc_pid_files[];

/*
 * /proc/registry, path is what follows that: 1 a folder, 0 a file, -errno;
 * a file's text; the next entry of a folder (1, 0 at the end).
 */
int proc_registry_kind(const char *path);
int proc_registry_text(struct proc_text *, const char *path);
int proc_registry_entry(const char *path, int64_t *at, char *name,
    int *is_key);

/* The living process of that number: 0 or -ENOENT. */
int proc_look_up(pid_t, struct proc_subject *);
/* The program's POSIX path; -errno. */
long proc_program(const struct proc_subject *, char *dst, size_t size);

#endif
