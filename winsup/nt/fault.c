/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/ntdll.h"
#include "nt/fault.h"
#include "nt/interrupt.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "lib/keep.h"
#include "nt/mem.h"

NTSYSAPI NTSTATUS NTAPI NtContinue(PCONTEXT, BOOLEAN);

/* In fault_entry.S: called by nobody, entered with rcx = struct nt_fault. */
extern void nt_fault_enter(void);
void nt_fault_go(struct nt_fault *) __attribute__((noreturn));
_Static_assert(offsetof(struct nt_regs, fx) == 192, "fault_entry.S");

EXCEPTION_DISPOSITION nt_fault_base(EXCEPTION_RECORD *, void *, CONTEXT *,
    DISPATCHER_CONTEXT *);

_Static_assert(sizeof(((CONTEXT *)0)->FltSave) == 512, "FXSAVE area");

/* What GCC's unwinder raises: STATUS_USER_DEFINED and 'G', 'C', 'C'. */
#define GCC_EXCEPTION(code)	(((code) & 0x20ffffff) == 0x20474343)

/* Of this Windows process: a copy that fork makes installs its own. */
KEEP static void *vectored;
KEEP static void *system_image[3];	/* ntdll, kernel32, kernelbase */

/* The state components of XSAVE beyond fx: AVX and AVX-512. */
#define XSTATE_BITS	0xe4u
static uint32_t xstate_bits;
static size_t xstate_bytes;

static void
cpuid(uint32_t leaf, uint32_t sub, uint32_t r[4])
{
	__asm__ volatile("cpuid" : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]),
	    "=d"(r[3]) : "a"(leaf), "c"(sub));
}

/* Finds out what XSAVE has to save, and how much room that takes. */
static void
xstate_init(void)
{
	uint32_t r[4], low, high, bits;
	size_t end;
	unsigned i;

	cpuid(1, 0, r);
	if (!(r[2] & (1u << 27)))	/* OSXSAVE */
		return;
	__asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	bits = low & XSTATE_BITS;
	xstate_bytes = 576;		/* legacy area and header */
	for (i = 2; i < 8; i++) {
		if (!(bits & (1u << i)))
			continue;
		cpuid(0xd, i, r);
		end = (size_t)r[0] + r[1];
		if (end > xstate_bytes)
			xstate_bytes = end;
	}
	xstate_bits = bits;
}

static void
regs_from_context(struct nt_regs *r, const CONTEXT *c)
{
	memcpy(r->gpr, &c->Rax, sizeof(r->gpr));
	r->rip = c->Rip;
	r->rflags = c->EFlags;
	r->cs = c->SegCs;
	r->ss = c->SegSs;
	memcpy(r->fx, &c->FltSave, sizeof(r->fx));
	r->xstate = NULL;
	r->xstate_size = 0;
}

void
nt_regs_to_context(void *context, const struct nt_regs *r)
{
	CONTEXT *c = context;

	memset(c, 0, sizeof(*c));
	c->ContextFlags = CONTEXT_CONTROL | CONTEXT_INTEGER |
	    CONTEXT_FLOATING_POINT;
	memcpy(&c->Rax, r->gpr, sizeof(r->gpr));
	c->Rip = r->rip;
	c->EFlags = (DWORD)r->rflags;
	c->SegCs = (WORD)r->cs;
	c->SegSs = (WORD)r->ss;
	memcpy(&c->FltSave, r->fx, sizeof(r->fx));
	c->MxCsr = c->FltSave.MxCsr;
}

/* The order of CONTEXT's registers is that of nt_regs.gpr. */
_Static_assert(offsetof(CONTEXT, R15) - offsetof(CONTEXT, Rax) == 15 * 8 &&
    offsetof(CONTEXT, Rsp) - offsetof(CONTEXT, Rax) == NT_RSP * 8,
    "registers of CONTEXT");

void
nt_regs_here(struct nt_regs *r)
{
	CONTEXT c;

	RtlCaptureContext(&c);
	regs_from_context(r, &c);
	r->rip = (uint64_t)__builtin_return_address(0);
	r->gpr[NT_RSP] = (uint64_t)__builtin_frame_address(0) + 16;
}

