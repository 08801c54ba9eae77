/* SPDX-License-Identifier: BSD-2-Clause */
/* See context.h.  TEB offsets: enter.S. */
	.text

/* int nt_context_save(struct nt_context *) */
	.globl	nt_context_save
nt_context_save:
	movq	%rbx, 0(%rcx)
	movq	%rbp, 8(%rcx)
	movq	%rdi, 16(%rcx)
	movq	%rsi, 24(%rcx)
	movq	%r12, 32(%rcx)
	movq	%r13, 40(%rcx)
	movq	%r14, 48(%rcx)
	movq	%r15, 56(%rcx)
	leaq	8(%rsp), %rax
	movq	%rax, 64(%rcx)
	movq	(%rsp), %rax
	movq	%rax, 72(%rcx)
	stmxcsr	80(%rcx)
	fnstcw	84(%rcx)
	movq	%gs:0x00, %rax
	movq	%rax, 88(%rcx)
	movups	%xmm6, 96(%rcx)
	movups	%xmm7, 112(%rcx)
	movups	%xmm8, 128(%rcx)
	movups	%xmm9, 144(%rcx)
	movups	%xmm10, 160(%rcx)
	movups	%xmm11, 176(%rcx)
	movups	%xmm12, 192(%rcx)
	movups	%xmm13, 208(%rcx)
	movups	%xmm14, 224(%rcx)
	movups	%xmm15, 240(%rcx)
	xorl	%eax, %eax
	ret

/* void nt_context_resume(const struct nt_context *, int) */
	.globl	nt_context_resume
nt_context_resume:
	movq	0(%rcx), %rbx
	movq	8(%rcx), %rbp
	movq	16(%rcx), %rdi
	movq	24(%rcx), %rsi
	movq	32(%rcx), %r12
	movq	40(%rcx), %r13
	movq	48(%rcx), %r14
	movq	56(%rcx), %r15
	ldmxcsr	80(%rcx)
	fldcw	84(%rcx)
	movq	88(%rcx), %rax		/* Wine's, if left amid an exception */
	movq	%rax, %gs:0x00
	movups	96(%rcx), %xmm6
	movups	112(%rcx), %xmm7
	movups	128(%rcx), %xmm8
	movups	144(%rcx), %xmm9
	movups	160(%rcx), %xmm10
	movups	176(%rcx), %xmm11
	movups	192(%rcx), %xmm12
	movups	208(%rcx), %xmm13
	movups	224(%rcx), %xmm14
	movups	240(%rcx), %xmm15
	movq	64(%rcx), %rsp
	movl	%edx, %eax
	jmp	*72(%rcx)

/* void nt_call_on_stack(void (*fn)(void *), void *arg,
 *     const struct nt_stack_bounds *)
 *
 * rbx keeps the old stack pointer; the old bounds lie on the new stack.
 */
	.globl	nt_call_on_stack
	.seh_proc nt_call_on_stack
nt_call_on_stack:
	pushq	%rbx
	.seh_pushreg %rbx
	movq	%rsp, %rbx
	.seh_setframe %rbx, 0
	.seh_endprologue
	movq	%rcx, %r9
	movq	%rdx, %r10
	movq	0(%r8), %rsp
	andq	$-16, %rsp
	pushq	%gs:0x08
	pushq	%gs:0x10
	pushq	%gs:0x1478
	pushq	$0
	movq	0(%r8), %rax
	movq	%rax, %gs:0x08
	movq	8(%r8), %rax
	movq	%rax, %gs:0x10
	movq	16(%r8), %rax
	movq	%rax, %gs:0x1478
	movq	%r10, %rcx
	subq	$32, %rsp
	call	*%r9
	addq	$40, %rsp
	popq	%gs:0x1478
	popq	%gs:0x10
	popq	%gs:0x08
	movq	%rbx, %rsp
	popq	%rbx
	ret
	.seh_endproc
