/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/ntdll.h"
#include "nt/processor.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/process.h"

void
nt_groups(struct nt_groups *g)
{
	unsigned n = GetActiveProcessorGroupCount(), i;

	g->n = n > NT_GROUPS ? NT_GROUPS : n > 1 ? n : 1;
	g->first[0] = 0;
	for (i = 0; i < g->n; i++)
		g->first[i + 1] = (uint16_t)(g->first[i] + (g->n == 1 ? 64 :
		    GetActiveProcessorCount((WORD)i)));
}

int
nt_current_processor(void)
{
	PROCESSOR_NUMBER p;
	struct nt_groups g;

	GetCurrentProcessorNumberEx(&p);
	if (p.Group == 0)
		return p.Number;
	nt_groups(&g);
	return p.Group < g.n ? g.first[p.Group] + p.Number : p.Number;
}

int
nt_thread_cpus(nt_handle h, struct nt_cpus *c)
{
	GROUP_AFFINITY a;

	if (!GetThreadGroupAffinity(h, &a))
		return nt_last_errno();
	c->mask = a.Mask;
	c->group = a.Group;
	return 0;
}

int
nt_thread_set_cpus(nt_handle h, const struct nt_cpus *c)
{
	GROUP_AFFINITY a;

	memset(&a, 0, sizeof(a));
	a.Mask = (KAFFINITY)c->mask;
	a.Group = c->group;
	return SetThreadGroupAffinity(h, &a, NULL) ? 0 : nt_last_errno();
}

int
nt_self_set_cpus(const struct nt_cpus *c)
{
	return nt_thread_set_cpus(GetCurrentThread(), c);
}

/* Both masks are 0 where the threads are in several groups (winbase.h). */
static int
process_masks(HANDLE h, uint64_t *own, uint64_t *all)
{
	DWORD_PTR o, a;

	if (!GetProcessAffinityMask(h, &o, &a))
		return nt_last_errno();
	*own = o != 0 ? o : UINT64_MAX;
	*all = a != 0 ? a : UINT64_MAX;
	return 0;
}

int
nt_process_cpus(struct nt_cpus *own, uint64_t *all)
{
	int e;

	/* For the group: it is that of any thread, or does not matter. */
	if ((e = nt_thread_cpus(GetCurrentThread(), own)) < 0)
		return e;
	return process_masks(GetCurrentProcess(), &own->mask, all);
}

/* What the first thread of another process may run on. */
static int
first_thread_of(uint32_t pid, struct nt_cpus *c)
{
	HANDLE h = OpenThread(THREAD_QUERY_INFORMATION, FALSE,
	    nt_process_thread(pid));
	int e;

	if (h == NULL)
		return nt_last_errno();
	e = nt_thread_cpus(h, c);
	CloseHandle(h);
	return e;
}

int
nt_process_cpus_of(uint32_t pid, struct nt_cpus *c)
{
	HANDLE h = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
	uint64_t own = 0, all;
	int e;

	if (h == NULL)
		return nt_last_errno();
	e = process_masks(h, &own, &all);
	CloseHandle(h);
	memset(c, 0, sizeof(*c));
	if (e == 0 && GetActiveProcessorGroupCount() > 1)
		e = first_thread_of(pid, c);
	if (c->mask == 0 || own != UINT64_MAX)
		c->mask = own;
	return e;
}

int
nt_process_set_cpus(uint32_t pid, uint64_t mask)
{
	HANDLE h = pid == 0 ? GetCurrentProcess() :
	    OpenProcess(PROCESS_SET_INFORMATION, FALSE, pid);
	int e = 0;

	if (h == NULL)
		return nt_last_errno();
	if (!SetProcessAffinityMask(h, (DWORD_PTR)mask))
		e = nt_last_errno();
	if (pid != 0)
		CloseHandle(h);
	return e;
}
