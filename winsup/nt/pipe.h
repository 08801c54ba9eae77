/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pipes as NT has them: byte streams between the two ends of one instance of
 * a named pipe (ntifs.h: NtCreateNamedPipeFile, FILE_PIPE_INFORMATION,
 * FILE_PIPE_LOCAL_INFORMATION; MS-FSCC 2.4.29 to 2.4.31).
 *
 * Whether transfers wait is a state of an end, not of a handle: all processes
 * that share the end share it, as POSIX wants it of O_NONBLOCK.  What a
 * system tells of a pipe, and what not: doc/pipes.md.
 */
#ifndef ISTHMUS_NT_PIPE_H
#define ISTHMUS_NT_PIPE_H

#include "nt/types.h"

#define NT_PIPE_CAPACITY	0x20000		/* bytes a new pipe holds */

/* No transfer is larger: NT would keep all of it in the kernel's memory. */
#define NT_PIPE_TRANSFER	0x10000

struct nt_pipe_state {
	size_t readable;	/* bytes that wait at this end */
	size_t room;		/* bytes that fit; 0 also for "not known" */
	size_t capacity;
	int connected;		/* the other end is open */
};

/*
 * A new pipe with inheritable handles on its ends, which wait.  *id is what
 * nt_pipe_id() gives for both.
 */
int nt_pipe_create(nt_handle *reader, nt_handle *writer, uint64_t *id);

/* A number that both ends share and other pipes do not. */
int nt_pipe_id(nt_handle, uint64_t *id);

/* An error if the handle is no pipe. */
int nt_pipe_query(nt_handle, struct nt_pipe_state *);

/* Shall reads of, or writes to, this end wait?  -EACCES: not ours to say. */
int nt_pipe_set_wait(nt_handle, int wait);
int nt_pipe_get_wait(nt_handle);	/* 0, 1 or -errno */

/*
 * One transfer of at most NT_PIPE_TRANSFER bytes, or of more if that is there
 * to be read.  Reading gives 0 when all
 * writers are gone, and -EAGAIN when the end does not wait and nothing is
 * there.  Writing to an end that does not wait gives 0 when not all of it
 * fits (some systems write a part), and -EPIPE when all readers are gone.
 */
long nt_pipe_read(nt_handle, void *, size_t);
long nt_pipe_write(nt_handle, const void *, size_t);
/* What there is, without taking it or waiting for it. */
long nt_pipe_peek(nt_handle, void *, size_t);

#endif
