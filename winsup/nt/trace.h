/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The platform's side of lib/trace.h and lib/assert.h: where lines go.
 */
#ifndef ISTHMUS_NT_TRACE_H
#define ISTHMUS_NT_TRACE_H

#include <stddef.h>

/*
 * Sends trace lines to this file (a Win32 path in UTF-8), appended whole
 * line by line, also by several processes.  0 or -errno.
 */
int platform_trace_open(const char *path);
/* Its whole name; the length, 0: it does not fit, or there is none. */
size_t platform_trace_name(char *dst, size_t size);

#endif