/* An access violation: what was there, and what the processor would say. */
static void
access_fault(const EXCEPTION_RECORD *e, struct nt_fault *f)
{
	MEMORY_BASIC_INFORMATION mi;
	ULONG_PTR how = e->ExceptionInformation[0];

	f->address = e->ExceptionInformation[1];
	/* Bits of the page fault's error code: user, write, fetch, present. */
	f->regs.error = 4 | (how == 1 ? 2 : how == 8 ? 16 : 0);
	f->regs.trap = 14;
	f->regs.cr2 = f->address;
	if (f->address == UINTPTR_MAX) {
		f->address = 0;
		f->kind = NT_FAULT_NONCANONICAL;
		f->regs.trap = 13;
		f->regs.error = 0;
	} else if (VirtualQuery((void *)f->address, &mi, sizeof(mi)) != 0 &&
	    mi.State == MEM_COMMIT) {
		f->kind = NT_FAULT_PROTECTED;
		f->regs.error |= 1;
	} else {
		f->kind = NT_FAULT_UNMAPPED;
	}
}

/* The table of exception codes that are signals. */
static const struct {
	DWORD code;
	enum nt_fault_kind kind;
} kinds[] = {
	{ EXCEPTION_STACK_OVERFLOW, NT_FAULT_STACK },
	{ EXCEPTION_IN_PAGE_ERROR, NT_FAULT_PAGE_IN },
	{ EXCEPTION_GUARD_PAGE, NT_FAULT_PROTECTED },
	{ EXCEPTION_DATATYPE_MISALIGNMENT, NT_FAULT_ALIGNMENT },
	{ EXCEPTION_ILLEGAL_INSTRUCTION, NT_FAULT_ILLEGAL },
	{ EXCEPTION_PRIV_INSTRUCTION, NT_FAULT_PRIVILEGED },
	{ EXCEPTION_INT_DIVIDE_BY_ZERO, NT_FAULT_INT_DIVIDE },
	{ EXCEPTION_INT_OVERFLOW, NT_FAULT_INT_OVERFLOW },
	{ EXCEPTION_FLT_DIVIDE_BY_ZERO, NT_FAULT_FLT_DIVIDE },
	{ EXCEPTION_FLT_OVERFLOW, NT_FAULT_FLT_OVERFLOW },
	{ EXCEPTION_FLT_UNDERFLOW, NT_FAULT_FLT_UNDERFLOW },
	{ EXCEPTION_FLT_INEXACT_RESULT, NT_FAULT_FLT_INEXACT },
	{ EXCEPTION_FLT_INVALID_OPERATION, NT_FAULT_FLT_INVALID },
	{ EXCEPTION_FLT_STACK_CHECK, NT_FAULT_FLT_INVALID },
	{ EXCEPTION_FLT_DENORMAL_OPERAND, NT_FAULT_FLT_DENORMAL },
	{ EXCEPTION_BREAKPOINT, NT_FAULT_BREAKPOINT },
	{ EXCEPTION_SINGLE_STEP, NT_FAULT_STEP }
};

/*
 * SSE exceptions come with codes of their own, which stand for several
 * causes: mxcsr says which (the flag whose mask bit is clear).
 */
static enum nt_fault_kind
sse_kind(uint32_t mxcsr)
{
	static const enum nt_fault_kind of[6] = {
		NT_FAULT_FLT_INVALID, NT_FAULT_FLT_DENORMAL,
		NT_FAULT_FLT_DIVIDE, NT_FAULT_FLT_OVERFLOW,
		NT_FAULT_FLT_UNDERFLOW, NT_FAULT_FLT_INEXACT
	};
	uint32_t raised = mxcsr & ~(mxcsr >> 7) & 0x3f;
	/* In the order of the processor's priority. */
	static const unsigned char order[6] = { 0, 2, 1, 3, 4, 5 };
	unsigned i;

	for (i = 0; i < 6; i++)
		if (raised & (1u << order[i]))
			return of[order[i]];
	return NT_FAULT_FLT_INVALID;
}

