/* SPDX-License-Identifier: BSD-2-Clause */
#include <pthread.h>

static int *count;

static void
handler(void)
{
	++*count;
}

int
enter(int *n)
{
	count = n;
	return pthread_atfork(handler, handler, handler);
}
