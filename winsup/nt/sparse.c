/* SPDX-License-Identifier: BSD-2-Clause */
/* Holes in files. */
#include "nt/file.h"

#include <errno.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"

static NTSTATUS
control(nt_handle h, ULONG code, void *in, ULONG in_size, void *out,
    ULONG out_size, ULONG_PTR *done)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;

	io.Information = 0;
	st = NtFsControlFile(h, NULL, NULL, NULL, &io, code, in, in_size, out,
	    out_size);
	trace(TRACE_FILE, "NtFsControlFile(%#x) = %#x", (unsigned)code,
	    (unsigned)st);
	if (done != NULL)
		*done = io.Information;
	return st;
}

static int
no_such_control(NTSTATUS st)
{
	return st == STATUS_INVALID_DEVICE_REQUEST ||
	    st == STATUS_NOT_SUPPORTED || st == STATUS_NOT_IMPLEMENTED ||
	    st == STATUS_INVALID_PARAMETER;
}

int
nt_set_sparse(nt_handle h)
{
	NTSTATUS st = control(h, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, NULL);

	return no_such_control(st) ? -EOPNOTSUPP : nt_errno((uint32_t)st);
}

int
nt_punch(nt_handle h, int64_t at, int64_t n)
{
	FILE_ZERO_DATA_INFORMATION range;
	NTSTATUS st;
	int e;

	if ((e = nt_set_sparse(h)) < 0)
		return e;
	range.FileOffset.QuadPart = at;
	range.BeyondFinalZero.QuadPart = at + n;
	st = control(h, FSCTL_SET_ZERO_DATA, &range, sizeof range, NULL, 0,
	    NULL);
	return no_such_control(st) ? -EOPNOTSUPP : nt_errno((uint32_t)st);
}

int
nt_data_after(nt_handle h, int64_t at, int64_t size, int64_t *start,
    int64_t *end)
{
	FILE_ALLOCATED_RANGE_BUFFER in, out;
	ULONG_PTR done;
	NTSTATUS st;

	in.FileOffset.QuadPart = at;
	in.Length.QuadPart = size - at;
	st = control(h, FSCTL_QUERY_ALLOCATED_RANGES, &in, sizeof in, &out,
	    sizeof out, &done);
	if (no_such_control(st))
		return -EOPNOTSUPP;
	if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
		return nt_errno((uint32_t)st);
	if (done < sizeof out)
		return 0;
	*start = out.FileOffset.QuadPart;
	*end = *start + out.Length.QuadPart;
	return 1;
}
