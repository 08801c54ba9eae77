/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processor's state between nt/fault.h and <sys/ucontext.h>.
 */
#include "signal/room.h"

#include <string.h>

void
sig_context_from(ucontext_t *uc, const struct sig_thread *t, uint64_t mask,
    const struct nt_regs *r)
{
	mcontext_t *m = &uc->uc_mcontext;

	memset(uc, 0, sizeof(*uc));
	uc->uc_stack = t->alt;
	if (sig_on_alt(t, r->gpr[NT_RSP]))
		uc->uc_stack.ss_flags |= SS_ONSTACK;
	uc->uc_sigmask = mask;
	memcpy(&m->fpregs, r->fx, sizeof(r->fx));
	m->rax = r->gpr[NT_RAX];
	m->rbx = r->gpr[NT_RBX];
	m->rcx = r->gpr[NT_RCX];
	m->rdx = r->gpr[NT_RDX];
	m->rsi = r->gpr[NT_RSI];
	m->rdi = r->gpr[NT_RDI];
	m->rbp = r->gpr[NT_RBP];
	m->rsp = r->gpr[NT_RSP];
	m->r8 = r->gpr[NT_R8];
	m->r9 = r->gpr[NT_R9];
	m->r10 = r->gpr[NT_R10];
	m->r11 = r->gpr[NT_R11];
	m->r12 = r->gpr[NT_R12];
	m->r13 = r->gpr[NT_R13];
	m->r14 = r->gpr[NT_R14];
	m->r15 = r->gpr[NT_R15];
	m->rip = r->rip;
	m->eflags = r->rflags;
	m->cs = (uint16_t)r->cs;
	m->ss = (uint16_t)r->ss;
	m->cr2 = r->cr2;
	m->err = r->error;
	m->trapno = r->trap;
	m->__xstate = r->xstate;
	m->__xstate_size = r->xstate_size;
}

void
sig_context_to(const ucontext_t *uc, struct nt_regs *r)
{
	const mcontext_t *m = &uc->uc_mcontext;

	memcpy(r->fx, &m->fpregs, sizeof(r->fx));
	r->gpr[NT_RAX] = m->rax;
	r->gpr[NT_RBX] = m->rbx;
	r->gpr[NT_RCX] = m->rcx;
	r->gpr[NT_RDX] = m->rdx;
	r->gpr[NT_RSI] = m->rsi;
	r->gpr[NT_RDI] = m->rdi;
	r->gpr[NT_RBP] = m->rbp;
	r->gpr[NT_RSP] = m->rsp;
	r->gpr[NT_R8] = m->r8;
	r->gpr[NT_R9] = m->r9;
	r->gpr[NT_R10] = m->r10;
	r->gpr[NT_R11] = m->r11;
	r->gpr[NT_R12] = m->r12;
	r->gpr[NT_R13] = m->r13;
	r->gpr[NT_R14] = m->r14;
	r->gpr[NT_R15] = m->r15;
	r->rip = m->rip;
	r->rflags = m->eflags;
}
