/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Faults as signals: the hook that nt/fault.h asks for.
 */
#include "signal/room.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "mm/room.h"
#include "nt/mem.h"
#include "thread/room.h"

/* Signal and si_code of each kind of fault (XBD <signal.h>). */
static const struct {
	unsigned char sig, code;
} signal_of[] = {
	[NT_FAULT_UNMAPPED] = { SIGSEGV, SEGV_MAPERR },
	[NT_FAULT_PROTECTED] = { SIGSEGV, SEGV_ACCERR },
	[NT_FAULT_NONCANONICAL] = { SIGSEGV, SI_KERNEL },
	[NT_FAULT_STACK] = { SIGSEGV, SEGV_MAPERR },
	[NT_FAULT_PAGE_IN] = { SIGBUS, BUS_ADRERR },
	[NT_FAULT_ALIGNMENT] = { SIGBUS, BUS_ADRALN },
	[NT_FAULT_ILLEGAL] = { SIGILL, ILL_ILLOPN },
	[NT_FAULT_PRIVILEGED] = { SIGILL, ILL_PRVOPC },
	[NT_FAULT_INT_DIVIDE] = { SIGFPE, FPE_INTDIV },
	[NT_FAULT_INT_OVERFLOW] = { SIGFPE, FPE_INTOVF },
	[NT_FAULT_FLT_DIVIDE] = { SIGFPE, FPE_FLTDIV },
	[NT_FAULT_FLT_OVERFLOW] = { SIGFPE, FPE_FLTOVF },
	[NT_FAULT_FLT_UNDERFLOW] = { SIGFPE, FPE_FLTUND },
	[NT_FAULT_FLT_INEXACT] = { SIGFPE, FPE_FLTRES },
	[NT_FAULT_FLT_INVALID] = { SIGFPE, FPE_FLTINV },
	[NT_FAULT_FLT_DENORMAL] = { SIGFPE, FPE_FLTUND },
	[NT_FAULT_BREAKPOINT] = { SIGTRAP, TRAP_BRKPT },
	[NT_FAULT_STEP] = { SIGTRAP, TRAP_TRACE },
};

int
sig_is_fault(int sig)
{
	return sig == SIGSEGV || sig == SIGBUS || sig == SIGILL ||
	    sig == SIGFPE || sig == SIGTRAP;
}

int
sig_watch_faults(void)
{
	return nt_fault_first();
}

static struct nt_fault *
trap_where(void)
{
	return &sig_thread()->fault;
}

static char *
put_text(char *at, const char *text)
{
	while (*text != '\0')
		*at++ = *text++;
	return at;
}

static char *
put_hex(char *at, uint64_t n)
{
	int shift = 60;

	at = put_text(at, "0x");
	while (shift > 0 && n >> shift == 0)
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		*at++ = "0123456789abcdef"[n >> shift & 15];
	return at;
}

/*
 * What a shell would say of the dead, and where it happened: a native parent
 * says nothing.  Little stack may be left, and stdio may be what is broken.
 */
static void
say_fault(const struct nt_fault *f, int sig)
{
	static char line[400];
	char *at = line;

	if (strlen(program_invocation_short_name) < 200)
		at = put_text(at, program_invocation_short_name);
	at = put_text(at, sig == SIGSEGV ? ": Segmentation fault" :
	    sig == SIGBUS ? ": Bus error" :
	    sig == SIGILL ? ": Illegal instruction" :
	    sig == SIGFPE ? ": Floating point exception" :
	    ": Trace/breakpoint trap");
	at = put_hex(put_text(at, " at "), f->regs.rip);
	at = put_hex(put_text(at, " (address "), f->address);
	at = put_text(at, ")\n");
	platform_write_error(line, (unsigned long)(at - line));
}

#define LAST_STACK	((size_t)64 << 10)

/* Where a thread ends whose stack does not suffice for that; 0: let it try. */
static uintptr_t
last_stack(struct sig_thread *t)
{
	KEEP static void *stack;

	if (stack == NULL && nt_mem_reserve(NULL, LAST_STACK, &stack) < 0)
		return 0;
	if (nt_mem_commit(stack, LAST_STACK, NT_MEM_READ | NT_MEM_WRITE) < 0)
		return 0;
	t->ends = 1;
	return (uintptr_t)stack + LAST_STACK;
}

