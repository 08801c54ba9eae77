/* SPDX-License-Identifier: BSD-2-Clause */
/* __thread and _Thread_local, zero and initialised, aligned. */
#include <stdint.h>

#include "test.h"

static __thread int zero, set = 42;
_Thread_local char text[32] = "initial";
static _Thread_local struct { _Alignas(32) char c; } aligned;

static int *
address_of_set(void)
{
	return (&set);
}

int
main(void)
{
	CHECK_INT(zero, 0);
	CHECK_INT(set, 42);
	CHECK_STR(text, "initial");
	set++;
	strcpy(text, "changed");
	CHECK_INT(*address_of_set(), 43);
	CHECK_STR(text, "changed");
	CHECK(((uintptr_t)&aligned & 31) == 0);
	CHECK(&errno == &errno);
	return (0);
}
