/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A handler of a fault that returns leaves every register as it was, though
 * it uses them all itself: the upper halves of AVX's too.
 */
#include <signal.h>
#include <stdint.h>
#include <ucontext.h>

#include "test.h"

static int avx;
static uint64_t ymm_in[16][4], ymm_out[16][4], gpr_in[12], gpr_out[12];

static void
handler(int s, siginfo_t *si, void *context)
{
	ucontext_t *uc = context;

#ifdef __linux__
	uc->uc_mcontext.gregs[REG_RIP] += 2;
#else
	uc->uc_mcontext.rip += 2;
#endif
	if (avx)
		__asm__ volatile("vzeroall" : : : "memory");
	__asm__ volatile(
	    "xorl %%ebx, %%ebx\n\txorl %%esi, %%esi\n\txorl %%edi, %%edi\n\t"
	    "xorl %%r8d, %%r8d\n\txorl %%r9d, %%r9d\n\t"
	    "xorl %%r10d, %%r10d\n\txorl %%r11d, %%r11d\n\t"
	    "xorl %%r12d, %%r12d\n\txorl %%r13d, %%r13d\n\t"
	    "xorl %%r14d, %%r14d\n\txorl %%r15d, %%r15d"
	    : : : "rbx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
	    "r13", "r14", "r15", "cc", "xmm0", "xmm6", "xmm7", "xmm15");
}

#define GPRS(X)								\
	X(rbx, 0) X(rsi, 8) X(rdi, 16) X(r8, 24) X(r9, 32) X(r10, 40)	\
	X(r11, 48) X(r12, 56) X(r13, 64) X(r14, 72) X(r15, 80)
#define LOAD(r, at)	"movq " #at "(%%rax), %%" #r "\n\t"
#define STORE(r, at)	"movq %%" #r ", " #at "(%%rdx)\n\t"

static void
fault_with_gprs(void)
{
	__asm__ volatile(GPRS(LOAD) "ud2\n\t" GPRS(STORE)
	    : : "a" (gpr_in), "d" (gpr_out)
	    : "rbx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
	    "r14", "r15", "memory", "cc");
}

#define YMMS(X)								\
	X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)				\
	X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)
#define VLOAD(n)	"vmovdqu " #n "*32(%%rax), %%ymm" #n "\n\t"
#define VSTORE(n)	"vmovdqu %%ymm" #n ", " #n "*32(%%rdx)\n\t"

static void __attribute__((target("avx")))
fault_with_ymms(void)
{
	__asm__ volatile(YMMS(VLOAD) "ud2\n\t" YMMS(VSTORE) "vzeroupper"
	    : : "a" (ymm_in), "d" (ymm_out)
	    : "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",
	    "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
	    "xmm13", "xmm14", "xmm15");
}

int
main(void)
{
	struct sigaction a = { .sa_sigaction = handler,
	    .sa_flags = SA_SIGINFO };
	unsigned i;

	for (i = 0; i < 11; i++)
		gpr_in[i] = 0x1122334455667788ull * (i + 1);
	for (i = 0; i < 64; i++)
		ymm_in[i / 4][i % 4] = 0x0102030405060708ull * (i + 1);
	sigemptyset(&a.sa_mask);
	CHECK_INT(sigaction(SIGILL, &a, NULL), 0);
	fault_with_gprs();
	CHECK(memcmp(gpr_in, gpr_out, sizeof(gpr_in)) == 0);
	avx = __builtin_cpu_supports("avx");
	if (avx) {
		fault_with_ymms();
		CHECK(memcmp(ymm_in, ymm_out, sizeof(ymm_in)) == 0);
	}
	return (0);
}
