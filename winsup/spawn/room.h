/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * spawn/: making processes, and what Windows passes to them: the command
 * line (args.c) and the environment (environ.c).
 */
#ifndef ISTHMUS_SPAWN_ROOM_H
#define ISTHMUS_SPAWN_ROOM_H

#include <stddef.h>
#include <stdint.h>

struct mm_region;

/*
 * The writable memory of the program's images, the DLL included: asked of
 * the function given here at start-up; how many, at most max.
 */
void spawn_set_images(int (*list)(struct mm_region *, int max));
int spawn_images(struct mm_region *, int max);
/* One of them has come or gone; how often that has been so. */
void spawn_images_changed(void);
unsigned spawn_image_changes(void);

/* Once at start-up. */
void spawn_init(void);

/* XSH fork(), _exit() and execve(); see fork.c. */
long spawn_fork(void);
void spawn_exit(int status, uint32_t code) __attribute__((noreturn));
long spawn_execve(const char *path, char *const *argv, char *const *env);
/* The same of a file without a name; its reference is given up. */
struct file;
long spawn_fexecve(struct file *, char *const *argv, char *const *env);
extern char *const spawn_no_env[];	/* what NULL means, as elsewhere */

/*
 * pthread_atfork(): -ENOMEM.  The handlers before fork, whose number it
 * returns, and those of the two sides after it.
 */
int spawn_atfork(void (*prepare)(void), void (*parent)(void),
    void (*child)(void));
unsigned spawn_atfork_prepare(void);
void spawn_atfork_after(unsigned n, int in_child);
/* That image is being unloaded, and its handlers with it. */
void spawn_atfork_forget(const void *image);

/*
 * What is kept outside of the process about it, and must follow it: forking()
 * is called in the parent before a child begins, with its entry; leaving()
 * when the process ends or (ends 0) goes on as another program.  If that
 * cannot be started, forking() is called with its own entry.
 */
struct proc_entry;
struct spawn_hook {
	struct spawn_hook *next;
	void (*forking)(const struct proc_entry *);
	void (*leaving)(int ends);
};
void spawn_add_hook(struct spawn_hook *);	/* again: once is enough */
void spawn_tell_fork(const struct proc_entry *);
void spawn_tell_leaving(int ends);

void fork_child_hooks(void);

/* What a program finds of the process that started it; NULL: nothing. */
struct payload_head;
/* Goes on as the copy of the parent that the payload describes. */
void child_start(const struct payload_head *) __attribute__((noreturn));

/*
 * Splits line by the rules of Microsoft's C runtime since 2008 ("Parsing
 * C++ command-line arguments", learn.microsoft.com).  argv may be NULL to
 * count only; else it has room for the returned number and a NULL, and
 * text for *bytes, as told by an earlier call.
 */
size_t args_split(const char *line, char **argv, char *text, size_t *bytes);

/* Only the text of it, to be freed; NULL: no memory. */
char *args_text(const char *line, size_t *bytes);
/*
 * Writes arg, quoted where it must be, so that args_split() gives it back,
 * and a terminator; dst may be NULL.  Returns the bytes, terminator
 * included.
 */
size_t args_quote(char *dst, const char *arg);

/* Is that the name of a batch file? */
int batch_is(const char *name);
/*
 * The command line for cmd.exe that runs the batch file with argv[1] and what
 * follows; dst may be NULL.  Returns the bytes, terminator included; 0: an
 * argument holds what no batch file can be given.
 */
size_t batch_line(char *dst, const char *script, char *const *argv);

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

/* The argv of main(), once it is known. */
extern char **spawn_arguments;

/*
 * Makes environ of block: UTF-16 strings, each terminated, then an empty
 * one.  What is made comes from alloc() and stays.  NULL without memory.
 */
char **environ_make(const uint16_t *block, const struct environ_paths *,
    void *(*alloc)(size_t));

/*
 * The other way, for a child that Windows starts: a block of env, with the
 * same variables converted.  mm_free() it; NULL without memory.
 */
uint16_t *environ_block(char *const *env, const struct environ_paths *);

/* A variable's value straight from the block; its length, -1 if not set. */
long environ_peek(const uint16_t *block, const char *name, char *dst,
    size_t size);

#endif
