/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Of libcygwin.a: at_quick_exit() of this image; what an unloaded DLL had
 * registered is forgotten with it.
 */
#include <stdlib.h>

extern void *__dso_handle;
int __isthmus_at_quick_exit(void (*)(void), void *);

int
at_quick_exit(void (*f)(void))
{
	return __isthmus_at_quick_exit(f, &__dso_handle);
}