static enum nt_fault_kind
describe(const EXCEPTION_RECORD *e, const CONTEXT *c, struct nt_fault *f)
{
	DWORD code = e->ExceptionCode;
	size_t i;

	f->kind = NT_FAULT_NONE;
	f->code = code;
	f->regs.error = f->regs.trap = f->regs.cr2 = 0;
	f->address = (uintptr_t)e->ExceptionAddress;
	if (code == (DWORD)STATUS_FLOAT_MULTIPLE_FAULTS ||
	    code == (DWORD)STATUS_FLOAT_MULTIPLE_TRAPS) {
		f->kind = sse_kind(c->MxCsr);
		return f->kind;
	}
	if (code == (DWORD)EXCEPTION_ACCESS_VIOLATION &&
	    e->NumberParameters >= 2) {
		access_fault(e, f);
		return f->kind;
	}
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].code == code)
			f->kind = kinds[i].kind;
	if ((f->kind == NT_FAULT_STACK || f->kind == NT_FAULT_PAGE_IN ||
	    f->kind == NT_FAULT_PROTECTED) && e->NumberParameters >= 2)
		f->address = e->ExceptionInformation[1];
	return f->kind;
}

static enum nt_fault_way
resolve(struct nt_fault *f)
{
	uint32_t access = f->regs.error & 16 ? NT_MEM_EXEC :
	    f->regs.error & 2 ? NT_MEM_WRITE : NT_MEM_READ;

	return f->kind == NT_FAULT_UNMAPPED || f->kind == NT_FAULT_PROTECTED ?
	    platform_fault_hook.resolve(f->address, access, &f->kind) :
	    NT_FAULT_FAILS;
}

/* Asks the hook; 1 if the thread is to go on with the changed context. */
static int
offer(const EXCEPTION_RECORD *e, CONTEXT *c, int last)
{
	struct nt_fault *f, probe;
	enum nt_fault_way way;
	uintptr_t sp;

	if (describe(e, c, &probe) == NT_FAULT_NONE)
		return 0;
	way = resolve(&probe);
	if (way == NT_FAULT_AGAIN)
		return 1;
	f = platform_fault_hook.where();
	if (way == NT_FAULT_RUN && nt_is_interruptible(c)) {
		nt_fault_divert(f, c);
		return 1;
	}
	*f = probe;
	regs_from_context(&f->regs, c);
	/* The address of a breakpoint is reported, not the one after it. */
	if (f->kind == NT_FAULT_BREAKPOINT &&
	    c->Rip == (DWORD64)e->ExceptionAddress)
		f->regs.rip++;
	sp = platform_fault_hook.enter(f, last);
	if (sp == 0)
		return 0;
	c->Rip = (DWORD64)nt_fault_enter;
	c->Rsp = sp & ~(uintptr_t)15;
	c->Rcx = (DWORD64)f;
	c->EFlags &= ~0x500u;		/* direction and trap flag */
	return 1;
}

/* Code was to be run where there is none: see interrupt.c. */
static int
is_execution(const EXCEPTION_RECORD *e)
{
	return e->ExceptionCode == (DWORD)EXCEPTION_ACCESS_VIOLATION &&
	    e->NumberParameters >= 2 && e->ExceptionInformation[0] == 8;
}

/* In fault_entry.S: the instructions that may fault, and where they end. */
extern const char nt_copy_move[], nt_copy_moved[];
extern const char nt_text_look[], nt_text_ends[];
extern const char nt_reach_read[], nt_reach_write[], nt_reach_ends[];
static const struct {
	const char *at, *end;
} may_fault[] = {
	{ nt_copy_move, nt_copy_moved }, { nt_text_look, nt_text_ends },
	{ nt_reach_read, nt_reach_ends }, { nt_reach_write, nt_reach_ends }
};
#define MAY_FAULT	(sizeof may_fault / sizeof may_fault[0])
EXCEPTION_DISPOSITION nt_copy_fault(EXCEPTION_RECORD *, void *, CONTEXT *,
    DISPATCHER_CONTEXT *);

