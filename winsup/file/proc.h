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

/* The living process of that number: 0 or -ENOENT. */
int proc_look_up(pid_t, struct proc_subject *);
/* The program's POSIX path; -errno. */
long proc_program(const struct proc_subject *, char *dst, size_t size);

#endif
