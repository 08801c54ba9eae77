/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * All variables belong to the Windows process: a copy of it made by fork has
 * its own threads.
 */
#include "nt/ntdll.h"
#include "nt/interrupt.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/error.h"
#include "nt/process.h"

NTSTATUS NTAPI NtSuspendProcess(HANDLE);
NTSTATUS NTAPI NtResumeProcess(HANDLE);

#define IMAGES_MAX	256

KEEP static const void *volatile images[IMAGES_MAX];
KEEP static void (*volatile console_fn)(enum nt_console_event);

void
nt_interruptible(const void *image, int on)
{
	const void *old;
	unsigned i;

	for (i = 0; i < IMAGES_MAX; i++) {
		old = on ? NULL : image;
		if (__atomic_compare_exchange_n(&images[i], &old,
		    on ? image : NULL, 0, __ATOMIC_ACQ_REL,
		    __ATOMIC_RELAXED))
			return;
	}
}

/*
 * No lock may be taken here, the loader's least of all: the thread that is
 * asked about stands still, and may hold it.
 */
static int
is_program_code(uint64_t rip)
{
	const DWORD runs = PAGE_EXECUTE | PAGE_EXECUTE_READ |
	    PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
	MEMORY_BASIC_INFORMATION mi;
	unsigned i;

	if (VirtualQuery((void *)rip, &mi, sizeof(mi)) == 0 ||
	    mi.State != MEM_COMMIT || (mi.Protect & runs) == 0)
		return 0;
	if (mi.Type != MEM_IMAGE)
		return 1;		/* code the program made itself */
	for (i = 0; i < IMAGES_MAX; i++)
		if (images[i] == mi.AllocationBase)
			return 1;
	return 0;
}

/*
 * The DLL is linked so that the C library and others' code lie behind all
 * rooms: from rooms_end.S to ld's end of the code.
 */
extern const char nt_rooms_end[], etext[], __ImageBase[];

static RUNTIME_FUNCTION *
function_of(DWORD64 rip)
{
	const IMAGE_DOS_HEADER *dos = (const void *)__ImageBase;
	const IMAGE_NT_HEADERS *head = (const void *)
	    (__ImageBase + dos->e_lfanew);
	const IMAGE_DATA_DIRECTORY *d = &head->OptionalHeader.
	    DataDirectory[IMAGE_DIRECTORY_ENTRY_EXCEPTION];
	RUNTIME_FUNCTION *f = (void *)(uintptr_t)
	    (__ImageBase + d->VirtualAddress);
	DWORD low = 0, high = d->Size / sizeof(*f), mid;
	DWORD at = (DWORD)(rip - (DWORD64)__ImageBase);

	while (low < high) {
		mid = (low + high) / 2;
		if (at < f[mid].BeginAddress)
			high = mid;
		else if (at >= f[mid].EndAddress)
			low = mid + 1;
		else
			return &f[mid];
	}
	return NULL;
}

#define FRAMES_MAX	32

/*
 * Also asked of a thread that stands still: our own table of functions needs
 * no lock.  Where it has none (assembler), the answer is no.
 */
static int
is_library_code(const CONTEXT *now)
{
	RUNTIME_FUNCTION *f;
	CONTEXT c = *now;
	DWORD64 frame;
	void *data;

	for (int i = 0; i < FRAMES_MAX; i++) {
		if (c.Rip < (DWORD64)nt_rooms_end || c.Rip >= (DWORD64)etext ||
		    (f = function_of(c.Rip)) == NULL)
			return 0;
		RtlVirtualUnwind(UNW_FLAG_NHANDLER, (DWORD64)__ImageBase,
		    c.Rip, f, &c, &data, &frame, NULL);
		if (is_program_code(c.Rip))
			return 1;
	}
	return 0;
}

int
nt_is_interruptible(const void *context)
{
	const CONTEXT *c = context;

	return is_program_code(c->Rip) || is_library_code(c);
}

/*
 * Held while a thread of this process stands still, and from the end of the
 * process on: a thread that ends the process would be left standing there
 * for ever if the one that has stopped it is ended first.
 */
KEEP static volatile LONG stop_lock;

static void
stop_acquire(void)
{
	while (InterlockedExchange(&stop_lock, 1) != 0)
		SwitchToThread();
}

void
nt_interrupt_never(void)
{
	stop_acquire();
}

void
nt_interrupt_alone(int on)
{
	if (on)
		stop_acquire();
	else
		InterlockedExchange(&stop_lock, 0);
}

static int
interrupt(nt_handle thread, struct nt_fault *f, int deep)
{
	CONTEXT c;
	int done = 0;

	if (SuspendThread(thread) == (DWORD)-1)
		return 0;
	memset(&c, 0, sizeof(c));
	c.ContextFlags = CONTEXT_CONTROL | CONTEXT_INTEGER |
	    CONTEXT_FLOATING_POINT | CONTEXT_SEGMENTS;
	if (GetThreadContext(thread, &c) && (deep ? nt_is_interruptible(&c) :
	    is_program_code(c.Rip))) {
		nt_fault_divert(f, &c);
		c.ContextFlags = CONTEXT_CONTROL | CONTEXT_INTEGER;
		done = SetThreadContext(thread, &c) != 0;
	}
	ResumeThread(thread);
	return done;
}

