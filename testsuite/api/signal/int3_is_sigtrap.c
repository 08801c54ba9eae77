/* SPDX-License-Identifier: BSD-2-Clause */
#include <signal.h>

#include "test.h"

static volatile sig_atomic_t count;
static void handler(int s) { count++; }

int
main(void)
{
	signal(SIGTRAP, handler);
	for (int i = 1; i <= 3; i++) {
		__asm__ volatile("int3" : : : "memory");
		CHECK_INT(count, i);
	}
	return (0);
}
