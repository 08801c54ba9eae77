/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * setjmp, longjmp and their sig- forms, for the Microsoft x64 calling
 * convention ("x64 ABI conventions: caller/callee saved registers").
 *
 * A jmp_buf is 32 longs, aligned to 8 only (<machine/setjmp.h>):
 *
 *	  0 rbx   8 rbp  16 rdi  24 rsi  32 r12  40 r13  48 r14  56 r15
 *	 64 rsp  72 rip  80 xmm6 ... 224 xmm15  240 mxcsr  244 x87 control
 *	248 scratch of longjmp
 *
 * A sigjmp_buf has savemask and the mask behind it.  longjmp does not unwind,
 * so no SEH or C++ handler between the two is run, as on any Unix.  setjmp
 * does not save the mask (XSH longjmp leaves it open).
 */
	.intel_syntax noprefix
	.text

	.set	AT_RSP, 64
	.set	AT_RIP, 72
	.set	AT_MXCSR, 240
	.set	AT_FPUCW, 244
	.set	AT_SCRATCH, 248
	.set	SAVEMASK, 32 * 8
	.set	MASK, 33 * 8
	.set	SIG_SETMASK, 0

	.macro	each_register move_to
	.if	\move_to
	mov	[rcx], rbx
	mov	[rcx + 8], rbp
	mov	[rcx + 16], rdi
	mov	[rcx + 24], rsi
	mov	[rcx + 32], r12
	mov	[rcx + 40], r13
	mov	[rcx + 48], r14
	mov	[rcx + 56], r15
	.else
	mov	rbx, [rcx]
	mov	rbp, [rcx + 8]
	mov	rdi, [rcx + 16]
	mov	rsi, [rcx + 24]
	mov	r12, [rcx + 32]
	mov	r13, [rcx + 40]
	mov	r14, [rcx + 48]
	mov	r15, [rcx + 56]
	.endif
	.irp	n, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.if	\move_to
	movups	[rcx + 80 + (\n - 6) * 16], xmm\n
	.else
	movups	xmm\n, [rcx + 80 + (\n - 6) * 16]
	.endif
	.endr
	.endm

/* int setjmp(jmp_buf env) */
	.globl	setjmp
	.globl	_setjmp
	.def	setjmp; .scl 2; .type 32; .endef
	.def	_setjmp; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc setjmp
setjmp:
_setjmp:
	.seh_endprologue
	each_register 1
	lea	rax, [rsp + 8]		/* as after the return */
	mov	rdx, [rsp]
	mov	[rcx + AT_RSP], rax
	mov	[rcx + AT_RIP], rdx
	stmxcsr	[rcx + AT_MXCSR]
	fnstcw	[rcx + AT_FPUCW]
	xor	eax, eax
	ret
	.seh_endproc

/*
 * void longjmp(jmp_buf env, int val).  Off an alternate signal stack the
 * TEB's bounds of the stack (gs:8 StackBase, gs:16 StackLimit) must follow.
 */
	.globl	longjmp
	.globl	_longjmp
	.def	longjmp; .scl 2; .type 32; .endef
	.def	_longjmp; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc longjmp
longjmp:
_longjmp:
	sub	rsp, 40
	.seh_stackalloc 40
	.seh_endprologue
	mov	rax, [rcx + AT_RSP]
	cmp	rax, gs:[8]
	ja	1f
	cmp	rax, gs:[16]
	jae	2f
1:	mov	[rsp + 48], rcx		/* our home slots */
	mov	[rsp + 56], edx
	mov	rcx, rax
	call	sig_stack_left
	mov	rcx, [rsp + 48]
	mov	edx, [rsp + 56]
2:	each_register 0
	mov	eax, edx
	cmp	eax, 1			/* 0 becomes 1 */
	adc	eax, 0
	/* MXCSR's control bits come back, its flags stay (C17 7.13.2.1). */
	stmxcsr	[rcx + AT_SCRATCH]
	mov	edx, [rcx + AT_SCRATCH]
	mov	r8d, [rcx + AT_MXCSR]
	and	edx, 0x3f
	and	r8d, 0xffffffc0
	or	edx, r8d
	mov	[rcx + AT_SCRATCH], edx
	ldmxcsr	[rcx + AT_SCRATCH]
	fldcw	[rcx + AT_FPUCW]
	mov	rdx, [rcx + AT_RIP]
	mov	rsp, [rcx + AT_RSP]
	jmp	rdx
	.seh_endproc

/*
 * int sigsetjmp(sigjmp_buf env, int savemask): it must end by jumping to
 * setjmp, which returns to our caller, twice.
 */
	.globl	sigsetjmp
	.def	sigsetjmp; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc sigsetjmp
sigsetjmp:
	sub	rsp, 40
	.seh_stackalloc 40
	.seh_endprologue
	movsxd	rdx, edx
	mov	[rcx + SAVEMASK], rdx
	mov	[rsp + 48], rcx		/* our home slot */
	test	edx, edx
	jz	1f
	lea	r8, [rcx + MASK]
	xor	edx, edx
	mov	ecx, SIG_SETMASK
	call	sig_change_mask
	mov	rcx, [rsp + 48]
1:	add	rsp, 40
	jmp	setjmp
	.seh_endproc

/* void siglongjmp(sigjmp_buf env, int val) */
	.globl	siglongjmp
	.def	siglongjmp; .scl 2; .type 32; .endef
	.p2align 4
	.seh_proc siglongjmp
siglongjmp:
	sub	rsp, 40
	.seh_stackalloc 40
	.seh_endprologue
	cmp	qword ptr [rcx + SAVEMASK], 0
	je	1f
	mov	[rsp + 48], rcx
	mov	[rsp + 56], edx
	xor	r8d, r8d
	lea	rdx, [rcx + MASK]
	mov	ecx, SIG_SETMASK
	call	sig_change_mask
	mov	rcx, [rsp + 48]
	mov	edx, [rsp + 56]
1:	call	longjmp
	int3
	.seh_endproc
