/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The process as Windows has it, and what Windows says of the machine
 * (processthreadsapi.h, sysinfoapi.h, winternl.h).
 */
#ifndef ISTHMUS_NT_PROCESS_H
#define ISTHMUS_NT_PROCESS_H

#include "nt/types.h"

/* Ends the process at once; nothing of it runs any more. */
void nt_exit_process(uint32_t code) __attribute__((noreturn));

/*
 * An error of a device or a DLL that is missing opens no dialogue, here and
 * in children: the call fails (errhandlingapi.h, SetErrorMode).
 */
void nt_no_dialogues(void);

/* See enter.S. */
void nt_enter_stack(void (*fn)(void *), void *arg, void *base, void *limit,
    void *dealloc) __attribute__((noreturn));
long nt_call_guarded(long (*fn)(void *), void *arg);

uint32_t nt_process_id(void);

/* Both are terminated; the environment by an empty string. */
const uint16_t *nt_command_line(void);
const uint16_t *nt_environment(void);
/* Sets what a block of that form says; others stay. */
void nt_set_environment(const uint16_t *block);

struct nt_machine {
	uint32_t page;
	uint32_t processors;		/* that this process may use */
	uint32_t processors_all;
	uint64_t memory;		/* bytes of physical memory */
	uint64_t memory_free;
	uint64_t swap, swap_free;	/* what may be committed beyond that */
};

int nt_machine(struct nt_machine *);
/* Time all processors have been busy since the start, together; 100 ns. */
int nt_busy(uint64_t *);
/* What each processor has done since the start, 100 ns: how many there are. */
struct nt_processor {
	uint64_t user, system, idle;
};
int nt_processors(struct nt_processor *, int max);

struct nt_version {
	uint32_t major, minor, build;
};

int nt_version(struct nt_version *);

/* The name of a program in Windows' own folder, in UTF-8; its length. */
long nt_system_program(char *dst, size_t size, const char *name);

/* The machine's name in UTF-8; its length, at most size - 1. */
long nt_host_name(char *dst, size_t size);

/*
 * Starts a native process.  handles are its standard handles (each may be
 * NULL: none); they and nothing else are inherited.  Text is UTF-8; cwd may
 * be NULL for the process' own, environment for a copy of its own.
 * Returns 0, or -errno.
 */
struct nt_spawn {
	const char *program;		/* Win32 path */
	const char *command_line;
	const char *cwd;
	const uint16_t *environment;	/* strings, then an empty one */
	nt_handle handles[3];
	/*
	 * With a list, its handles pass to the child by value and must be
	 * inheritable; handles[] are then among them, and not duplicated.
	 */
	const nt_handle *inherit;
	unsigned n_inherit;
	/* For the child's nt_payload(): less than 64 KiB. */
	const void *payload;
	size_t payload_size;
	int nice;			/* -20 .. 19: its priority class */
	int keys_off;	/* Ctrl-C does nothing until it asks for it */
	int as_acting;	/* it is to have nt_acting_primary() */
};

/*
 * What ties a process to the one that has made it: it ends when that one
 * does, however, until it is untied.  NULL: this system cannot tie it.
 */
void nt_untie(nt_handle tie);

/*
 * The payload this process was started with; its size, 0 if there is none.
 * It starts with a uint32_t 0: to Microsoft's C runtime, a list of no files.
 */
size_t nt_payload(const void **);

/* tie may be NULL: from the start the new process stands alone. */
int nt_spawn(const struct nt_spawn *, nt_handle *process, uint32_t *pid,
    nt_handle *tie);

/* Its exit code; NT_STILL_ACTIVE: it may not have ended. */
#define NT_STILL_ACTIVE	259
uint32_t nt_process_code(nt_handle process);
/* 1: it has ended, with that code. */
int nt_process_ended(nt_handle process, uint32_t *code);
/*
 * 1: there is no such process any more, or only one that has begun at
 * another time than started (0: at any).
 */
int nt_process_gone(uint32_t pid, uint64_t started);
/* A handle to wait for it, if it is the one that started then. */
int nt_process_open(uint32_t pid, uint64_t started, nt_handle *);
uint32_t nt_process_number(nt_handle process);	/* 0 if it cannot be told */
/* Creation time in 100 ns units, 0 if it cannot be told. */
uint64_t nt_process_started(nt_handle process);
/* Ends another process.  -EPERM, -ESRCH. */
int nt_process_kill(uint32_t pid, uint64_t started, uint32_t code);
/* The class of a process for a nice value.  -EPERM, -ESRCH. */
int nt_process_nice(uint32_t pid, uint64_t started, int nice);
/* The number of its first thread; 0: there is none. */
uint32_t nt_process_thread(uint32_t pid);
/* The level of the first thread of another process.  -EPERM, -ESRCH. */
int nt_process_priority(uint32_t pid, int level);
/*
 * Gives another process, the one that started then, a handle to the process
 * `what'; the value old, if not 0, is closed there.  -EPERM, -ESRCH, -EMFILE.
 */
int nt_handle_give(uint32_t pid, uint64_t started, nt_handle what,
    uint64_t old, uint64_t *given);

/* What /proc tells of a process. */
struct nt_process_facts {
	uint64_t user, system;		/* 100 ns */
	uint64_t started;		/* 100 ns since 1601 */
	uint64_t resident, committed;	/* bytes */
	uint64_t faults;
};
/* -ESRCH, -EPERM. */
int nt_process_facts(uint32_t pid, struct nt_process_facts *);
/*
 * Its command line, or with image the Win32 path of its program, in UTF-8;
 * the length, -ENAMETOOLONG, -ESRCH, -EPERM.
 */
long nt_process_text(uint32_t pid, int image, char *dst, size_t size);

/* Waits for its end, closes the handle and tells the exit code. */
int nt_process_wait(nt_handle process, uint32_t *code);

#endif
