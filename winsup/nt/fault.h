/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Hardware faults, processor state and the bounds of stacks.
 *
 * A fault is seen in two places.  nt_fault_first() installs a vectored
 * handler, which sees it before anyone else; faults inside the system's own
 * DLLs are passed over there, since those may have a handler of their own,
 * unless the hook says that the access can be tried again.
 * nt_fault_base() is the language handler of the lowest frame of every stack
 * of ours: nobody wanted the exception.  Both ask the hook; if that names a
 * stack, the thread goes on there, in the hook's run().  So no handler of a
 * signal ever runs inside the system's exception dispatcher, and it may leave
 * by longjmp.
 *
 * Source: Microsoft, "Vectored exception handling", "x64 exception handling",
 * EXCEPTION_RECORD (winnt.h).
 */
#ifndef ISTHMUS_NT_FAULT_H
#define ISTHMUS_NT_FAULT_H

#include <errno.h>
#include "nt/types.h"

enum nt_fault_kind {
	NT_FAULT_NONE,
	NT_FAULT_UNMAPPED,	/* no memory at the address */
	NT_FAULT_PROTECTED,	/* there is, but not for this access */
	NT_FAULT_NONCANONICAL,	/* the address is not known */
	NT_FAULT_STACK,		/* the stack is used up */
	NT_FAULT_PAGE_IN,	/* the page could not be read */
	NT_FAULT_ALIGNMENT,
	NT_FAULT_ILLEGAL,	/* instruction */
	NT_FAULT_PRIVILEGED,
	NT_FAULT_INT_DIVIDE,
	NT_FAULT_INT_OVERFLOW,
	NT_FAULT_FLT_DIVIDE,
	NT_FAULT_FLT_OVERFLOW,
	NT_FAULT_FLT_UNDERFLOW,
	NT_FAULT_FLT_INEXACT,
	NT_FAULT_FLT_INVALID,
	NT_FAULT_FLT_DENORMAL,
	NT_FAULT_BREAKPOINT,
	NT_FAULT_STEP
};

/* Indices of nt_regs.gpr, the processor's own numbers. */
enum {
	NT_RAX, NT_RCX, NT_RDX, NT_RBX, NT_RSP, NT_RBP, NT_RSI, NT_RDI,
	NT_R8, NT_R9, NT_R10, NT_R11, NT_R12, NT_R13, NT_R14, NT_R15
};

struct nt_regs {
	uint64_t gpr[16];
	uint64_t rip;
	uint64_t rflags;
	uint64_t cs, ss;
	uint64_t cr2, error, trap;	/* of a fault, as the processor's */
	uint8_t fx[512] __attribute__((aligned(16)));	/* FXSAVE's layout */
	void *xstate;		/* XSAVE area: what fx does not have */
	size_t xstate_size;	/* 0: no such area */
};

struct nt_fault {
	struct nt_regs regs;	/* first: nt/fault_entry.S */
	uintptr_t address;	/* data or instruction */
	enum nt_fault_kind kind;
	uint32_t code;		/* Windows' */
};

enum nt_fault_way {
	NT_FAULT_FAILS,		/* it is a fault, perhaps of another kind */
	NT_FAULT_AGAIN,		/* it can be tried again */
	NT_FAULT_RUN		/* after a run() of kind NONE; where the thread
				 * may not be interrupted, it fails */
};

struct nt_fault_hook {
	/* What becomes of an access (NT_MEM_READ, _WRITE or _EXEC). */
	enum nt_fault_way (*resolve)(uintptr_t address, uint32_t access,
	    enum nt_fault_kind *);
	/*
	 * The place of the calling thread where a fault is put down, which
	 * must be there before one happens.
	 */
	struct nt_fault *(*where)(void);
	/*
	 * Returns the stack pointer to go on with in run(), or 0 to let
	 * others have it.  last: there are no others.
	 */
	uintptr_t (*enter)(struct nt_fault *, int last);
	/*
	 * Runs on the stack that enter() named; when it returns, the thread
	 * goes on with f->regs, which it may have changed.
	 */
	void (*run)(struct nt_fault *f);
};

/* What nt/ needs from above; signal/trap.c. */
extern const struct nt_fault_hook platform_fault_hook;

int nt_fault_first(void);	/* 0, -ENOMEM; once is enough */
void nt_fault_divert(struct nt_fault *, void *context);	/* interrupt.c */
/* Goes on with all of these but xstate, as after a fault. */
void nt_fault_return(const struct nt_regs *) __attribute__((noreturn));

/*
 * Copies n bytes, as far as both addresses can be used: how many.  A fault on
 * the way is nobody's business, but for the hook's resolve().
 */
size_t nt_copy(void *to, const void *from, size_t n);
/* All of them: 0 or -EFAULT. */
static inline int
nt_move(void *to, const void *from, size_t n)
{
	return nt_copy(to, from, n) < n ? -EFAULT : 0;
}
/* In the same way a string's length, at most max: -EFAULT. */
long nt_text_length(const char *text, size_t max);
/* How many of the n bytes at p can be read, or written: none is changed. */
size_t nt_reach(const void *p, size_t n, int writing);

/* The processor's state where the call returns to. */
void nt_regs_here(struct nt_regs *);
void nt_regs_to_context(void *context, const struct nt_regs *);

struct nt_stack_bounds {
	void *base;		/* above the highest address */
	void *limit;		/* lowest usable address now */
	void *dealloc;		/* start of the reservation */
};

void nt_stack_get(struct nt_stack_bounds *);
void nt_stack_set(const struct nt_stack_bounds *);
/* The bounds of memory that somebody uses as a stack, around sp. */
void nt_stack_around(uintptr_t sp, struct nt_stack_bounds *);

/*
 * Makes the guard page anew that a fault of kind STACK used up, if the stack
 * is not in use that far below sp.
 */
void nt_stack_rearm(uintptr_t sp);

/* Calls fn(arg) on another stack; its bounds are the caller's business. */
void nt_stack_call(void *top, void (*fn)(void *), void *arg);

#endif
