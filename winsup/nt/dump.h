/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A core file: this process as debuggers of Windows read it ("Minidump
 * Files", minidumpapiset.h).
 */
#ifndef ISTHMUS_NT_DUMP_H
#define ISTHMUS_NT_DUMP_H

#include "nt/fault.h"
#include "nt/types.h"

/* The exception of a signal that no fault was the cause of, plus its number. */
#define NT_DUMP_SIGNAL	0xe0000000u

struct nt_dump {
	nt_handle file;			/* to write to, empty */
	uint64_t limit;			/* bytes it may have */
	int sig;
	/* The calling thread: where it was, and the stack it had there. */
	const struct nt_fault *fault;	/* kind NONE: a signal, no fault */
	struct nt_stack_bounds stack;
	uint32_t thread;		/* that the signal was for */
	const char *comment;
};

/*
 * Writes the registers and stacks of all threads, the list of images, and, as
 * far as the limit allows, all memory that can be written to and is of no
 * file, or else the images' data.  Other threads stand still meanwhile.  0;
 * -EFBIG (not even the stacks fit), -ENOMEM, or why it cannot be written:
 * then part of it may have been.
 */
int nt_dump_write(const struct nt_dump *);

#endif
