/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Of libcygwin.a: the DllMain of a DLL that has none of its own.
 */
#include <stdint.h>

int DllMain(void *image, uint32_t reason, void *reserved);

int
DllMain(void *image, uint32_t reason, void *reserved)
{
	return 1;
}
