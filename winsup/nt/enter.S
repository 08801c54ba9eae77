/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Entering a thread's outermost frame.
 *
 * Windows walks a stack by unwind tables (x64 exception handling, "x64
 * calling convention" on learn.microsoft.com) and trusts the TEB for its
 * bounds: StackBase at gs:0x08, StackLimit at gs:0x10, DeallocationStack at
 * gs:0x1478 (winternl.h's TEB; unchanged since the first x64 Windows).  The
 * guard page below StackLimit grows the stack inside these bounds.  Wine
 * also follows ExceptionList, gs:0, and ends the walk where the stack
 * pointer reaches StackBase; Windows ends it at a return address of 0.
 *
 * Windows starts a thread with the x87 unit set to 53 bits of mantissa
 * (control word 0x27f); our ABI's long double has 64: fninit, 0x37f.
 */
	.text

/*
 * void nt_enter_stack(void (*fn)(void *), void *arg, void *base,
 *     void *limit, void *dealloc)
 * Leaves the current stack for good and calls fn(arg) on the one given.
 */
	.globl	nt_enter_stack
nt_enter_stack:
	movq	40(%rsp), %rax
	movq	%r8, %gs:0x08
	movq	%r9, %gs:0x10
	movq	%rax, %gs:0x1478
	movq	$-1, %gs:0
	movq	%r8, %rsp
	pushq	$0
	xorl	%ebp, %ebp
	movq	%rcx, %rax
	movq	%rdx, %rcx
	jmp	outermost

	.seh_proc outermost
outermost:
	subq	$40, %rsp
	.seh_stackalloc 40
	.seh_handler nt_fault_base, @except
	.seh_endprologue
	fninit
	call	*%rax
	ud2
	.seh_endproc

/*
 * long nt_call_guarded(long (*fn)(void *), void *arg)
 * Calls fn(arg) with the same last-chance handler in its frame; for the
 * outermost frame of a thread on a stack that Windows made.
 */
	.globl	nt_call_guarded
	.seh_proc nt_call_guarded
nt_call_guarded:
	subq	$40, %rsp
	.seh_stackalloc 40
	.seh_handler nt_fault_base, @except
	.seh_endprologue
	fninit
	movq	%rcx, %rax
	movq	%rdx, %rcx
	call	*%rax
	nop
	addq	$40, %rsp
	ret
	.seh_endproc

/* void *nt_frame_run(void *(*fn)(void *), void *arg, struct nt_frame *) */
	.globl	nt_frame_run
	.seh_proc nt_frame_run
nt_frame_run:
	subq	$40, %rsp
	.seh_stackalloc 40
	.seh_handler nt_frame_end, @unwind
	.seh_endprologue
	leaq	1f(%rip), %rax
	movq	%rsp, 0(%r8)
	movq	%rax, 8(%r8)
	movq	%rcx, %rax
	movq	%rdx, %rcx
	call	*%rax
1:	nop
	addq	$40, %rsp
	ret
	.seh_endproc

/*
 * void nt_stack_run(void (*fn)(void *), void *arg,
 *     const struct nt_stack_bounds *, struct nt_home *)
 * Calls fn(arg) as the outermost frame of another stack, with the TEB in
 * step.  fn does not return: nt_stack_home() with the same struct nt_home
 * makes this call return, on the stack it was made on, from wherever it is
 * called.  Its caller keeps nothing in xmm6 to xmm15.
 */
	.globl	nt_stack_run
nt_stack_run:
	pushq	%rbx
	pushq	%rbp
	pushq	%rdi
	pushq	%rsi
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, 0(%r9)
	movq	%gs:0x08, %rax
	movq	%rax, 8(%r9)
	movq	%gs:0x10, %rax
	movq	%rax, 16(%r9)
	movq	%gs:0x1478, %rax
	movq	%rax, 24(%r9)
	movq	0(%r8), %r10
	movq	8(%r8), %rax
	movq	16(%r8), %r11
	movq	%r10, %gs:0x08
	movq	%rax, %gs:0x10
	movq	%r11, %gs:0x1478
	movq	$-1, %gs:0
	movq	%r10, %rsp
	andq	$-16, %rsp
	pushq	$0
	xorl	%ebp, %ebp
	movq	%rcx, %rax
	movq	%rdx, %rcx
	jmp	outermost

/* void nt_stack_home(const struct nt_home *) */
	.globl	nt_stack_home
nt_stack_home:
	movq	0(%rcx), %rsp
	movq	8(%rcx), %rax
	movq	%rax, %gs:0x08
	movq	16(%rcx), %rax
	movq	%rax, %gs:0x10
	movq	24(%rcx), %rax
	movq	%rax, %gs:0x1478
	movq	$-1, %gs:0
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rsi
	popq	%rdi
	popq	%rbp
	popq	%rbx
	ret
