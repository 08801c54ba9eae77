/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* main() runs at a fixed address, where fork will find its stack again. */
#include <stdint.h>

#include "child.h"

int
main(void)
{
	NT_TIB *tib = (NT_TIB *)NtCurrentTeb();
	uintptr_t here = (uintptr_t)__builtin_frame_address(0);

	CHECK(here > 0x200100000000 && here < 0x201000000000);
	CHECK(here < (uintptr_t)tib->StackBase);
	CHECK(here > (uintptr_t)tib->StackLimit);
	return (0);
}
