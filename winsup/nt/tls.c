/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/tls.h"

#include <errno.h>

#include "lib/keep.h"
#include "nt/ntdll.h"

KEEP int nt_self_slot = -1;

int
nt_self_init(void)
{
	DWORD slot;

	if (nt_self_slot >= 0)
		return 0;
	slot = TlsAlloc();
	if (slot == TLS_OUT_OF_INDEXES)
		return -EAGAIN;
	nt_self_slot = (int)slot;
	return 0;
}

/* TlsGetValue() sets the last error, which the caller may still want. */
void *
nt_self_slow(void)
{
	DWORD error;
	void *p;

	if (nt_self_slot < 0)
		return NULL;
	error = GetLastError();
	p = TlsGetValue((DWORD)nt_self_slot);
	SetLastError(error);
	return p;
}

int
nt_self_set(void *p)
{
	return TlsSetValue((DWORD)nt_self_slot, p) ? 0 : -ENOMEM;
}
