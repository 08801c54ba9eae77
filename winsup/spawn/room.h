/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * spawn/: making processes, and what Windows passes to them: the command
 * line (args.c) and the environment (environ.c).  So far: system().
 */
#ifndef ISTHMUS_SPAWN_ROOM_H
#define ISTHMUS_SPAWN_ROOM_H

#include <stddef.h>
#include <stdint.h>

/*
 * system(3): with NULL, whether there is a shell.  Else runs
 * <root>/bin/sh.exe -c command with descriptors 0 to 2 and returns its wait
 * status; 127 << 8 if there is no shell.  -errno: no process (EAGAIN,
 * ENOMEM).
 */
long spawn_system(const char *command);

/*
 * Splits line by the rules of Microsoft's C runtime since 2008 ("Parsing
 * C++ command-line arguments", learn.microsoft.com).  argv may be NULL to
 * count only; else it has room for the returned number and a NULL, and
 * text for *bytes, as told by an earlier call.
 */
size_t args_split(const char *line, char **argv, char *text, size_t *bytes);

/*
 * Writes arg, quoted where it must be, so that args_split() gives it back,
 * and a terminator; dst may be NULL.  Returns the bytes, terminator
 * included.
 */
size_t args_quote(char *dst, const char *arg);

/*
 * argv[0] as POSIX programs want it, in place: no ".exe" at its end, and
 * '/' for '\' in a name that is a Win32 path.
 */
void args_fix_name(char *name);

/*
 * How Win32 paths become POSIX ones, or the other way: functions of
 * path/room.h.
 */
struct environ_paths {
	long (*path)(char *dst, size_t size, const char *path);
	long (*list)(char *dst, size_t size, const char *list);
};

/*
 * Makes environ of block: UTF-16 strings, each terminated, then an empty
 * one.  What is made comes from alloc() and stays.  NULL without memory.
 */
char **environ_make(const uint16_t *block, const struct environ_paths *,
    void *(*alloc)(size_t));

/*
 * The other way, for a child that Windows starts: a block of env, with the
 * same variables converted.  NULL without memory.
 */
uint16_t *environ_block(char *const *env, const struct environ_paths *,
    void *(*alloc)(size_t));

/* A variable's value straight from the block; its length, -1 if not set. */
long environ_peek(const uint16_t *block, const char *name, char *dst,
    size_t size);

#endif
