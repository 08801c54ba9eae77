/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * MiniDumpWriteDump() is not asked to do this.  It needs the process' heap
 * and the loader, whose locks may be held by what has come to its end here;
 * Wine's leaves out all memory but stacks, or takes all there is, read-only
 * pages of every image too, and does not say when the disk is full.
 *
 * While other threads stand still, nothing here takes a lock or allocates.
 * The head of the file is made in memory first, so that its size is known
 * before anything is written.
 */
#include "nt/ntdll.h"
#include "nt/dump.h"

#include <dbghelp.h>
#include <errno.h>
#include <string.h>
#include <tlhelp32.h>

#include "nt/file.h"
#include "nt/interrupt.h"
#include "nt/process.h"

#define THREADS_MAX	1024
#define MODULES_MAX	512
#define NAME_BYTES_MAX	1024		/* of a module's path */
#define RANGES_MAX	65536
#define PARTS_MAX	(2 * MODULES_MAX + THREADS_MAX)
#define STREAMS		7
#define SIGNATURE	0x504d444du		/* "MDMP" */
#define PIECE		((uint64_t)1 << 20)	/* written at once */

/* The head has room for as many of everything. */
#define HEAD_MAX	((size_t)4 << 20)
_Static_assert(THREADS_MAX * (sizeof(MINIDUMP_THREAD) + sizeof(CONTEXT) + 8) +
    MODULES_MAX * (sizeof(MINIDUMP_MODULE) + NAME_BYTES_MAX + 16) +
    RANGES_MAX * sizeof(MINIDUMP_MEMORY_DESCRIPTOR) + 65536 < HEAD_MAX,
    "HEAD_MAX");

struct held {
	CONTEXT context;
	HANDLE handle;			/* NULL: the calling thread */
	DWORD id;
	uint64_t teb, low, high;	/* the stack in use */
	MINIDUMP_THREAD *entry;
};

/* Parts of images that can only be read. */
struct part {
	uint64_t low, high;
};

struct dump {
	const struct nt_dump *d;
	size_t used;			/* of head */
	unsigned n_streams, n_threads;
	MINIDUMP_DIRECTORY *dir;
	MINIDUMP_MEMORY_LIST *list;
	uint64_t size;			/* of the file */
	const void *view;		/* looked at last: is it a file's? */
	int view_is_file;
	struct held thread[THREADS_MAX];
	unsigned n_parts;
	struct part part[PARTS_MAX];
	char head[HEAD_MAX] __attribute__((aligned(16)));
};

/* What is left out is zero: the memory is fresh. */
static void *
add(struct dump *u, size_t n)
{
	void *p = u->head + u->used;

	u->used += (n + 7) & ~(size_t)7;
	return p;
}

static RVA
place(const struct dump *u, const void *p)
{
	return (RVA)((const char *)p - u->head);
}

static void
stream(struct dump *u, ULONG32 type, const void *p, size_t n)
{
	u->dir[u->n_streams++] = (MINIDUMP_DIRECTORY){ type,
	    { (ULONG32)n, place(u, p) } };
}

/* --- threads --- */

static void
hold(struct dump *u, DWORD id)
{
	struct {
		NTSTATUS exit_status;
		void *teb;
		CLIENT_ID client;
		ULONG_PTR affinity;
		LONG priority, base_priority;
	} info;
	struct held *t = &u->thread[u->n_threads];
	const NT_TIB *tib;

	t->id = id;
	if (id == GetCurrentThreadId()) {
		nt_regs_to_context(&t->context, &u->d->fault->regs);
		t->teb = (uint64_t)nt_teb();
		t->low = (uint64_t)u->d->stack.dealloc;
		t->high = (uint64_t)u->d->stack.base;
		u->n_threads++;
		return;
	}
	t->handle = OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT |
	    THREAD_QUERY_INFORMATION, FALSE, id);
	if (t->handle == NULL)
		return;
	t->context.ContextFlags = CONTEXT_FULL;
	if (SuspendThread(t->handle) == (DWORD)-1) {
		CloseHandle(t->handle);
		return;
	}
	u->n_threads++;
	if (!GetThreadContext(t->handle, &t->context) ||
	    !NT_SUCCESS(NtQueryInformationThread(t->handle, 0, &info,
	    sizeof info, NULL)))
		return;
	tib = info.teb;
	t->teb = (uint64_t)tib;
	t->low = (uint64_t)tib->StackLimit;
	t->high = (uint64_t)tib->StackBase;
}

