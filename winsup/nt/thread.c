/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/ntdll.h"
#include "nt/thread.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/error.h"
#include "nt/token.h"
#include "nt/utf.h"

_Static_assert(offsetof(struct nt_home, bounds.dealloc) == 24, "enter.S");

/* The system's own stack: only the way to ours and back lies on it. */
#define STACK	(64 * 1024)

int
nt_thread_create(uint32_t (*fn)(void *), void *arg, nt_handle *out,
    uint32_t *id)
{
	int acts = nt_acting() != NULL;
	DWORD n;
	HANDLE h;

	h = CreateThread(NULL, STACK, (LPTHREAD_START_ROUTINE)(void *)fn, arg,
	    STACK_SIZE_PARAM_IS_A_RESERVATION |
	    (acts ? CREATE_SUSPENDED : 0), &n);
	if (h == NULL)
		return -EAGAIN;
	/* One that may do more than its user never begins. */
	if (acts && nt_thread_acts(h) < 0) {
		TerminateThread(h, 0);
		CloseHandle(h);
		return -EAGAIN;
	}
	if (acts)
		ResumeThread(h);
	*out = h;
	*id = n;
	return 0;
}

/* For .seh_handler of nt_frame_run(). */
EXCEPTION_DISPOSITION nt_frame_end(EXCEPTION_RECORD *, void *, CONTEXT *,
    DISPATCHER_CONTEXT *);

EXCEPTION_DISPOSITION
nt_frame_end(EXCEPTION_RECORD *e, void *frame, CONTEXT *c,
    DISPATCHER_CONTEXT *d)
{
	if (e->ExceptionFlags & EXCEPTION_TARGET_UNWIND)
		platform_frame_end();
	return ExceptionContinueSearch;
}

int
nt_frame_is_above(const struct nt_frame *f)
{
	RUNTIME_FUNCTION *function;
	struct nt_stack_bounds b;
	DWORD64 image, frame;
	void *data;
	CONTEXT c;

	nt_stack_get(&b);
	if (f->sp < (uintptr_t)&c || f->sp >= (uintptr_t)b.base)
		return 0;
	RtlCaptureContext(&c);
	do {
		function = RtlLookupFunctionEntry(c.Rip, &image, NULL);
		if (function == NULL)
			return 0;
		RtlVirtualUnwind(UNW_FLAG_NHANDLER, image, c.Rip, function, &c,
		    &data, &frame, NULL);
		if (frame == f->sp)
			return 1;
	} while (c.Rsp > (uintptr_t)&c && c.Rsp <= f->sp);
	return 0;
}

void
nt_thread_exit(void)
{
	ExitThread(0);
}

/*
 * Wine's server stops the threads of a process that ends by a signal, and one
 * that is just ending by itself may crash then: that would be the process'
 * end.  So the last threads that left are waited for.
 */
#define LEAVING	32

KEEP static HANDLE leaving[LEAVING];
KEEP static volatile LONG n_leaving;

void
nt_thread_leaves(nt_handle h)
{
	ULONG i = (ULONG)InterlockedIncrement(&n_leaving) % LEAVING;

	h = InterlockedExchangePointer(&leaving[i], h);
	if (h != NULL)
		CloseHandle(h);
}

void
nt_threads_gone(void)
{
	HANDLE h[LEAVING];
	DWORD n = 0;

	for (int i = 0; i < LEAVING; i++)
		if ((h[n] = InterlockedExchangePointer(&leaving[i], NULL)) !=
		    NULL)
			n++;
	if (n > 0)
		WaitForMultipleObjects(n, h, TRUE, 1000);
}

int
nt_thread_open(uint32_t id, nt_handle *out)
{
	HANDLE h = OpenThread(THREAD_ALL_ACCESS, FALSE, id);

	if (h == NULL)
		return -ESRCH;
	*out = h;
	return 0;
}

/*
 * SuspendThread only asks for it on Windows; the thread stands still when
 * its context can be had (winbase.h, GetThreadContext).
 */
int
nt_thread_suspend(nt_handle h, uint64_t *ip, uint64_t *sp)
{
	CONTEXT c;

	*ip = *sp = 0;
	if (SuspendThread(h) == (DWORD)-1)
		return nt_last_errno();
	memset(&c, 0, sizeof(c));
	c.ContextFlags = CONTEXT_CONTROL;
	if (GetThreadContext(h, &c)) {
		*ip = c.Rip;
		*sp = c.Rsp;
	}
	return 0;
}

void
nt_thread_resume(nt_handle h)
{
	ResumeThread(h);
}

int
nt_thread_priority(nt_handle h, int value)
{
	return SetThreadPriority(h, value) ? 0 : nt_last_errno();
}

/* SetThreadDescription: Windows 10 1607, Wine 3. */
void
nt_thread_describe(nt_handle h, const char *name)
{
	typedef HRESULT (WINAPI *describe_fn)(HANDLE, PCWSTR);
	KEEP static describe_fn describe;
	KEEP static int looked;
	uint16_t wide[64];
	size_t n;

	if (!looked) {
		describe = (describe_fn)(void *)GetProcAddress(
		    GetModuleHandleW(L"kernel32"), "SetThreadDescription");
		looked = 1;
	}
	if (describe == NULL)
		return;
	n = utf_8to16(wide, 63, name, strlen(name));
	if (n > 63)
		return;
	wide[n] = 0;
	describe(h, (PCWSTR)wide);
}