/* A fault of one of these: it is tried again, or ends there. */
static int
ends_copy(const EXCEPTION_RECORD *e, CONTEXT *c)
{
	struct nt_fault probe;
	size_t i = 0;

	while (i < MAY_FAULT && c->Rip != (DWORD64)may_fault[i].at)
		i++;
	if (i == MAY_FAULT || describe(e, c, &probe) == NT_FAULT_NONE)
		return 0;
	if (resolve(&probe) == NT_FAULT_AGAIN)
		return 1;
	c->Rip = (DWORD64)may_fault[i].end;
	/* nt_text_length()'s; the others give what they did. */
	c->Rax = (DWORD64)-EFAULT;
	return 1;
}

/* For their .seh_handler, where nt_fault_first() was not called. */
EXCEPTION_DISPOSITION
nt_copy_fault(EXCEPTION_RECORD *e, void *frame, CONTEXT *c,
    DISPATCHER_CONTEXT *d)
{
	(void)frame;
	(void)d;
	if (e->ExceptionFlags & (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND))
		return ExceptionContinueSearch;
	return ends_copy(e, c) ? ExceptionContinueExecution :
	    ExceptionContinueSearch;
}

static int
is_system_code(DWORD64 rip)
{
	void *image = NULL;
	size_t i;

	RtlPcToFileHeader((void *)rip, &image);
	for (i = 0; i < sizeof(system_image) / sizeof(system_image[0]); i++)
		if (image != NULL && image == system_image[i])
			return 1;
	return 0;
}