static void
hold_all(struct dump *u)
{
	HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
	THREADENTRY32 t = { .dwSize = sizeof t };
	DWORD pid = GetCurrentProcessId();

	if (all == INVALID_HANDLE_VALUE) {
		hold(u, GetCurrentThreadId());
		return;
	}
	if (Thread32First(all, &t))
		do
			if (t.th32OwnerProcessID == pid &&
			    u->n_threads < THREADS_MAX)
				hold(u, t.th32ThreadID);
		while (Thread32Next(all, &t));
	CloseHandle(all);
	/* What lies below its stack pointer is in use by nobody. */
	for (unsigned i = 0; i < u->n_threads; i++) {
		struct held *h = &u->thread[i];

		if (h->context.Rsp > h->low && h->context.Rsp < h->high)
			h->low = h->context.Rsp;
	}
}

static void
let_go_all(struct dump *u)
{
	for (unsigned i = 0; i < u->n_threads; i++) {
		if (u->thread[i].handle == NULL)
			continue;
		ResumeThread(u->thread[i].handle);
		CloseHandle(u->thread[i].handle);
	}
}

static MINIDUMP_LOCATION_DESCRIPTOR
put_context(struct dump *u, const CONTEXT *c)
{
	void *p = add(u, sizeof *c);

	memcpy(p, c, sizeof *c);
	return (MINIDUMP_LOCATION_DESCRIPTOR){ sizeof *c, place(u, p) };
}

static void
put_threads(struct dump *u)
{
	size_t n = sizeof(MINIDUMP_THREAD_LIST) +
	    u->n_threads * sizeof(MINIDUMP_THREAD);
	MINIDUMP_THREAD_LIST *list = add(u, n);

	list->NumberOfThreads = u->n_threads;
	stream(u, ThreadListStream, list, n);
	for (unsigned i = 0; i < u->n_threads; i++) {
		struct held *h = &u->thread[i];
		MINIDUMP_THREAD *t = &list->Threads[i];

		t->ThreadId = h->id;
		t->Teb = h->teb;
		t->ThreadContext = put_context(u, &h->context);
		h->entry = t;
	}
}

/* An access that failed: how, and where. */
static void
put_access(MINIDUMP_EXCEPTION *e, const struct nt_fault *f)
{
	if (e->ExceptionCode != (DWORD)EXCEPTION_ACCESS_VIOLATION &&
	    e->ExceptionCode != (DWORD)EXCEPTION_IN_PAGE_ERROR)
		return;
	e->NumberParameters = 2;
	e->ExceptionInformation[0] = f->regs.error & 16 ? 8 :
	    f->regs.error & 2 ? 1 : 0;
	e->ExceptionInformation[1] = f->address;
}

static void
put_exception(struct dump *u)
{
	const struct nt_fault *f = u->d->fault;
	MINIDUMP_EXCEPTION_STREAM *s = add(u, sizeof *s);
	MINIDUMP_EXCEPTION *e = &s->ExceptionRecord;

	for (unsigned i = 0; i < u->n_threads; i++) {
		if (u->thread[i].id != u->d->thread)
			continue;
		e->ExceptionAddress = u->thread[i].context.Rip;
		s->ThreadContext = put_context(u, &u->thread[i].context);
	}
	s->ThreadId = u->d->thread;
	e->ExceptionCode = f->kind != NT_FAULT_NONE ? f->code :
	    NT_DUMP_SIGNAL + (unsigned)u->d->sig;
	if (f->kind != NT_FAULT_NONE)
		put_access(e, f);
	stream(u, ExceptionStream, s, sizeof *s);
}

/* --- images --- */

static void
add_part(struct dump *u, const void *low, const void *high)
{
	if (low < high && u->n_parts < PARTS_MAX)
		u->part[u->n_parts++] = (struct part){ (uintptr_t)low,
		    (uintptr_t)high };
}

/*
 * What a debugger needs to find callers: the table of functions, and what it
 * says of each, which may lie among other constants.
 */
#define UNWIND_INFO_MAX	(4 + 2 * 256 + 4 * 4)

