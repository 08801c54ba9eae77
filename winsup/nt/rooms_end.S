/* SPDX-License-Identifier: BSD-2-Clause */
/* Linked behind all rooms and before all libraries; see interrupt.c. */
	.text
	.globl	nt_rooms_end
	.p2align 4
nt_rooms_end:
	int3
