/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/pipe.h"

#include "nt/error.h"
#include "nt/ntdll.h"

int
nt_pipe_available(nt_handle h, size_t *n)
{
	DWORD bytes;

	if (!PeekNamedPipe(h, NULL, 0, NULL, &bytes, NULL))
		return nt_last_errno();
	*n = bytes;
	return 0;
}
