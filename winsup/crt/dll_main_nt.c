/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * isthmus1.dll's entry point.  Under the loader's lock: claims the fixed
 * regions before anything else of the process can lie there, gives the
 * thread its data, and takes a thread's data away when it ends.  Threads
 * get theirs at their first call, so that DLL_THREAD_ATTACH does nothing.
 */
#include "nt/ntdll.h"

#include "crt/message.h"
#include "mm/room.h"
#include "thread/room.h"

BOOL WINAPI
DllMain(HINSTANCE image, DWORD reason, LPVOID reserved)
{
	switch (reason) {
	case DLL_PROCESS_ATTACH:
		if (mm_init() < 0) {
			message_image(image, "the address space at"
			    " 0x200000000000 is taken already");
			return FALSE;
		}
		if (thr_init_main() < 0) {
			message_image(image, "cannot make the first thread's"
			    " data");
			return FALSE;
		}
		break;
	case DLL_THREAD_DETACH:
		thr_detach();
		break;
	}
	return TRUE;
}
