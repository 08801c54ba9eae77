/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * sigsetjmp and siglongjmp: newlib's setjmp and longjmp with the signal mask.
 * A sigjmp_buf is a jmp_buf (32 longs), then savemask, then the mask
 * (<machine/setjmp.h>, whose macros do the same).
 */
	.intel_syntax noprefix
	.text

	.set	SAVEMASK, 32 * 8
	.set	MASK, 33 * 8
	.set	SIG_SETMASK, 0

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
