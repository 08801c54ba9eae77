/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Of libcygwin.a: the entry point of the user's own DLLs (-shared).  Runs
 * under the loader's lock, so constructors run here only when nobody else
 * can run them (see modules.c).
 */
#include "crt/crt_image.h"

#define REASON_DETACH	0
#define REASON_ATTACH	1

int DllMain(void *image, uint32_t reason, void *reserved);
int _cygwin_dll_entry(void *image, uint32_t reason, void *reserved);

static struct isthmus_crt crt = { CRT_BLOCK_OF(0) };

CRT_RELOCATOR

/* reserved is not NULL when a DLL goes because the process ends. */
int
_cygwin_dll_entry(void *image, uint32_t reason, void *reserved)
{
	int ok;

	if (reason == REASON_ATTACH && !isthmus_attach(&crt))
		return 0;
	ok = DllMain(image, reason, reserved);
	if (reason == REASON_DETACH && reserved == 0)
		isthmus_detach(&crt);
	if (reason == REASON_ATTACH && !ok)
		isthmus_detach(&crt);
	return ok;
}
