/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Leaving a point of the program and coming back to it, also after its
 * stack was put aside and restored, or in another process.
 */
#ifndef ISTHMUS_NT_CONTEXT_H
#define ISTHMUS_NT_CONTEXT_H

#include "nt/fault.h"
#include "nt/types.h"

/* What a function must preserve (x64 calling convention); see context.S. */
struct nt_context {
	uint64_t rbx, rbp, rdi, rsi, r12, r13, r14, r15;
	uint64_t rsp, rip;
	uint32_t mxcsr;
	uint16_t fpucw, pad;
	uint64_t frames;		/* Tib.ExceptionList */
	uint8_t xmm[10][16];
} __attribute__((aligned(16)));

/* 0 at the first return; what nt_context_resume() was given at others. */
int nt_context_save(struct nt_context *) __attribute__((returns_twice));
void nt_context_resume(const struct nt_context *, int)
    __attribute__((noreturn));

/*
 * Calls fn(arg) at the top of the stack `to' with the TEB in step, and comes
 * back to this one when it returns.
 */
void nt_call_on_stack(void (*fn)(void *), void *arg,
    const struct nt_stack_bounds *to);

#endif