int
nt_interrupt(nt_handle thread, struct nt_fault *f, int deep)
{
	int done;

	stop_acquire();
	done = interrupt(thread, f, deep);
	InterlockedExchange(&stop_lock, 0);
	return done;
}

int
nt_is_own_code(uint64_t ip)
{
	return (ip >= (uintptr_t)nt_rooms_end && ip < (uintptr_t)etext) ||
	    is_program_code(ip);
}

#define SPANS_MAX	64

/* Code that is not executable for the moment; guarded by span_lock. */
KEEP static struct {
	void *start;
	SIZE_T size;
} spans[SPANS_MAX];
KEEP static unsigned n_spans;
KEEP static volatile LONG span_lock;
KEEP static struct nt_fault *return_fault;
KEEP static DWORD return_thread;
KEEP static int (*return_due)(void);

/* A lock that a fault may come to wait for: held for two calls at most. */
static void
spans_acquire(void)
{
	while (InterlockedExchange(&span_lock, 1) != 0)
		SwitchToThread();
}

static void
spans_release(void)
{
	InterlockedExchange(&span_lock, 0);
}

static void
close_image(const char *image)
{
	MEMORY_BASIC_INFORMATION mi;
	const char *p;
	DWORD old;

	for (p = image; VirtualQuery(p, &mi, sizeof(mi)) != 0 &&
	    mi.AllocationBase == image; p += mi.RegionSize) {
		if (mi.Protect != PAGE_EXECUTE_READ || n_spans == SPANS_MAX)
			continue;
		spans[n_spans].start = mi.BaseAddress;
		spans[n_spans].size = mi.RegionSize;
		if (VirtualProtect(mi.BaseAddress, mi.RegionSize,
		    PAGE_READONLY, &old))
			n_spans++;
	}
}

static void
open_all(void)
{
	DWORD old;

	while (n_spans > 0) {
		n_spans--;
		VirtualProtect(spans[n_spans].start, spans[n_spans].size,
		    PAGE_EXECUTE_READ, &old);
	}
}

void
nt_interrupt_at_return(struct nt_fault *f, uint32_t thread_id,
    int (*due)(void))
{
	unsigned i;

	if (nt_fault_first() < 0)
		return;
	spans_acquire();
	return_fault = f;
	return_thread = thread_id;
	return_due = due;
	if (n_spans == 0)
		for (i = 0; i < IMAGES_MAX; i++)
			if (images[i] != NULL)
				close_image((const char *)images[i]);
	spans_release();
}

/*
 * Any thread's attempt to run the program's code opens all of it again.  The
 * one that is meant is diverted, and others go on, as does one that another
 * has been faster than.
 */
int
nt_interrupt_fault(void *context)
{
	CONTEXT *c = context;
	int due, ours;

	if (return_due == NULL)
		return 0;
	spans_acquire();
	open_all();
	ours = is_program_code(c->Rip);
	spans_release();
	if (!ours)
		return 0;
	due = GetCurrentThreadId() == return_thread && return_due();
	if (due)
		nt_fault_divert(return_fault, c);
	return 1;
}

void
nt_interrupt_io(nt_handle thread)
{
	CancelSynchronousIo(thread);
}

int
nt_thread_handle(nt_handle *out)
{
	if (!DuplicateHandle(GetCurrentProcess(), GetCurrentThread(),
	    GetCurrentProcess(), out, 0, FALSE, DUPLICATE_SAME_ACCESS))
		return nt_last_errno();
	return 0;
}

static DWORD WINAPI
thread_main(void *arg)
{
	((void (*)(void))arg)();
	return 0;
}

#define STACK	(64 * 1024)

int
nt_thread_start(void (*fn)(void))
{
	HANDLE h;

	h = CreateThread(NULL, STACK, thread_main, (void *)fn,
	    STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
	if (h == NULL)
		return nt_last_errno();
	CloseHandle(h);
	return 0;
}

int
nt_process_stop(uint32_t pid, uint64_t started, int stop)
{
	HANDLE h = OpenProcess(PROCESS_SUSPEND_RESUME |
	    PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
	int e;

	if (h == NULL)
		return GetLastError() == ERROR_ACCESS_DENIED ? -EPERM :
		    -ESRCH;
	if (started != 0 && nt_process_started(h) != started)
		e = -ESRCH;
	else
		e = nt_errno((uint32_t)(stop ? NtSuspendProcess(h) :
		    NtResumeProcess(h)));
	CloseHandle(h);
	return e;
}

static BOOL WINAPI
console_event(DWORD type)
{
	switch (type) {
	case CTRL_C_EVENT:
		console_fn(NT_CONSOLE_INTERRUPT);
		break;
	case CTRL_BREAK_EVENT:
		console_fn(NT_CONSOLE_BREAK);
		break;
	default:
		console_fn(NT_CONSOLE_CLOSE);
	}
	return TRUE;
}

int
nt_console_listen(void (*fn)(enum nt_console_event), int on)
{
	console_fn = fn;
	if (!SetConsoleCtrlHandler(console_event, TRUE) ||
	    (on && !SetConsoleCtrlHandler(NULL, FALSE)))
		return nt_last_errno();
	return 0;
}