static void
add_unwind_parts(struct dump *u, const char *base, const IMAGE_NT_HEADERS *nt)
{
	const IMAGE_DATA_DIRECTORY *d = &nt->OptionalHeader.
	    DataDirectory[IMAGE_DIRECTORY_ENTRY_EXCEPTION];
	const RUNTIME_FUNCTION *f = (const void *)(base + d->VirtualAddress);
	DWORD n = d->Size / sizeof *f, low = ~(DWORD)0, high = 0;

	for (DWORD i = 0; i < n; i++) {
		/* An odd one is the place of another function's entry. */
		if (f[i].UnwindData & 1)
			continue;
		if (f[i].UnwindData < low)
			low = f[i].UnwindData;
		if (f[i].UnwindData > high)
			high = f[i].UnwindData;
	}
	add_part(u, f, f + n);
	if (low < high)
		add_part(u, base + low, base + high + UNWIND_INFO_MAX);
}

/* The code around each thread's next instruction. */
#define CODE	128

static void
add_code_parts(struct dump *u)
{
	for (unsigned i = 0; i < u->n_threads; i++) {
		const char *ip = (const char *)u->thread[i].context.Rip;

		add_part(u, ip - CODE, ip + CODE);
	}
}

static void
put_module(struct dump *u, MINIDUMP_MODULE *m, const LDR_DATA_TABLE_ENTRY *l)
{
	const char *base = l->DllBase;
	const IMAGE_NT_HEADERS *nt = (const void *)
	    (base + ((const IMAGE_DOS_HEADER *)base)->e_lfanew);
	const UNICODE_STRING *path = &l->FullDllName;
	size_t n = path->Length < NAME_BYTES_MAX ? path->Length :
	    NAME_BYTES_MAX;
	MINIDUMP_STRING *name = add(u, sizeof *name + n + sizeof(WCHAR));

	name->Length = (ULONG32)n;
	memcpy(name->Buffer, path->Buffer, n);
	m->BaseOfImage = (uintptr_t)base;
	m->SizeOfImage = nt->OptionalHeader.SizeOfImage;
	m->CheckSum = nt->OptionalHeader.CheckSum;
	m->TimeDateStamp = nt->FileHeader.TimeDateStamp;
	m->ModuleNameRva = place(u, name);
	add_unwind_parts(u, base, nt);
}

/*
 * The loader's own list (winternl.h), which holds still as everybody does;
 * asking for it would take the loader's lock.
 */
static void
put_modules(struct dump *u)
{
	const PEB *peb = ((const TEB *)nt_teb())->ProcessEnvironmentBlock;
	const LIST_ENTRY *head = &peb->Ldr->InMemoryOrderModuleList, *e;
	MINIDUMP_MODULE_LIST *list;
	ULONG32 n = 0;
	size_t size;

	for (e = head->Flink; e != head && n < MODULES_MAX; e = e->Flink)
		n++;
	size = sizeof *list + n * sizeof(MINIDUMP_MODULE);
	list = add(u, size);
	list->NumberOfModules = n;
	stream(u, ModuleListStream, list, size);
	e = head->Flink;
	for (ULONG32 i = 0; i < n; i++, e = e->Flink)
		put_module(u, &list->Modules[i], CONTAINING_RECORD(e,
		    LDR_DATA_TABLE_ENTRY, InMemoryOrderLinks));
}

/* --- what is told of the system and the process --- */

static void
put_system(struct dump *u)
{
	MINIDUMP_SYSTEM_INFO *s = add(u, sizeof *s);
	struct nt_version v;
	SYSTEM_INFO si;

	GetSystemInfo(&si);
	s->ProcessorArchitecture = si.wProcessorArchitecture;
	s->ProcessorLevel = si.wProcessorLevel;
	s->ProcessorRevision = si.wProcessorRevision;
	s->NumberOfProcessors = (UCHAR)si.dwNumberOfProcessors;
	s->ProductType = VER_NT_WORKSTATION;
	s->PlatformId = VER_PLATFORM_WIN32_NT;
	if (nt_version(&v) == 0) {
		s->MajorVersion = v.major;
		s->MinorVersion = v.minor;
		s->BuildNumber = v.build;
	}
	/* No service pack: an empty string. */
	s->CSDVersionRva = place(u, add(u, sizeof(MINIDUMP_STRING) +
	    sizeof(WCHAR)));
	stream(u, SystemInfoStream, s, sizeof *s);
}

