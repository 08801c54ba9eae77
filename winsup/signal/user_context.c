/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * User contexts (XSH getcontext, makecontext; SUSv3): states of the processor
 * with a signal mask, between which a thread changes, each on a stack of its
 * own.  The system's idea of the stack follows (sig_stack_left).
 */
#include "signal/room.h"

#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <ucontext.h>

#include "nt/fault.h"

#define AT(reg)	offsetof(ucontext_t, uc_mcontext.reg)
_Static_assert(AT(fpregs) == 48 && AT(rax) == 560 && AT(rsi) == AT(rax) + 32 &&
    AT(r15) == AT(rax) + 120 && AT(rip) == AT(rax) + 128 &&
    AT(eflags) == AT(rax) + 136, "user_switch.S");

/* In and for user_switch.S. */
void sig_context_begin(void);
void sig_context_note(ucontext_t *);
void sig_context_end(const ucontext_t *) __attribute__((noreturn));

/*
 * What getcontext() and swapcontext() save beside the registers.  uc_link and
 * uc_stack stay as they are, as on Linux.
 */
void
sig_context_note(ucontext_t *uc)
{
	uc->uc_flags = 0;
	uc->uc_sigmask = sig_thread()->mask;
	uc->uc_mcontext.__xstate = NULL;
	uc->uc_mcontext.__xstate_size = 0;
}

/* Also of a context that a handler was given. */
int
setcontext(const ucontext_t *uc)
{
	sigset_t mask = uc->uc_sigmask;
	struct nt_stack_bounds b;
	struct nt_regs regs;
	uintptr_t sp;

	sig_context_to(uc, &regs);
	sp = regs.gpr[NT_RSP];
	sig_change_mask(SIG_SETMASK, &mask, NULL);
	nt_stack_get(&b);
	if (sp < (uintptr_t)b.limit || sp > (uintptr_t)b.base)
		sig_stack_left(sp);
	nt_fault_return(&regs);
}

#define IN_REGISTERS	4	/* arguments; others lie behind their home */

/*
 * The arguments are words here, as in other C libraries of 64 bits, so that
 * pointers pass.  uc has been through getcontext(), and has its stack and
 * uc_link.
 */
void
makecontext(ucontext_t *uc, void (*fn)(void), int argc, ...)
{
	mcontext_t *m = &uc->uc_mcontext;
	uintptr_t top = ((uintptr_t)uc->uc_stack.ss_sp +
	    uc->uc_stack.ss_size) & ~(uintptr_t)15;
	uint64_t first[IN_REGISTERS] = { 0 }, word, *sp, *frame;
	int room = argc > IN_REGISTERS ? argc : IN_REGISTERS;
	va_list ap;

	frame = (uint64_t *)top - 2;
	frame[0] = frame[1] = 0;	/* rbp; nobody to return to */
	sp = frame - ((room + 1) & ~1);
	va_start(ap, argc);
	for (int i = 0; i < argc; i++) {
		word = va_arg(ap, uint64_t);
		if (i < IN_REGISTERS)
			first[i] = word;
		else
			sp[i] = word;
	}
	va_end(ap);
	m->rip = (uintptr_t)sig_context_begin;
	m->rsp = (uintptr_t)sp;
	m->rbp = (uintptr_t)frame;
	m->rbx = (uintptr_t)fn;
	m->r12 = (uintptr_t)uc->uc_link;
	m->r13 = first[0];
	m->r14 = first[1];
	m->r15 = first[2];
	m->rdi = first[3];
}

/* The function of makecontext() has returned. */
void
sig_context_end(const ucontext_t *link)
{
	if (link != NULL)
		setcontext(link);
	pthread_exit(NULL);
}
