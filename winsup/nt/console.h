/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Consoles in UTF-16, as the console keeps its text (Microsoft, "Console
 * Functions").  Return units moved, or -errno.
 */
#ifndef ISTHMUS_NT_CONSOLE_H
#define ISTHMUS_NT_CONSOLE_H

#include "nt/types.h"

/* Inheritable handles on this process' console: input and screen. */
int nt_console_open(nt_handle *in, nt_handle *screen);

/*
 * Waits for a line (or less); 0 at Ctrl-Z, -EINTR: a key has interrupted it
 * and discarded the line.  *kept units of the line are in buf already.
 * -EAGAIN: nt_console_wake() has ended it; *kept are there by now.
 */
long nt_console_read(nt_handle, uint16_t *buf, size_t units, size_t *kept);
/* Ends a read that waits, perhaps another one than was meant. */
int nt_console_wake(nt_handle);
long nt_console_write(nt_handle, const uint16_t *, size_t units);

/*
 * Is there a key to read?  Other events before it (mouse, focus, keys let
 * go) are taken away: they are no input to a POSIX program.  1 for an error,
 * which the read will tell.
 */
int nt_console_has_input(nt_handle);
/* The same, of any key that nt_console_read() has something to do for. */
int nt_console_begins_line(nt_handle);

/*
 * Rows and columns of the window; any handle on the console will do.
 */
int nt_console_size(nt_handle, unsigned *rows, unsigned *columns);

#endif
