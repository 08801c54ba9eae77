/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/pipe.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/lend.h"
#include "nt/ntdll.h"

/* NtCreateNamedPipeFile's types and modes (ntifs.h; MS-FSCC 2.4.29). */
#define BYTE_STREAM	0
#define QUEUE		0		/* transfers wait */
#define COMPLETE	1		/* transfers end at once */
#define CONNECTED	3		/* FILE_PIPE_CONNECTED_STATE */
#define INBOUND		0		/* the client writes */

struct pipe_information {
	ULONG read_mode, completion_mode;
};

struct pipe_local_information {
	ULONG type, configuration, max_instances, instances;
	ULONG in_quota, readable, out_quota, writable;
	ULONG state, end;
};

_Static_assert(sizeof(struct pipe_local_information) == 40, "MS-FSCC");

static const WCHAR device[] = L"\\Device\\NamedPipe";
#define DEVICE_UNITS	(sizeof device / sizeof device[0] - 1)
#define NAME_UNITS	48		/* of "\isthmus-..." */

static size_t
put_hex(WCHAR *out, uint64_t n)
{
	size_t digits = 1;

	while (digits < 16 && n >> (4 * digits) != 0)
		digits++;
	for (size_t i = 0; i < digits; i++)
		out[i] = L"0123456789abcdef"[n >> 4 * (digits - 1 - i) & 15];
	return digits;
}

/*
 * A name nobody else has: process, running number, and the time, as numbers
 * of processes come again.  The name has to be absolute: Wine knows no
 * handle of the device to start from.  Returns its length in units.
 */
static size_t
make_name(WCHAR *out)
{
	static const WCHAR prefix[] = L"\\isthmus-";
	static volatile uint32_t number;
	LARGE_INTEGER now;
	size_t n = 0;

	QueryPerformanceCounter(&now);
	for (size_t i = 0; i < DEVICE_UNITS; i++)
		out[n++] = device[i];
	for (size_t i = 0; prefix[i] != 0; i++)
		out[n++] = prefix[i];
	n += put_hex(out + n, GetCurrentProcessId());
	out[n++] = '-';
	n += put_hex(out + n, __atomic_add_fetch(&number, 1,
	    __ATOMIC_RELAXED));
	out[n++] = '-';
	n += put_hex(out + n, (uint64_t)now.QuadPart);
	return n;
}

/* FNV-1a over the name behind the device. */
static uint64_t
hash(const WCHAR *name, size_t units)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < units; i++)
		h = (h ^ name[i]) * UINT64_C(0x100000001b3);
	return h;
}

/*
 * The reader is the server's end: pipes are opened by their writers.  Each
 * end may ask about itself and set its mode, hence the attributes' rights.
 */
int
nt_pipe_create(nt_handle *reader, nt_handle *writer, uint64_t *id)
{
	WCHAR text[DEVICE_UNITS + NAME_UNITS];
	LARGE_INTEGER timeout = { .QuadPart = -1200000000 };
	OBJECT_ATTRIBUTES oa;
	IO_STATUS_BLOCK io;
	UNICODE_STRING u;
	NTSTATUS st;
	size_t units = make_name(text);

	u.Buffer = text;
	u.Length = u.MaximumLength = (USHORT)(units * sizeof text[0]);
	InitializeObjectAttributes(&oa, &u, OBJ_INHERIT, NULL, NULL);
	st = NtCreateNamedPipeFile(reader, GENERIC_READ | SYNCHRONIZE |
	    FILE_WRITE_ATTRIBUTES, &oa, &io, FILE_SHARE_WRITE, FILE_CREATE,
	    FILE_SYNCHRONOUS_IO_NONALERT, BYTE_STREAM, BYTE_STREAM, QUEUE, 1,
	    NT_PIPE_CAPACITY, NT_PIPE_CAPACITY, &timeout);
	trace(TRACE_FILE, "NtCreateNamedPipeFile = %#x", (unsigned)st);
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	st = NtCreateFile(writer, GENERIC_WRITE | SYNCHRONIZE |
	    FILE_READ_ATTRIBUTES, &oa, &io, NULL, 0, FILE_SHARE_READ,
	    FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT | FILE_NON_DIRECTORY_FILE,
	    NULL, 0);
	if (!NT_SUCCESS(st)) {
		NtClose(*reader);
		return nt_errno((uint32_t)st);
	}
	*id = hash(text + DEVICE_UNITS, units - DEVICE_UNITS);
	return 0;
}

static int
query(nt_handle h, void *buf, size_t size, int class)
{
	IO_STATUS_BLOCK io;

	return nt_errno((uint32_t)NtQueryInformationFile(h, &io, buf,
	    (ULONG)size, (FILE_INFORMATION_CLASS)class));
}

int
nt_pipe_id(nt_handle h, uint64_t *id)
{
	struct {
		ULONG length;
		WCHAR text[260];
	} name;
	int e = query(h, &name, sizeof name, NT_FileNameInformation);

	if (e < 0)
		return e;
	/* Windows' own anonymous pipes may have no name. */
	if (name.length < 2 * sizeof name.text[0])
		return -ENOENT;
	*id = hash(name.text, name.length / sizeof name.text[0]);
	return 0;
}

