/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tracing, switched on by the environment at start-up:
 *
 *	ISTHMUS_TRACE=syscall,file	categories (or "all"), to stderr
 *	ISTHMUS_TRACE=all:C:\x.log	... appended to a file instead
 *
 * One line per event: Windows' and POSIX' process id (0 before anybody has
 * asked for that), seconds since start, category, text.  With tracing off an
 * event costs one load and one branch.
 */
#ifndef ISTHMUS_LIB_TRACE_H
#define ISTHMUS_LIB_TRACE_H

#include <stddef.h>
#include <stdint.h>

enum trace_category {
	TRACE_SYSCALL	= 1 << 0,	/* every entry point, decoded */
	TRACE_START	= 1 << 1,	/* start-up and exit */
	TRACE_PATH	= 1 << 2,	/* path resolution */
	TRACE_FILE	= 1 << 3,	/* files and NT calls on them */
	TRACE_MM	= 1 << 4,	/* memory regions */
	TRACE_THREAD	= 1 << 5,
	TRACE_SIGNAL	= 1 << 6,
	TRACE_PROCESS	= 1 << 7,
	TRACE_ALL	= 0xff
};

extern uint32_t trace_mask;
extern volatile int32_t trace_process;	/* set by the process table */

#define trace_on(cat)	__builtin_expect((trace_mask & (cat)) != 0, 0)
#define trace(cat, ...)							\
	do {								\
		if (trace_on(cat))					\
			trace_line((cat), __VA_ARGS__);			\
	} while (0)

/*
 * Sets the mask from the text of ISTHMUS_TRACE.  Returns the file's name
 * within spec, NULL for stderr; unknown words are reported through
 * *bad_len > 0 with *bad at the word.
 */
const char *trace_parse(const char *spec, const char **bad, size_t *bad_len);

void trace_line(enum trace_category, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Writes up to max bytes of src as a quoted C string into dst (room for
 * size bytes), "..." behind it if it was longer.  Returns the length.
 */
size_t trace_quote(char *dst, size_t size, const void *src, size_t len,
    size_t max);

/* Of the platform: one whole line to the trace's file; ids and clock. */
void platform_trace_write(const char *, size_t);
unsigned platform_trace_pid(void);
uint64_t platform_trace_usec(void);

#endif
