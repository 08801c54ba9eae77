/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The machine state a signal handler is given (XBD <signal.h>), x86-64.
 */
#ifndef _SYS_UCONTEXT_H
#define _SYS_UCONTEXT_H

#include <sys/types.h>
#include <sys/signal.h>

/* As the FXSAVE instruction lays it out. */
struct __isthmus_fpstate {
	__uint16_t	fcw;
	__uint16_t	fsw;
	__uint8_t	ftw;
	__uint8_t	__pad;
	__uint16_t	fop;
	__uint64_t	fip;
	__uint64_t	fdp;
	__uint32_t	mxcsr;
	__uint32_t	mxcsr_mask;
	__uint64_t	st[8][2];
	__uint64_t	xmm[16][2];
	__uint64_t	__spare[12];
} __attribute__((__aligned__(16)));

typedef struct __isthmus_mcontext {
	struct __isthmus_fpstate	fpregs;
	__uint64_t	rax;
	__uint64_t	rbx;
	__uint64_t	rcx;
	__uint64_t	rdx;
	__uint64_t	rsi;
	__uint64_t	rdi;
	__uint64_t	rbp;
	__uint64_t	rsp;
	__uint64_t	r8;
	__uint64_t	r9;
	__uint64_t	r10;
	__uint64_t	r11;
	__uint64_t	r12;
	__uint64_t	r13;
	__uint64_t	r14;
	__uint64_t	r15;
	__uint64_t	rip;
	__uint64_t	eflags;
	__uint64_t	cr2;		/* faulting address */
	__uint64_t	err;		/* processor's error code */
	__uint32_t	trapno;
	__uint16_t	cs;
	__uint16_t	ss;
	__uint64_t	__xstate_size;	/* 0: only fpregs */
	void		*__xstate;	/* XSAVE area on the handler's stack */
	__uint64_t	__spare[8];
} mcontext_t;

typedef struct __isthmus_ucontext {
	unsigned long	uc_flags;
	struct __isthmus_ucontext *uc_link;
	stack_t		uc_stack;
	sigset_t	uc_sigmask;
	mcontext_t	uc_mcontext;
	long		__uc_spare[8];
} ucontext_t;

#endif /* _SYS_UCONTEXT_H */
