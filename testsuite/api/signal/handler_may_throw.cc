/* SPDX-License-Identifier: BSD-2-Clause */
/* cflags: -fnon-call-exceptions */
/* A C++ exception leaves the handler of a fault for the code that faulted. */
#include <csignal>

#include "test.h"

struct fault { int sig; };

static void
handler(int s)
{
	throw fault{ s };
}

static int __attribute__((noinline))
touch(volatile int *p)
{
	return *p;
}

int
main(void)
{
	struct sigaction a = {};
	a.sa_handler = handler;
	a.sa_flags = SA_NODEFER;
	CHECK_INT(sigaction(SIGSEGV, &a, nullptr), 0);
	for (int i = 0; i < 3; i++) {
		int sig = 0;
		try {
			touch(reinterpret_cast<volatile int *>(0x123));
		} catch (const fault &f) {
			sig = f.sig;
		}
		CHECK_INT(sig, SIGSEGV);
	}
	return 0;
}