int
nt_pipe_query(nt_handle h, struct nt_pipe_state *out)
{
	struct pipe_local_information info;
	int e = query(h, &info, sizeof info, NT_FilePipeLocalInformation);

	if (e < 0)
		return e;
	out->readable = info.readable;
	out->room = info.writable;
	out->capacity = info.configuration == INBOUND ? info.in_quota :
	    info.out_quota;
	out->connected = info.state == CONNECTED;
	return 0;
}

int
nt_pipe_set_wait(nt_handle h, int wait)
{
	struct pipe_information info = {
		BYTE_STREAM, wait ? QUEUE : COMPLETE
	};
	IO_STATUS_BLOCK io;

	return nt_errno((uint32_t)NtSetInformationFile(h, &io, &info,
	    sizeof info, (FILE_INFORMATION_CLASS)NT_FilePipeInformation));
}

int
nt_pipe_get_wait(nt_handle h)
{
	struct pipe_information info;
	int e = query(h, &info, sizeof info, NT_FilePipeInformation);

	return e < 0 ? e : info.completion_mode == QUEUE;
}

static int
is_closed(NTSTATUS st)
{
	return st == STATUS_PIPE_BROKEN || st == STATUS_PIPE_CLOSING ||
	    st == STATUS_PIPE_DISCONNECTED || st == STATUS_END_OF_FILE;
}

/*
 * How much one read asks for.  More than is usual only where it is there: it
 * will not wait, and so takes no room from a writer (doc/pipes.md).
 */
static size_t
read_size(nt_handle h, size_t n)
{
	struct nt_pipe_state state;

	if (n <= NT_PIPE_TRANSFER || nt_pipe_query(h, &state) < 0 ||
	    state.readable <= NT_PIPE_TRANSFER)
		return n < NT_PIPE_TRANSFER ? n : NT_PIPE_TRANSFER;
	return n < state.readable ? n : state.readable;
}

/*
 * A native writer of no bytes ends the read with none, which is not the end
 * of the stream: ask whether the writer is still there.
 */
long
nt_pipe_read(nt_handle h, void *buf, size_t n)
{
	struct nt_pipe_state state;
	IO_STATUS_BLOCK io;
	NTSTATUS st;
	int loan;

	n = read_size(h, n);
	do {
		io.Information = 0;
		loan = nt_lend(buf, n);
		st = nt_await(h, NtReadFile(h, NULL, NULL, NULL, &io, buf,
		    (ULONG)n, NULL, NULL), &io);
		nt_given_back(loan);
		if (is_closed(st))
			return 0;
		if (st == STATUS_PIPE_EMPTY)
			return -EAGAIN;
		if (st == STATUS_CANCELLED)
			return io.Information > 0 ? (long)io.Information :
			    -EINTR;
		if (st == STATUS_ACCESS_DENIED)
			return -EBADF;
		if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
			return nt_errno((uint32_t)st);
	} while (io.Information == 0 && nt_pipe_query(h, &state) == 0 &&
	    state.connected);
	return (long)io.Information;
}

long
nt_pipe_write(nt_handle h, const void *buf, size_t n)
{
	IO_STATUS_BLOCK io;
	NTSTATUS st;
	int loan;

	if (n > NT_PIPE_TRANSFER)
		n = NT_PIPE_TRANSFER;
	io.Information = 0;
	loan = nt_lend(buf, n);
	st = nt_await(h, NtWriteFile(h, NULL, NULL, NULL, &io, (void *)buf,
	    (ULONG)n, NULL, NULL), &io);
	nt_given_back(loan);
	if (is_closed(st))
		return -EPIPE;
	if (st == STATUS_CANCELLED)
		return io.Information > 0 ? (long)io.Information : -EINTR;
	if (st == STATUS_ACCESS_DENIED)
		return -EBADF;
	return NT_SUCCESS(st) ? (long)io.Information :
	    nt_errno((uint32_t)st);
}

/* FSCTL_PIPE_PEEK and FILE_PIPE_PEEK_BUFFER (MS-FSCC 2.3.45; ntifs.h). */
#define FSCTL_PEEK	0x0011400cu
struct peek {
	ULONG state, readable, messages, message_bytes;
	char data[NT_PIPE_TRANSFER];
};
#define PEEK_HEAD	offsetof(struct peek, data)

long
nt_pipe_peek(nt_handle h, void *buf, size_t n)
{
	struct peek *p = malloc(sizeof *p);
	IO_STATUS_BLOCK io;
	NTSTATUS st;
	long got;

	if (p == NULL)
		return -ENOMEM;
	if (n > NT_PIPE_TRANSFER)
		n = NT_PIPE_TRANSFER;
	io.Information = 0;
	st = NtFsControlFile(h, NULL, NULL, NULL, &io, FSCTL_PEEK, NULL, 0,
	    p, (ULONG)(PEEK_HEAD + n));
	if (is_closed(st))
		got = 0;
	else if (!NT_SUCCESS(st) && st != STATUS_BUFFER_OVERFLOW)
		got = nt_errno((uint32_t)st);
	else {
		got = io.Information > PEEK_HEAD ?
		    (long)(io.Information - PEEK_HEAD) : 0;
		memcpy(buf, p->data, (size_t)got);
	}
	free(p);
	return got;
}
