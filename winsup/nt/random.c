/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/random.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/ntdll.h"

/*
 * ProcessPrng is in Windows since 10, RtlGenRandom (exported under the name
 * that ntsecapi.h gives it) in every Windows and Wine.  Neither DLL is
 * wanted at start-up, so that they are loaded here.
 */
int
nt_random(void *buf, size_t size)
{
	KEEP static BOOLEAN (WINAPI *gen)(PVOID, ULONG);
	KEEP static BOOL (WINAPI *prng)(PBYTE, SIZE_T);
	HMODULE dll;
	ULONG n;

	if (prng == NULL && gen == NULL) {
		dll = LoadLibraryExW(L"bcryptprimitives.dll", NULL,
		    LOAD_LIBRARY_SEARCH_SYSTEM32);
		if (dll != NULL)
			prng = (void *)GetProcAddress(dll, "ProcessPrng");
		if (prng == NULL) {
			dll = LoadLibraryExW(L"advapi32.dll", NULL,
			    LOAD_LIBRARY_SEARCH_SYSTEM32);
			if (dll != NULL)
				gen = (void *)GetProcAddress(dll,
				    "SystemFunction036");
		}
	}
	if (prng != NULL)
		return prng(buf, size) ? 0 : -EIO;
	if (gen == NULL)
		return -ENOSYS;
	while (size > 0) {
		n = size > 0x10000000 ? 0x10000000 : (ULONG)size;
		if (!gen(buf, n))
			return -EIO;
		buf = (char *)buf + n;
		size -= n;
	}
	return 0;
}
