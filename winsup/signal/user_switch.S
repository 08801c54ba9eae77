/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Saving a user context, and the start of one that makecontext() made:
 * user_context.c has the rest.  The places are those of <sys/ucontext.h>,
 * which user_context.c asserts.
 */
	.intel_syntax noprefix
	.text

	.set	AT_FX, 48		/* 512 bytes, FXSAVE's layout */
	.set	AT_RAX, AT_FX + 512
	.set	AT_RBX, AT_RAX + 8
	.set	AT_RSI, AT_RAX + 32
	.set	AT_RDI, AT_RAX + 40
	.set	AT_RBP, AT_RAX + 48
	.set	AT_RSP, AT_RAX + 56
	.set	AT_R12, AT_RAX + 96
	.set	AT_R13, AT_RAX + 104
	.set	AT_R14, AT_RAX + 112
	.set	AT_R15, AT_RAX + 120
	.set	AT_RIP, AT_RAX + 128
	.set	AT_RFLAGS, AT_RAX + 136

	.set	FRAME, 40		/* of both functions */

/* The state as it will be after the return, with 0 for a result. */
	.macro	save_at_return
	mov	qword ptr [rcx + AT_RAX], 0
	mov	[rcx + AT_RBX], rbx
	mov	[rcx + AT_RSI], rsi
	mov	[rcx + AT_RDI], rdi
	mov	[rcx + AT_RBP], rbp
	mov	[rcx + AT_R12], r12
	mov	[rcx + AT_R13], r13
	mov	[rcx + AT_R14], r14
	mov	[rcx + AT_R15], r15
	lea	rax, [rsp + FRAME + 8]
	mov	[rcx + AT_RSP], rax
	mov	rax, [rsp + FRAME]
	mov	[rcx + AT_RIP], rax
	mov	qword ptr [rcx + AT_RFLAGS], 0x202
	fxsave64 [rcx + AT_FX]
	.endm

/* int getcontext(ucontext_t *) */
	.globl	getcontext
	.def	getcontext; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc getcontext
getcontext:
	sub	rsp, FRAME
	.seh_stackalloc FRAME
	.seh_endprologue
	save_at_return
	call	sig_context_note
	xor	eax, eax
	add	rsp, FRAME
	ret
	.seh_endproc

/* int swapcontext(ucontext_t *old, const ucontext_t *new) */
	.globl	swapcontext
	.def	swapcontext; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc swapcontext
swapcontext:
	sub	rsp, FRAME
	.seh_stackalloc FRAME
	.seh_endprologue
	mov	[rsp + FRAME + 16], rdx		/* our home slot */
	save_at_return
	call	sig_context_note
	mov	rcx, [rsp + FRAME + 16]
	call	setcontext
	int3
	.seh_endproc

/*
 * Where a made context starts: rbx has the function, r12 the context that
 * follows, r13 to r15 and rdi the first four arguments; rsp is a multiple of
 * 16, rbp the frame below which that is.  Nothing enters by the top: it
 * says what the frame looks like to an unwinder, which ends there.
 */
	.globl	sig_context_begin
	.def	sig_context_begin; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc sig_context_begin
	push	rbp
	.seh_pushreg rbp
	mov	rbp, rsp
	.seh_setframe rbp, 0
	.seh_handler nt_fault_base, @except
	.seh_endprologue
sig_context_begin:
	mov	rcx, r13
	mov	rdx, r14
	mov	r8, r15
	mov	r9, rdi
	call	rbx
	mov	rcx, r12
	call	sig_context_end
	int3
	.seh_endproc
