/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The platform's side of lib/trace.h and lib/assert.h: where lines go.
 */
#ifndef ISTHMUS_NT_TRACE_H
#define ISTHMUS_NT_TRACE_H

/*
 * Sends trace lines to this file (a Win32 path in UTF-8), appended whole
 * line by line, also by several processes.  0 or -errno.
 */
int platform_trace_open(const char *path);

#endif
