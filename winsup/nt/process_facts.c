/* SPDX-License-Identifier: BSD-2-Clause */
/* What other processes are like. */
#include <errno.h>
#include <stdlib.h>

#include "nt/clock.h"
#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/process.h"
#include "nt/utf.h"

#include <psapi.h>
#include <tlhelp32.h>

static uint64_t
to_number(FILETIME t)
{
	return (uint64_t)t.dwHighDateTime << 32 | t.dwLowDateTime;
}

int
nt_process_facts(uint32_t pid, struct nt_process_facts *out)
{
	FILETIME made, ended, kernel, user;
	struct nt_cpu_times cpu;
	PROCESS_MEMORY_COUNTERS mem = { .cb = sizeof mem };
	HANDLE h = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
	int e = 0;

	if (h == NULL)
		return GetLastError() == ERROR_INVALID_PARAMETER ? -ESRCH :
		    -EPERM;
	if (!GetProcessTimes(h, &made, &ended, &kernel, &user))
		e = nt_last_errno();
	else if (nt_cpu_of(h, &cpu) < 0)
		cpu.user = cpu.kernel = 0;
	if (!K32GetProcessMemoryInfo(h, &mem, sizeof mem))
		mem.WorkingSetSize = mem.PagefileUsage = 0;
	CloseHandle(h);
	if (e < 0)
		return e;
	out->user = (uint64_t)cpu.user;
	out->system = (uint64_t)cpu.kernel;
	out->started = to_number(made);
	out->resident = mem.WorkingSetSize;
	out->committed = mem.PagefileUsage;
	out->faults = mem.PageFaultCount;
	return 0;
}

/*
 * The process parameters of another process (winternl.h: PEB and
 * RTL_USER_PROCESS_PARAMETERS, ImagePathName and CommandLine).
 */
static int
read_parameters(HANDLE h, RTL_USER_PROCESS_PARAMETERS *params)
{
	PROCESS_BASIC_INFORMATION info;
	NTSTATUS st;
	PEB peb;

	st = NtQueryInformationProcess(h, ProcessBasicInformation, &info,
	    sizeof info, NULL);
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	if (!ReadProcessMemory(h, info.PebBaseAddress, &peb, sizeof peb,
	    NULL) || !ReadProcessMemory(h, peb.ProcessParameters, params,
	    sizeof *params, NULL))
		return nt_last_errno();
	return 0;
}

static long
read_text(HANDLE h, int image, char *dst, size_t size)
{
	RTL_USER_PROCESS_PARAMETERS params;
	UNICODE_STRING *u = image ? &params.ImagePathName :
	    &params.CommandLine;
	size_t n, units;
	WCHAR *wide;
	int e;

	if ((e = read_parameters(h, &params)) < 0)
		return e;
	units = u->Length / sizeof *wide;
	if ((wide = malloc(u->Length + sizeof *wide)) == NULL)
		return -ENOMEM;
	if (!ReadProcessMemory(h, u->Buffer, wide, u->Length, NULL)) {
		e = nt_last_errno();
		free(wide);
		return e;
	}
	n = utf_16to8(dst, size - 1, (uint16_t *)wide, units);
	free(wide);
	if (n >= size)
		return -ENAMETOOLONG;
	dst[n] = '\0';
	return (long)n;
}

long
nt_process_text(uint32_t pid, int image, char *dst, size_t size)
{
	HANDLE h = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION |
	    PROCESS_VM_READ, FALSE, pid);
	long r;

	if (h == NULL)
		return GetLastError() == ERROR_INVALID_PARAMETER ? -ESRCH :
		    -EPERM;
	r = read_text(h, image, dst, size);
	CloseHandle(h);
	return r;
}

#define PROCESSORS	256		/* of one group, and then some */

/* Kernel time has the idle time in it, here too. */
int
nt_processors(struct nt_processor *out, int max)
{
	SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION info[PROCESSORS];
	ULONG size;
	NTSTATUS st;
	int n;

	st = NtQuerySystemInformation(SystemProcessorPerformanceInformation,
	    info, sizeof info, &size);
	if (!NT_SUCCESS(st))
		return nt_errno((uint32_t)st);
	n = (int)(size / sizeof info[0]);
	for (int i = 0; i < n && i < max; i++) {
		out[i].user = (uint64_t)info[i].UserTime.QuadPart;
		out[i].idle = (uint64_t)info[i].IdleTime.QuadPart;
		out[i].system = (uint64_t)info[i].KernelTime.QuadPart;
		out[i].system -= out[i].idle < out[i].system ? out[i].idle :
		    out[i].system;
	}
	return n < max ? n : max;
}

/* Threads are listed in the order in which they were made. */
uint32_t
nt_process_thread(uint32_t pid)
{
	HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
	THREADENTRY32 t = { .dwSize = sizeof t };
	uint32_t id = 0;

	if (all == INVALID_HANDLE_VALUE)
		return 0;
	if (Thread32First(all, &t))
		do
			if (t.th32OwnerProcessID == pid)
				id = t.th32ThreadID;
		while (id == 0 && Thread32Next(all, &t));
	CloseHandle(all);
	return id;
}

int
nt_process_priority(uint32_t pid, int level)
{
	uint32_t id = nt_process_thread(pid);
	HANDLE h;
	int e = 0;

	if (id == 0)
		return -ESRCH;
	h = OpenThread(THREAD_SET_INFORMATION, FALSE, id);
	if (h == NULL)
		return GetLastError() == ERROR_ACCESS_DENIED ? -EPERM :
		    -ESRCH;
	if (!SetThreadPriority(h, level))
		e = nt_last_errno();
	CloseHandle(h);
	return e;
}
