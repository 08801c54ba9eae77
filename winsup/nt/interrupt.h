/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Interrupting a thread, starting a helper thread, stopping a process, and
 * what a console tells (processthreadsapi.h, winternl.h, ioapiset.h,
 * consoleapi.h).
 */
#ifndef ISTHMUS_NT_INTERRUPT_H
#define ISTHMUS_NT_INTERRUPT_H

#include "nt/fault.h"
#include "nt/types.h"

/*
 * Code of these images may be interrupted anywhere: the program and the
 * user's DLLs, named by their bases.
 */
void nt_interruptible(const void *image, int on);

/* A handle to the calling thread that others can use.  -ENOMEM. */
int nt_thread_handle(nt_handle *);

/* Starts fn() in a thread of this process that no DLL is told of. */
int nt_thread_start(void (*fn)(void));

/*
 * If the thread is in code that may be interrupted, it goes on in the fault
 * hook's run() with *f, whose kind is NT_FAULT_NONE, and continues with
 * f->regs when that returns: 1.  Else 0.  deep: also in the C library, where
 * that was called by such code and has called nothing else of the DLL.
 */
int nt_interrupt(nt_handle thread, struct nt_fault *f, int deep);

/* Is that code of those images, made by them, or the C library's? */
int nt_is_own_code(uint64_t ip);

/* May the thread whose context that is be interrupted so, deep? */
int nt_is_interruptible(const void *context);

/*
 * The process ends: from here on no thread of it is stopped any more, and
 * none stands still.
 */
void nt_interrupt_never(void);

/* Until it is off again, only the caller stops threads of this process. */
void nt_interrupt_alone(int on);

/*
 * For a thread that is in other code all the time: the next time it comes
 * back to code of the images it is interrupted there, as above, if due()
 * still says so.  Their code is not executable meanwhile, and the fault is
 * taken by nt_interrupt_fault().
 */
void nt_interrupt_at_return(struct nt_fault *f, uint32_t thread_id,
    int (*due)(void));
int nt_interrupt_fault(void *context);	/* 1: go on with context */

/* The transfer in which the thread waits ends with -EINTR. */
void nt_interrupt_io(nt_handle thread);

/* Stops all threads of another process, or lets them go on.  -errno. */
int nt_process_stop(uint32_t pid, uint64_t started, int stop);

/* What a console's user does; heard in a thread that the system makes. */
enum nt_console_event {
	NT_CONSOLE_INTERRUPT,		/* Ctrl-C */
	NT_CONSOLE_BREAK,		/* Ctrl-Break */
	NT_CONSOLE_CLOSE		/* closed; log-off; shutdown */
};

/*
 * fn is called from now on; on: also for Ctrl-C, if the process was started
 * with nt_spawn's keys_off.
 */
int nt_console_listen(void (*fn)(enum nt_console_event), int on);

#endif