static LONG NTAPI
first_chance(EXCEPTION_POINTERS *p)
{
	struct nt_fault probe;

	if (is_execution(p->ExceptionRecord) &&
	    nt_interrupt_fault(p->ContextRecord))
		return EXCEPTION_CONTINUE_EXECUTION;
	if (ends_copy(p->ExceptionRecord, p->ContextRecord))
		return EXCEPTION_CONTINUE_EXECUTION;
	/* Software exceptions and debuggers' messages are none of ours. */
	if ((p->ExceptionRecord->ExceptionCode & 0xc0000000) < 0x80000000)
		return EXCEPTION_CONTINUE_SEARCH;
	if (is_system_code(p->ContextRecord->Rip))
		return describe(p->ExceptionRecord, p->ContextRecord,
		    &probe) != NT_FAULT_NONE &&
		    resolve(&probe) == NT_FAULT_AGAIN ?
		    EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
	return offer(p->ExceptionRecord, p->ContextRecord, 0) ?
	    EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

/*
 * For .seh_handler of the frame that starts a stack.  An exception of GCC's
 * unwinder that nobody catches is continued: _Unwind_RaiseException then
 * returns, and std::terminate is called.
 */
EXCEPTION_DISPOSITION
nt_fault_base(EXCEPTION_RECORD *e, void *frame, CONTEXT *c,
    DISPATCHER_CONTEXT *d)
{
	(void)frame;
	(void)d;
	if (e->ExceptionFlags & (EXCEPTION_UNWINDING | EXCEPTION_EXIT_UNWIND))
		return ExceptionContinueSearch;
	if (GCC_EXCEPTION(e->ExceptionCode))
		return e->ExceptionFlags & EXCEPTION_NONCONTINUABLE ?
		    ExceptionContinueSearch : ExceptionContinueExecution;
	return offer(e, c, 1) ? ExceptionContinueExecution :
	    ExceptionContinueSearch;
}

static const uint32_t default_mxcsr = 0x1f80;

/* fault_entry.S calls this on the stack that enter() named. */
void
nt_fault_go(struct nt_fault *staged)
{
	struct nt_fault f;
	CONTEXT c;
	uint8_t *area = NULL;

	if (xstate_bits != 0) {
		area = __builtin_alloca(xstate_bytes + 64);
		area = (uint8_t *)(((uintptr_t)area + 63) & ~(uintptr_t)63);
		/* XRSTOR faults on a header that is not zero. */
		memset(area + 512, 0, 64);
		__asm__ volatile("xsave64 %0" : "+m"(*area)
		    : "a"(xstate_bits), "d"(0) : "memory");
	}
	/* A handler starts with the floating-point environment of main(). */
	__asm__ volatile("fninit\n\tldmxcsr %0" : : "m"(default_mxcsr));
	f = *staged;
	f.regs.xstate = area;
	f.regs.xstate_size = area != NULL ? xstate_bytes : 0;
	platform_fault_hook.run(&f);
	nt_regs_to_context(&c, &f.regs);
	if (area != NULL)
		__asm__ volatile("xrstor64 %0" : : "m"(*area),
		    "a"(xstate_bits), "d"(0) : "memory");
	/* Not by a system call where somebody may want to stop the thread. */
	if (f.kind == NT_FAULT_NONE)
		nt_fault_return(&f.regs);
	NtContinue(&c, FALSE);
	__builtin_trap();
}

/* The thread whose state c is will go on in run(f), below its stack. */
void
nt_fault_divert(struct nt_fault *f, void *context)
{
	CONTEXT *c = context;

	if (xstate_bytes == 0)
		xstate_init();
	regs_from_context(&f->regs, c);
	f->regs.error = f->regs.trap = f->regs.cr2 = 0;
	f->address = 0;
	f->kind = NT_FAULT_NONE;
	c->Rip = (DWORD64)nt_fault_enter;
	c->Rsp &= ~(DWORD64)15;
	c->Rcx = (DWORD64)f;
	c->EFlags &= ~0x400u;		/* direction flag */
}

int
nt_fault_first(void)
{
	if (vectored != NULL)
		return 0;
	system_image[0] = GetModuleHandleW(L"ntdll");
	system_image[1] = GetModuleHandleW(L"kernel32");
	system_image[2] = GetModuleHandleW(L"kernelbase");
	xstate_init();
	vectored = AddVectoredExceptionHandler(1, first_chance);
	return vectored != NULL ? 0 : -ENOMEM;
}

/* TEB: DeallocationStack (winternl.h has it as a reserved field). */
#define TEB_DEALLOC	0x1478

void
nt_stack_get(struct nt_stack_bounds *b)
{
	NT_TIB *tib = nt_teb();

	b->base = tib->StackBase;
	b->limit = tib->StackLimit;
	b->dealloc = *(void **)((char *)tib + TEB_DEALLOC);
}

void
nt_stack_set(const struct nt_stack_bounds *b)
{
	NT_TIB *tib = nt_teb();

	tib->StackBase = b->base;
	tib->StackLimit = b->limit;
	*(void **)((char *)tib + TEB_DEALLOC) = b->dealloc;
}

/*
 * A stack in a program's own memory has no bounds but those of that memory.
 * Pages of it that differ (copies of what fork shares) are several runs.
 */
#define RUNS_MAX	64

void
nt_stack_around(uintptr_t sp, struct nt_stack_bounds *b)
{
	MEMORY_BASIC_INFORMATION mi;
	void *start = NULL;
	char *p = (char *)sp - 1;

	b->base = p + 1;
	for (int i = 0; i < RUNS_MAX; i++) {
		if (VirtualQuery(p, &mi, sizeof(mi)) == 0 ||
		    mi.State != MEM_COMMIT || (mi.Protect & PAGE_GUARD) ||
		    (start != NULL && mi.AllocationBase != start))
			break;
		start = mi.AllocationBase;
		b->base = p = (char *)mi.BaseAddress + mi.RegionSize;
	}
	b->limit = b->dealloc = start;
}

/*
 * The system turns the guard page into a plain one when it reports the
 * overflow.  The lowest committed pages of the reservation become guard
 * pages again, if the stack is not in use down there.
 */
void
nt_stack_rearm(uintptr_t sp)
{
	const size_t guard = 0x2000;
	struct nt_stack_bounds b;
	MEMORY_BASIC_INFORMATION mi;
	char *p;
	DWORD old;

	nt_stack_get(&b);
	for (p = b.dealloc; p < (char *)b.base;
	    p = (char *)mi.BaseAddress + mi.RegionSize) {
		if (VirtualQuery(p, &mi, sizeof(mi)) == 0)
			return;
		if (mi.State == MEM_COMMIT)
			break;
	}
	if (p + guard >= (char *)b.base || (mi.Protect & PAGE_GUARD) ||
	    sp < (uintptr_t)p + guard + 0x1000)
		return;
	if (VirtualProtect(p, guard, PAGE_READWRITE | PAGE_GUARD, &old)) {
		b.limit = p + guard;
		nt_stack_set(&b);
	}
}
