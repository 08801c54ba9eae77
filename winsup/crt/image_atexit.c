/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Of libcygwin.a: atexit() of this image, so that what a DLL registers
 * runs when the DLL is unloaded (POSIX.1-2024 leaves that open, the Linux
 * Standard Base and GCC's C++ destructors have it so).
 */
#include <stdlib.h>

extern void *__dso_handle;
int __cxa_atexit(void (*)(void *), void *, void *);

/* Returns 0, or -1 without memory (POSIX: nonzero). */
int
atexit(void (*f)(void))
{
	return __cxa_atexit((void (*)(void *))f, NULL, &__dso_handle);
}