static void
put_process(struct dump *u)
{
	MINIDUMP_MISC_INFO *m = add(u, sizeof *m);
	size_t n = strlen(u->d->comment) + 1;
	char *comment = add(u, n);

	m->SizeOfInfo = sizeof *m;
	m->Flags1 = MINIDUMP_MISC1_PROCESS_ID;
	m->ProcessId = GetCurrentProcessId();
	stream(u, MiscInfoStream, m, sizeof *m);
	memcpy(comment, u->d->comment, n);
	stream(u, CommentStreamA, comment, n);
}

static void
put_head(struct dump *u)
{
	MINIDUMP_HEADER *h = add(u, sizeof *h);

	u->dir = add(u, STREAMS * sizeof *u->dir);
	h->Signature = SIGNATURE;
	h->Version = MINIDUMP_VERSION;
	h->NumberOfStreams = STREAMS;
	h->StreamDirectoryRva = place(u, u->dir);
	h->Flags = MiniDumpWithDataSegs;
	put_system(u);
	put_process(u);
	put_threads(u);
	put_exception(u);
	put_modules(u);
	add_code_parts(u);
}

/* --- memory --- */

enum extent { ALL, DATA, STACKS, EXTENTS };

/* Asked of the system itself: K32GetMappedFileName() allocates. */
#define MAPPED_FILE_NAME	2
NTSTATUS NTAPI NtQueryVirtualMemory(HANDLE, const void *, ULONG, void *,
    SIZE_T, SIZE_T *);

/* A view of a file shows what the file has. */
static int
is_of_file(struct dump *u, const MEMORY_BASIC_INFORMATION *mi)
{
	char name[1024];
	NTSTATUS st;

	if (mi->Type != MEM_MAPPED)
		return 0;
	if (u->view != mi->AllocationBase) {
		st = NtQueryVirtualMemory(GetCurrentProcess(), mi->BaseAddress,
		    MAPPED_FILE_NAME, name, sizeof name, NULL);
		u->view = mi->AllocationBase;
		u->view_is_file = NT_SUCCESS(st) ||
		    st == STATUS_BUFFER_OVERFLOW ||
		    st == STATUS_BUFFER_TOO_SMALL;
	}
	return u->view_is_file;
}

static int
is_wanted(struct dump *u, const MEMORY_BASIC_INFORMATION *mi,
    enum extent extent)
{
	if (extent == STACKS || mi->AllocationBase == u)
		return 0;
	return mi->Type == MEM_IMAGE || (extent == ALL && !is_of_file(u, mi));
}

static void
add_range(struct dump *u, uint64_t start, uint64_t end)
{
	ULONG32 n = u->list->NumberOfMemoryRanges;
	MINIDUMP_MEMORY_DESCRIPTOR *m = &u->list->MemoryRanges[n];

	u->size += end - start;
	if (u->size > UINT32_MAX)
		return;			/* does not fit, whatever the limit */
	if (n > 0 && m[-1].StartOfMemoryRange + m[-1].Memory.DataSize ==
	    start) {
		m[-1].Memory.DataSize += (ULONG32)(end - start);
	} else if (n < RANGES_MAX) {
		m->StartOfMemoryRange = start;
		m->Memory.DataSize = (ULONG32)(end - start);
		u->list->NumberOfMemoryRanges = n + 1;
	}
}

/* What of low to high lies from start to end. */
static void
add_within(struct dump *u, uint64_t low, uint64_t high, uint64_t start,
    uint64_t end)
{
	if (low < start)
		low = start;
	if (high > end)
		high = end;
	if (low < high)
		add_range(u, low, high);
}

static void
add_stacks(struct dump *u, uint64_t start, uint64_t end)
{
	for (unsigned i = 0; i < u->n_threads; i++)
		add_within(u, u->thread[i].low, u->thread[i].high, start, end);
}

static void
add_parts(struct dump *u, uint64_t start, uint64_t end)
{
	for (unsigned i = 0; i < u->n_parts; i++)
		add_within(u, u->part[i].low, u->part[i].high, start, end);
}

