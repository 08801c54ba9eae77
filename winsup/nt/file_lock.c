/* SPDX-License-Identifier: BSD-2-Clause */
/* Locks of ranges of a file, as native programs set them. */
#include "nt/file.h"

#include <errno.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

static OVERLAPPED
place(int64_t start)
{
	OVERLAPPED o = { .Offset = (DWORD)start,
	    .OffsetHigh = (DWORD)(start >> 32) };

	return o;
}

int
nt_lock(nt_handle h, int64_t start, uint64_t n, int exclusive)
{
	OVERLAPPED o = place(start);
	DWORD error = 0;

	if (!LockFileEx(h, LOCKFILE_FAIL_IMMEDIATELY | (exclusive ?
	    LOCKFILE_EXCLUSIVE_LOCK : 0), 0, (DWORD)n, (DWORD)(n >> 32), &o))
		error = GetLastError();
	trace(TRACE_FILE, "LockFileEx(%lld + %llu, %d) = %u",
	    (long long)start, (unsigned long long)n, exclusive,
	    (unsigned)error);
	return error == ERROR_LOCK_VIOLATION || error == ERROR_IO_PENDING ?
	    -EAGAIN : nt_win_errno(error);
}

int
nt_unlock(nt_handle h, int64_t start, uint64_t n)
{
	OVERLAPPED o = place(start);

	return UnlockFileEx(h, 0, (DWORD)n, (DWORD)(n >> 32), &o) ? 0 :
	    nt_last_errno();
}
