/* SPDX-License-Identifier: BSD-2-Clause */
/* stdout: ctor a */
/* stdout: ctor b */
/* stdout: main */
/* stdout: ctor local */
/* stdout: atexit */
/* stdout: dtor local */
/* stdout: dtor b */
/* stdout: dtor a */
#include "test.h"

struct noisy {
	const char *name;
	noisy(const char *n) : name(n) { printf("ctor %s\n", name); }
	~noisy() { printf("dtor %s\n", name); }
};

static noisy a("a"), b("b");

static void
bye()
{
	puts("atexit");
}

int
main()
{
	puts("main");
	static noisy local("local");
	atexit(bye);
	return (0);
}