static void
add_memory(struct dump *u, enum extent extent)
{
	const DWORD writable = PAGE_READWRITE | PAGE_WRITECOPY |
	    PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
	MEMORY_BASIC_INFORMATION mi;
	uint64_t at = 0, end;

	for (; VirtualQuery((void *)at, &mi, sizeof mi) != 0; at = end) {
		at = (uint64_t)mi.BaseAddress;
		end = at + mi.RegionSize;
		if (end <= at)
			return;
		if (mi.State != MEM_COMMIT ||
		    (mi.Protect & (PAGE_GUARD | PAGE_NOACCESS | PAGE_EXECUTE)))
			continue;
		if (!(mi.Protect & writable)) {
			if (extent != STACKS && mi.Type == MEM_IMAGE)
				add_parts(u, at, end);
		} else if (is_wanted(u, &mi, extent))
			add_range(u, at, end);
		else if (mi.Type != MEM_IMAGE)
			add_stacks(u, at, end);
	}
}

/* Where the file has each range, and of those each thread's stack. */
static void
place_memory(struct dump *u)
{
	uint64_t at = u->used;

	for (ULONG32 i = 0; i < u->list->NumberOfMemoryRanges; i++) {
		MINIDUMP_MEMORY_DESCRIPTOR *m = &u->list->MemoryRanges[i];
		uint64_t start = m->StartOfMemoryRange;
		uint64_t end = start + m->Memory.DataSize;

		m->Memory.Rva = (RVA)at;
		for (unsigned k = 0; k < u->n_threads; k++) {
			const struct held *h = &u->thread[k];
			uint64_t low = h->low > start ? h->low : start;
			uint64_t high = h->high < end ? h->high : end;

			if (low >= high || h->entry->Stack.Memory.DataSize > 0)
				continue;
			h->entry->Stack.StartOfMemoryRange = low;
			h->entry->Stack.Memory.DataSize =
			    (ULONG32)(high - low);
			h->entry->Stack.Memory.Rva = (RVA)(at + low - start);
		}
		at += m->Memory.DataSize;
	}
}

/* As much memory as the limit, and what 32 bits can name, allow. */
static int
put_memory(struct dump *u)
{
	size_t before = u->used, n;
	uint64_t limit = u->d->limit < UINT32_MAX ? u->d->limit : UINT32_MAX;

	u->list = add(u, sizeof *u->list);
	for (enum extent extent = ALL; extent < EXTENTS; extent++) {
		u->list->NumberOfMemoryRanges = 0;
		u->size = 0;
		add_memory(u, extent);
		n = sizeof *u->list + u->list->NumberOfMemoryRanges *
		    sizeof(MINIDUMP_MEMORY_DESCRIPTOR);
		u->used = before;
		add(u, n);
		u->size += u->used;
		if (u->size > limit)
			continue;
		stream(u, MemoryListStream, u->list, n);
		place_memory(u);
		return 0;
	}
	return -EFBIG;
}

/* --- the file --- */

/* What cannot be read any more reads as zeros. */
static int
write_piece(const struct dump *u, const void *p, uint64_t n, uint64_t at)
{
	long done = nt_write_alone(u->d->file, p, n, (int64_t)at);

	if (done == -EFAULT)
		return 0;
	return done < 0 ? (int)done : (uint64_t)done == n ? 0 : -ENOSPC;
}

static int
write_all(const struct dump *u)
{
	uint64_t n, done;
	int e;

	if ((e = nt_set_size(u->d->file, (int64_t)u->size)) < 0 ||
	    (e = write_piece(u, u->head, u->used, 0)) < 0)
		return e;
	for (ULONG32 i = 0; i < u->list->NumberOfMemoryRanges; i++) {
		const MINIDUMP_MEMORY_DESCRIPTOR *m =
		    &u->list->MemoryRanges[i];

		for (done = 0; done < m->Memory.DataSize; done += n) {
			n = m->Memory.DataSize - done;
			if (n > PIECE)
				n = PIECE;
			e = write_piece(u, (const void *)(uintptr_t)
			    (m->StartOfMemoryRange + done), n,
			    m->Memory.Rva + done);
			if (e < 0)
				return e;
		}
	}
	return 0;
}

int
nt_dump_write(const struct nt_dump *d)
{
	struct dump *u = VirtualAlloc(NULL, sizeof *u,
	    MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	int e;

	if (u == NULL)
		return -ENOMEM;
	u->d = d;
	nt_interrupt_alone(1);
	hold_all(u);
	put_head(u);
	if ((e = put_memory(u)) == 0)
		e = write_all(u);
	let_go_all(u);
	nt_interrupt_alone(0);
	VirtualFree(u, 0, MEM_RELEASE);
	return e;
}
