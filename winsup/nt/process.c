/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "nt/error.h"
#include "nt/interrupt.h"
#include "nt/ntdll.h"
#include "nt/processor.h"
#include "nt/thread.h"
#include "nt/utf.h"

/*
 * _exit() runs nothing of the process' own, and so must this: no DllMain
 * is called, no lock (the loader's, which another thread may hold for as
 * long as it likes) is taken.
 */
void
nt_exit_process(uint32_t code)
{
	nt_interrupt_never();
	nt_threads_gone();
	for (;;)
		TerminateProcess(GetCurrentProcess(), code);
}

void
nt_no_dialogues(void)
{
	SetErrorMode(GetErrorMode() | SEM_FAILCRITICALERRORS);
}

uint32_t
nt_process_id(void)
{
	return GetCurrentProcessId();
}

const uint16_t *
nt_command_line(void)
{
	return (const uint16_t *)GetCommandLineW();
}

const uint16_t *
nt_environment(void)
{
	return (const uint16_t *)GetEnvironmentStringsW();
}

/* Names that begin with "=" are Windows' own. */
void
nt_set_environment(const uint16_t *block)
{
	const WCHAR *s = (const WCHAR *)block;
	WCHAR name[256];
	size_t n;

	for (; *s != 0; s += wcslen(s) + 1) {
		for (n = 1; s[n] != 0 && s[n] != L'='; n++)
			continue;
		if (s[0] == L'=' || s[n] == 0 || n >= 256)
			continue;
		memcpy(name, s, n * sizeof *s);
		name[n] = 0;
		SetEnvironmentVariableW(name, s + n + 1);
	}
}

static uint32_t
count_bits(uint64_t set)
{
	return (uint32_t)__builtin_popcountll(set);
}

int
nt_machine(struct nt_machine *m)
{
	MEMORYSTATUSEX mem = { .dwLength = sizeof(mem) };
	DWORD_PTR mine, all;
	struct nt_groups g;
	SYSTEM_INFO info;

	GetSystemInfo(&info);
	nt_groups(&g);
	m->page = info.dwPageSize;
	/* Of more than one group a process may have threads in each. */
	m->processors_all = g.n > 1 ? g.first[g.n] : info.dwNumberOfProcessors;
	m->processors = m->processors_all;
	if (g.n == 1 && GetProcessAffinityMask(GetCurrentProcess(), &mine,
	    &all) && mine != 0)
		m->processors = count_bits(mine);
	if (!GlobalMemoryStatusEx(&mem))
		return nt_last_errno();
	m->memory = mem.ullTotalPhys;
	m->memory_free = mem.ullAvailPhys;
	m->swap = mem.ullTotalPageFile > mem.ullTotalPhys ?
	    mem.ullTotalPageFile - mem.ullTotalPhys : 0;
	m->swap_free = mem.ullAvailPageFile > mem.ullAvailPhys ?
	    mem.ullAvailPageFile - mem.ullAvailPhys : 0;
	if (m->swap_free > m->swap)
		m->swap_free = m->swap;
	return 0;
}

static uint64_t
time_of(const FILETIME *t)
{
	return (uint64_t)t->dwHighDateTime << 32 | t->dwLowDateTime;
}

/* Kernel time has the idle time in it (GetSystemTimes). */
int
nt_busy(uint64_t *busy)
{
	FILETIME idle, kernel, user;

	if (!GetSystemTimes(&idle, &kernel, &user))
		return nt_last_errno();
	*busy = time_of(&kernel) + time_of(&user) - time_of(&idle);
	return 0;
}

int
nt_version(struct nt_version *v)
{
	RTL_OSVERSIONINFOW info = { .dwOSVersionInfoSize = sizeof(info) };
	NTSTATUS st;

	st = RtlGetVersion(&info);
	if (st < 0)
		return nt_errno(st);
	v->major = info.dwMajorVersion;
	v->minor = info.dwMinorVersion;
	v->build = info.dwBuildNumber;
	return 0;
}

long
nt_system_program(char *dst, size_t size, const char *name)
{
	WCHAR dir[MAX_PATH];
	UINT units = GetSystemDirectoryW(dir, MAX_PATH);
	size_t n = strlen(name), len;

	if (units == 0 || units >= MAX_PATH)
		return -ENOENT;
	len = utf_16to8(dst, size, (const uint16_t *)dir, units);
	if (len + n + 2 > size)
		return -ENAMETOOLONG;
	dst[len++] = '\\';
	memcpy(dst + len, name, n + 1);
	return (long)(len + n);
}

long
nt_host_name(char *dst, size_t size)
{
	WCHAR name[256];
	DWORD units = 256;
	size_t len;

	if (!GetComputerNameExW(ComputerNameDnsHostname, name, &units))
		return nt_last_errno();
	len = utf_16to8(dst, size - 1, (const uint16_t *)name, units);
	if (len > size - 1)
		len = size - 1;
	dst[len] = '\0';
	return (long)len;
}
