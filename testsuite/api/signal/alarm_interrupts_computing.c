/* SPDX-License-Identifier: BSD-2-Clause */
/* A handler runs amid code that makes no calls, whose state it keeps. */
#include <signal.h>
#include <sys/time.h>

#include "test.h"

static volatile sig_atomic_t got;

static void
handler(int s)
{
	volatile double x = 1.0 / 3;

	(void)s;
	__asm__ volatile("vzeroall" : : : "xmm0", "xmm1", "xmm2", "xmm3",
	    "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
	    "xmm12", "xmm13", "xmm14", "xmm15");
	x *= 2;
	got++;
}

/* Fills all registers, spins until got changes, and compares them. */
static int
spin(const volatile sig_atomic_t *flag, int before)
{
	static const float pattern[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	static float after[4][8];
	unsigned long bad = 0;

	__asm__ volatile(
	    "vmovups %[pat], %%ymm6\n\tvmovups %[pat], %%ymm0\n\t"
	    "vmovups %[pat], %%ymm15\n\tvmovups %[pat], %%ymm9\n\t"
	    "movq $0x1111, %%rbx\n\tmovq $0x2222, %%rsi\n\t"
	    "movq $0x3333, %%rdi\n\tmovq $0x4444, %%r8\n\t"
	    "movq $0x5555, %%r9\n\tmovq $0x6666, %%r10\n\t"
	    "movq $0x7777, %%r11\n\tmovq $0x8888, %%r12\n\t"
	    "movq $0x9999, %%r13\n\tmovq $0xaaaa, %%r14\n"
	    "1:\tcmpl %[before], (%[flag])\n\t"
	    "je 1b\n\t"
	    "xorl $0x1111, %%ebx\n\tor %%rbx, %[bad]\n\t"
	    "xorl $0x2222, %%esi\n\tor %%rsi, %[bad]\n\t"
	    "xorl $0x3333, %%edi\n\tor %%rdi, %[bad]\n\t"
	    "xorl $0x4444, %%r8d\n\tor %%r8, %[bad]\n\t"
	    "xorl $0x5555, %%r9d\n\tor %%r9, %[bad]\n\t"
	    "xorl $0x6666, %%r10d\n\tor %%r10, %[bad]\n\t"
	    "xorl $0x7777, %%r11d\n\tor %%r11, %[bad]\n\t"
	    "xorl $0x8888, %%r12d\n\tor %%r12, %[bad]\n\t"
	    "xorl $0x9999, %%r13d\n\tor %%r13, %[bad]\n\t"
	    "xorl $0xaaaa, %%r14d\n\tor %%r14, %[bad]\n\t"
	    "vmovups %%ymm6, %[o0]\n\tvmovups %%ymm0, %[o1]\n\t"
	    "vmovups %%ymm15, %[o2]\n\tvmovups %%ymm9, %[o3]\n\t"
	    "vzeroupper"
	    : [bad] "+a"(bad), [o0] "=m"(after[0]), [o1] "=m"(after[1]),
	      [o2] "=m"(after[2]), [o3] "=m"(after[3])
	    : [pat] "m"(pattern), [flag] "c"(flag), [before] "d"(before)
	    : "rbx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
	      "r14", "xmm0", "xmm6", "xmm9", "xmm15", "cc", "memory");
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 8; j++)
			bad |= after[i][j] != pattern[j];
	return bad != 0;
}

int
main(void)
{
	struct sigaction sa = { .sa_handler = handler };
	struct itimerval v = { { 0, 5000 }, { 0, 5000 } };

	if (!__builtin_cpu_supports("avx"))
		return (77);
	CHECK_INT(sigaction(SIGALRM, &sa, NULL), 0);
	CHECK_INT(setitimer(ITIMER_REAL, &v, NULL), 0);
	for (int i = 0; i < 200; i++)
		CHECK_INT(spin(&got, got), 0);
	CHECK(got >= 200);
	return (0);
}
