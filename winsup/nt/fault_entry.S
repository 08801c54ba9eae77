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

	.set	AT_FX, 192

/*
 * void nt_fault_return(const struct nt_regs *): goes on with these, without
 * a system call, in which the thread could be stopped again.  The last ones
 * are popped off the stack it goes on with, below what is in use there.
 */
	.globl	nt_fault_return
	.def	nt_fault_return; .scl 2; .type 32; .endef
	.p2align 4
nt_fault_return:
	fxrstor64 [rcx + AT_FX]
	mov	rax, [rcx + AT_GPR_RSP]
	mov	rdx, [rcx + AT_RIP]
	mov	[rax - 8], rdx
	mov	rdx, [rcx + AT_RFLAGS]
	mov	[rax - 16], rdx
	mov	rdx, [rcx]
	mov	[rax - 24], rdx
	mov	rdx, [rcx + 8]
	mov	[rax - 32], rdx
	mov	rdx, [rcx + 16]
	mov	rbx, [rcx + 24]
	mov	rbp, [rcx + 40]
	mov	rsi, [rcx + 48]
	mov	rdi, [rcx + 56]
	mov	r8, [rcx + 64]
	mov	r9, [rcx + 72]
	mov	r10, [rcx + 80]
	mov	r11, [rcx + 88]
	mov	r12, [rcx + 96]
	mov	r13, [rcx + 104]
	mov	r14, [rcx + 112]
	mov	r15, [rcx + 120]
	lea	rsp, [rax - 32]
	pop	rcx
	pop	rax
	popfq
	ret

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

/*
 * size_t nt_copy(void *to, const void *from, size_t n).  The one instruction
 * that may fault counts down rcx; nt/fault.c goes on behind it.
 */
	.globl	nt_copy, nt_copy_move, nt_copy_moved
	.def	nt_copy; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc nt_copy
nt_copy:
	push	rsi
	.seh_pushreg rsi
	push	rdi
	.seh_pushreg rdi
	.seh_handler nt_copy_fault, @except
	.seh_endprologue
	mov	rdi, rcx
	mov	rsi, rdx
	mov	rcx, r8
nt_copy_move:
	rep movsb
nt_copy_moved:
	mov	rax, r8
	sub	rax, rcx
	pop	rdi
	pop	rsi
	ret
	.seh_endproc

/*
 * long nt_text_length(const char *text, size_t max).  The one instruction that
 * may fault reads a byte; nt/fault.c then goes on behind the loop, with the
 * error in rax.
 */
	.globl	nt_text_length, nt_text_look, nt_text_ends
	.def	nt_text_length; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc nt_text_length
nt_text_length:
	.seh_handler nt_copy_fault, @except
	.seh_endprologue
	xor	eax, eax
1:
	cmp	rax, rdx
	jae	nt_text_ends
nt_text_look:
	cmp	byte ptr [rcx + rax], 0
	je	nt_text_ends
	inc	rax
	jmp	1b
nt_text_ends:
	ret
	.seh_endproc

/*
 * size_t nt_reach(const void *p, size_t n, int writing).  One byte of each
 * page is touched, by an instruction that changes nothing; where that faults
 * nt/fault.c goes on at the end.
 */
	.globl	nt_reach, nt_reach_read, nt_reach_write, nt_reach_ends
	.def	nt_reach; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc nt_reach
nt_reach:
	.seh_handler nt_copy_fault, @except
	.seh_endprologue
	xor	r9d, r9d
1:
	cmp	r9, rdx
	jae	3f
	test	r8d, r8d
	jnz	nt_reach_write
nt_reach_read:
	cmp	byte ptr [rcx + r9], 0
	jmp	2f
nt_reach_write:
	lock or	byte ptr [rcx + r9], 0
2:
	lea	r10, [rcx + r9]
	or	r10, 0xfff
	inc	r10
	jz	3f
	sub	r10, rcx
	mov	r9, r10
	jmp	1b
3:
	mov	r9, rdx
nt_reach_ends:
	mov	rax, r9
	ret
	.seh_endproc
