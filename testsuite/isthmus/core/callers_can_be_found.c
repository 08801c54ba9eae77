/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, its core files are of another kind */
/* timeout: 60 */
/*
 * A core file has what a debugger needs to find a fault's callers: the system's
 * own unwinder gets from the fault to main() with the image's tables, and the
 * stack, as the file has them.
 */
#include "core.h"

#define STACK	65536

static const char *image;		/* of this program */
static const IMAGE_NT_HEADERS *head;
static volatile int depth = 3;
static char *copy;			/* of the image, from the file */

__attribute__((noinline)) static int
fault(volatile char *p)
{
	*(volatile int *)8 = *p;
	return (*p + 1);
}

__attribute__((noinline)) static int
descend(int n)
{
	volatile char some[300];

	some[n] = (char)n;
	return ((n == 0 ? fault(some) : descend(n - 1)) + some[n]);
}

/* What can be read of the image is code: all else has to be in the file. */
static void
make_copy(void)
{
	const IMAGE_SECTION_HEADER *s = IMAGE_FIRST_SECTION(head);
	size_t size = head->OptionalHeader.SizeOfImage;
	const char *p;

	CHECK((copy = calloc(1, size)) != NULL);
	for (int i = 0; i < head->FileHeader.NumberOfSections; i++)
		if (s[i].Characteristics & IMAGE_SCN_CNT_CODE)
			memcpy(copy + s[i].VirtualAddress,
			    image + s[i].VirtualAddress, s[i].Misc.VirtualSize);
	for (size_t i = 0; i < size; i += 4)
		if ((p = core_memory(image + i, 4)) != NULL)
			memcpy(copy + i, p, 4);
}

static RUNTIME_FUNCTION *
function_of(uint64_t ip)
{
	const IMAGE_DATA_DIRECTORY *d = &head->OptionalHeader.
	    DataDirectory[IMAGE_DIRECTORY_ENTRY_EXCEPTION];
	RUNTIME_FUNCTION *f = (void *)(copy + d->VirtualAddress);
	size_t n = d->Size / sizeof *f;
	uint64_t at = ip - (uint64_t)image;

	CHECK(n > 0);
	for (size_t i = 0; i < n; i++)
		if (f[i].BeginAddress <= at && at < f[i].EndAddress)
			return (&f[i]);
	return (NULL);
}

/* Is the function at p the one that has ip? */
static int
is_in(uint64_t ip, const void *p)
{
	RUNTIME_FUNCTION *f = function_of(ip);

	return (f != NULL && f == function_of((uint64_t)p));
}

/* One frame up, in copies of code and stack. */
static void
leave(CONTEXT *c)
{
	RUNTIME_FUNCTION *f = function_of(c->Rip);
	uint64_t moved = (uint64_t)copy - (uint64_t)image;
	static _Alignas(16) char stack[STACK];
	const char *p;
	size_t n = 0;
	DWORD64 frame, sp = c->Rsp;
	void *data;

	CHECK(f != NULL);
	while (n < STACK && (p = core_memory((void *)(sp + n), 8)) != NULL) {
		memcpy(stack + n, p, 8);
		n += 8;
	}
	CHECK(n > 0);
	c->Rsp = (uint64_t)stack;
	RtlVirtualUnwind(UNW_FLAG_NHANDLER, (uint64_t)copy, c->Rip + moved, f,
	    c, &data, &frame, NULL);
	CHECK(c->Rsp > (uint64_t)stack && c->Rsp <= (uint64_t)stack + n);
	c->Rsp += sp - (uint64_t)stack;
}

int
main(void)
{
	CONTEXT c;
	pid_t pid;

	image = (const char *)GetModuleHandleA(NULL);
	head = (const void *)(image +
	    ((const IMAGE_DOS_HEADER *)image)->e_lfanew);
	core_folder();
	core_limit(RLIM_INFINITY);
	CHECK_OK((pid = fork()) >= 0);
	if (pid == 0)
		_exit(descend(depth));
	core_expect(pid, SIGSEGV, 1);
	core_take();
	make_copy();
	c = *(const CONTEXT *)core_at(core_exception()->ThreadContext.Rva,
	    sizeof c);
	CHECK(is_in(c.Rip, fault));
	for (int i = 0; i <= depth; i++) {
		leave(&c);
		CHECK(is_in(c.Rip, descend));
	}
	leave(&c);
	CHECK(is_in(c.Rip, main));
	/* The code at the fault is there as well. */
	c = *(const CONTEXT *)core_at(core_exception()->ThreadContext.Rva,
	    sizeof c);
	CHECK(core_memory((void *)c.Rip, 16) != NULL);
	return (0);
}
