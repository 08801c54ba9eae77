/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entry to the delivery of a fault, and calls on another stack.  Microsoft
 * x64 calling convention; source of the unwind directives: "x64 exception
 * handling", UWOP_PUSH_MACHFRAME.
 */
	.intel_syntax noprefix
	.text

	.set	AT_GPR_RSP, 4 * 8
	.set	AT_RIP, 16 * 8
	.set	AT_RFLAGS, 17 * 8
	.set	AT_CS, 18 * 8
	.set	AT_SS, 19 * 8

/*
 * The dispatcher continues the thread here, rsp a multiple of 16 and rcx at
 * the struct nt_fault, everything else as it was when the fault happened.  A
 * machine frame like an interrupt's is pushed, so that unwinding leads back
 * into the code that faulted.
 */
	.globl	nt_fault_enter
	.def	nt_fault_enter; .scl 2; .type 32; .endef
nt_fault_enter:
	push	[rcx + AT_SS]
	push	[rcx + AT_GPR_RSP]
	push	[rcx + AT_RFLAGS]
	push	[rcx + AT_CS]
	push	[rcx + AT_RIP]
	jmp	entered

	.def	entered; .scl 3; .type 32; .endef
	.seh_proc entered
entered:
	.seh_pushframe
	sub	rsp, 40
	.seh_stackalloc 40
	.seh_endprologue
	call	nt_fault_go
	int3
	.seh_endproc

/* void nt_stack_call(void *top, void (*fn)(void *), void *arg) */
	.globl	nt_stack_call
	.def	nt_stack_call; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc nt_stack_call
nt_stack_call:
	push	rbp
	.seh_pushreg rbp
	mov	rbp, rsp
	.seh_setframe rbp, 0
	.seh_endprologue
	and	rcx, -16
	lea	rsp, [rcx - 32]
	mov	rcx, r8
	call	rdx
	lea	rsp, [rbp]
	pop	rbp
	ret
	.seh_endproc