/* Nobody handles the fault. */
static uintptr_t
end_of(struct nt_fault *f, struct sig_thread *t, int sig)
{
	uintptr_t sp;

	say_fault(f, sig);
	if (f->kind == NT_FAULT_STACK && (sp = last_stack(t)) != 0)
		return sp;
	sig_terminate_at(sig, f);
}

/*
 * A fault whose signal has a handler and is not blocked goes to run(), on
 * the alternate stack or below the code that faulted.  Any other ends the
 * process when nobody else wants it: a fault cannot be left pending, nor
 * ignored (XSH 2.4.1 leaves both undefined).
 */
static uintptr_t
trap_enter(struct nt_fault *f, int last)
{
	struct sig_thread *t = sig_thread();
	const struct sig_action *a;
	uintptr_t sp = f->regs.gpr[NT_RSP];
	int sig = signal_of[f->kind].sig;

	a = &sig_process()->action[sig];
	if (a->handler == (void *)SIG_DFL || a->handler == (void *)SIG_IGN ||
	    (t->mask & sig_bit(sig)) != 0) {
		if (!last)
			return 0;
		trace(TRACE_SIGNAL, "fault %d at %p, address %p", f->kind,
		    (void *)f->regs.rip, (void *)f->address);
		return end_of(f, t, sig);
	}
	if ((a->flags & SA_ONSTACK) && !(t->alt.ss_flags & SS_DISABLE) &&
	    !sig_on_alt(t, sp)) {
		t->overflow = f->kind == NT_FAULT_STACK;
		return (uintptr_t)t->alt.ss_sp + t->alt.ss_size;
	}
	/* There is no room for a handler where the stack has ended. */
	return f->kind == NT_FAULT_STACK ? end_of(f, t, sig) : sp;
}

static void
trap_run(struct nt_fault *f)
{
	struct sig_process *p = sig_process();
	struct sig_thread *t = sig_thread();
	struct sig_delivery d;
	enum sig_verdict verdict;

	if (f->kind == NT_FAULT_NONE) {
		/* A child that ran in place for too long, or a signal. */
		thr_block_for("its time is up");
		sig_interrupted(&f->regs);
		return;
	}
	if (t->ends)
		sig_terminate_at(signal_of[f->kind].sig, f);
	memset(&d.info, 0, sizeof(d.info));
	d.info.si_signo = signal_of[f->kind].sig;
	d.info.si_code = signal_of[f->kind].code;
	d.info.si_addr = (void *)f->address;
	lock_acquire(&p->lock);
	verdict = sig_prepare(p, t, &d);
	lock_release(&p->lock);
	/* Another thread has just changed the disposition. */
	if (verdict != SIG_DO_HANDLER)
		sig_terminate_at(d.info.si_signo, f);
	sig_run_handler(&d, &f->regs);
	sig_deliver();
}

/*
 * Memory that mmap gave has rules of its own.  A child in place gets a process
 * in trap_run() before it changes what is mapped.
 */
static enum nt_fault_way
trap_resolve(uintptr_t address, uint32_t access, enum nt_fault_kind *kind)
{
	const struct proc_entry *self = proc_self_known();

	switch (mm_map_fault(address, access, self != NULL &&
	    self->state == PROC_VIRTUAL)) {
	case MM_FAULT_RETRY:
		return NT_FAULT_AGAIN;
	case MM_FAULT_GROWN:
		*kind = NT_FAULT_PAGE_IN;
		return NT_FAULT_RUN;
	case MM_FAULT_BEHIND:
		*kind = NT_FAULT_PAGE_IN;
		break;
	case MM_FAULT_UNMAPPED:
		*kind = NT_FAULT_UNMAPPED;
		break;
	case MM_FAULT_PROTECTED:
		*kind = NT_FAULT_PROTECTED;
		break;
	case MM_FAULT_NONE:
		break;
	}
	return NT_FAULT_FAILS;
}

const struct nt_fault_hook platform_fault_hook = {
	.resolve = trap_resolve,
	.where = trap_where,
	.enter = trap_enter,
	.run = trap_run
};
