/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/clock.h"

#include <errno.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include <psapi.h>

static int64_t
filetime(FILETIME ft)
{
	return (int64_t)((uint64_t)ft.dwHighDateTime << 32 |
	    ft.dwLowDateTime);
}

int64_t
nt_clock_system(void)
{
	FILETIME ft;

	GetSystemTimePreciseAsFileTime(&ft);
	return filetime(ft);
}

int64_t
nt_clock_system_coarse(void)
{
	FILETIME ft;

	GetSystemTimeAsFileTime(&ft);
	return filetime(ft);
}

int
nt_clock_set_system(int64_t t)
{
	FILETIME ft;
	SYSTEMTIME st;

	ft.dwLowDateTime = (DWORD)t;
	ft.dwHighDateTime = (DWORD)((uint64_t)t >> 32);
	if (!FileTimeToSystemTime(&ft, &st) || !SetSystemTime(&st))
		return nt_last_errno();
	return 0;
}

/*
 * The counter's frequency is fixed at boot (profileapi.h) and is 10 MHz on
 * current systems and on Wine, where no division is needed.
 * Fork class: share (the same on one machine).
 */
static int64_t frequency;

static int64_t
get_frequency(void)
{
	LARGE_INTEGER f;

	if (__builtin_expect(frequency == 0, 0)) {
		QueryPerformanceFrequency(&f);
		frequency = f.QuadPart;
	}
	return frequency;
}

/* counter * unit / frequency without overflow. */
static int64_t
scale(int64_t counter, int64_t unit)
{
	int64_t f = get_frequency();

	if (f == unit)
		return counter;
	return counter / f * unit + counter % f * unit / f;
}

int64_t
nt_clock_monotonic(void)
{
	LARGE_INTEGER c;

	QueryPerformanceCounter(&c);
	return scale(c.QuadPart, NT_PER_SECOND);
}

int64_t
nt_clock_monotonic_ns(void)
{
	LARGE_INTEGER c;

	QueryPerformanceCounter(&c);
	if (__builtin_expect(get_frequency() == NT_PER_SECOND, 1))
		return c.QuadPart * 100;
	return scale(c.QuadPart, INT64_C(1000000000));
}

int64_t
nt_clock_monotonic_step_ns(void)
{
	int64_t f = get_frequency();

	return f >= INT64_C(1000000000) ? 1 : INT64_C(1000000000) / f;
}

int64_t
nt_clock_tick(void)
{
	DWORD adjustment, increment;
	BOOL disabled;

	/* 64 Hz is what every PC has, should the call be denied. */
	if (!GetSystemTimeAdjustment(&adjustment, &increment, &disabled) ||
	    increment == 0)
		return 156250;
	return increment;
}

/* What GetProcessTimes() or GetThreadTimes() tells of h. */
static int
cpu_times(HANDLE h, BOOL (WINAPI *get)(HANDLE, LPFILETIME, LPFILETIME,
    LPFILETIME, LPFILETIME), struct nt_cpu_times *t)
{
	FILETIME start, end, kernel, user;

	if (!get(h, &start, &end, &kernel, &user))
		return nt_last_errno();
	t->user = filetime(user);
	t->kernel = filetime(kernel);
	return 0;
}

int
nt_cpu_process(struct nt_cpu_times *t)
{
	return cpu_times(GetCurrentProcess(), GetProcessTimes, t);
}

int
nt_cpu_thread(struct nt_cpu_times *t)
{
	return cpu_times(GetCurrentThread(), GetThreadTimes, t);
}

/* winternl.h gives these no names: they lie behind its first eight bytes. */
struct listed {
	LARGE_INTEGER skipped[3], made, user, kernel;
};

/* Of a process in the list of all, each with its threads; -ESRCH. */
static int
listed_times(const char *list, DWORD pid, struct nt_cpu_times *t)
{
	const SYSTEM_PROCESS_INFORMATION *p = (const void *)list;
	struct listed times;

	while ((DWORD)(uintptr_t)p->UniqueProcessId != pid) {
		if (p->NextEntryOffset == 0)
			return -ESRCH;
		p = (const void *)((const char *)p + p->NextEntryOffset);
	}
	memcpy(&times, (const char *)p + 8, sizeof times);
	t->user = times.user.QuadPart;
	t->kernel = times.kernel.QuadPart;
	return 0;
}

#define LIST_SIZE	(64 * 1024)
#define LIST_SIZE_MAX	(16 * 1024 * 1024)

static int
look_up_times(DWORD pid, struct nt_cpu_times *t)
{
	NTSTATUS st;
	char *list;
	int e;

	for (ULONG size = LIST_SIZE; size <= LIST_SIZE_MAX; size *= 2) {
		list = VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT,
		    PAGE_READWRITE);
		if (list == NULL)
			return nt_last_errno();
		st = NtQuerySystemInformation(SystemProcessInformation, list,
		    size, NULL);
		e = NT_SUCCESS(st) ? listed_times(list, pid, t) :
		    nt_errno((uint32_t)st);
		VirtualFree(list, 0, MEM_RELEASE);
		if (st != STATUS_INFO_LENGTH_MISMATCH)
			return e;
	}
	return -ENOMEM;
}

/*
 * Some systems know the caller's times only and give those for any process.
 * What may be the caller's is not believed; twice such, with work done between,
 * is no accident.  Fork class: copy.
 */
static volatile enum { UNSURE, TELLS, TELLS_NOT } of_others;
static volatile int64_t work_then;

static void
may_be_ours(const struct nt_cpu_times *now)
{
	int64_t work = now->user + now->kernel;

	if (work_then == 0)
		work_then = work + 1;
	else if (work - work_then > 3 * nt_clock_tick())
		of_others = TELLS_NOT;
}

/* 1: t is what the process has used; 0: that is not to be had; -errno. */
static int
told_of(nt_handle process, struct nt_cpu_times *t)
{
	struct nt_cpu_times before = { 0 }, after = { 0 };
	int e;

	if (of_others == TELLS_NOT)
		return 0;
	if (of_others == TELLS)
		return (e = cpu_times(process, GetProcessTimes, t)) < 0 ? e : 1;
	if ((e = nt_cpu_process(&before)) < 0 ||
	    (e = cpu_times(process, GetProcessTimes, t)) < 0 ||
	    (e = nt_cpu_process(&after)) < 0)
		return e;
	if (t->user >= before.user && t->user <= after.user &&
	    t->kernel >= before.kernel && t->kernel <= after.kernel) {
		may_be_ours(&after);
		return 0;
	}
	of_others = TELLS;
	return 1;
}

int
nt_cpu_of_ended(nt_handle process, struct nt_cpu_times *t)
{
	int e = told_of(process, t);

	return e > 0 ? 0 : e == 0 ? -ESRCH : e;
}

int
nt_cpu_of(nt_handle process, struct nt_cpu_times *t)
{
	DWORD pid = GetProcessId(process);
	int e;

	if (pid == GetCurrentProcessId())
		return nt_cpu_process(t);
	e = told_of(process, t);
	return e > 0 ? 0 : e == 0 ? look_up_times(pid, t) : e;
}

int
nt_cpu_of_process(uint32_t pid, struct nt_cpu_times *t)
{
	HANDLE h = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
	int e;

	if (h == NULL)
		return nt_last_errno();
	e = nt_cpu_of(h, t);
	CloseHandle(h);
	return e;
}

int
nt_cpu_of_thread(uint32_t id, struct nt_cpu_times *t)
{
	HANDLE h = OpenThread(THREAD_QUERY_LIMITED_INFORMATION, FALSE, id);
	int e;

	if (h == NULL)
		return nt_last_errno();
	e = cpu_times(h, GetThreadTimes, t);
	CloseHandle(h);
	return e;
}

void
nt_usage_of(nt_handle process, struct nt_usage *u)
{
	PROCESS_MEMORY_COUNTERS mem;
	IO_COUNTERS io;

	if (!K32GetProcessMemoryInfo(process, &mem, sizeof(mem)))
		memset(&mem, 0, sizeof(mem));
	if (!GetProcessIoCounters(process, &io))
		memset(&io, 0, sizeof(io));
	u->peak_set = mem.PeakWorkingSetSize;
	u->page_faults = mem.PageFaultCount;
	u->reads = io.ReadOperationCount;
	u->writes = io.WriteOperationCount;
}

int
nt_usage_process(struct nt_usage *u)
{
	int err = nt_cpu_process(&u->cpu);

	if (err == 0)
		nt_usage_of(GetCurrentProcess(), u);
	return err;
}

static void
copy_rule(struct nt_zone_rule *r, const SYSTEMTIME *s)
{
	r->year = s->wYear;
	r->month = s->wMonth;
	r->weekday = s->wDayOfWeek;
	r->day = s->wDay;
	r->hour = s->wHour;
	r->minute = s->wMinute;
	r->second = s->wSecond;
}

int
nt_clock_zone(struct nt_zone *z)
{
	DYNAMIC_TIME_ZONE_INFORMATION d;

	memset(&d, 0, sizeof(d));
	if (GetDynamicTimeZoneInformation(&d) == TIME_ZONE_ID_INVALID)
		return nt_last_errno();
	memset(z, 0, sizeof(*z));
	z->bias = d.Bias;
	z->standard_bias = d.StandardBias;
	z->daylight_bias = d.DynamicDaylightTimeDisabled ? d.StandardBias :
	    d.DaylightBias;
	if (!d.DynamicDaylightTimeDisabled) {
		copy_rule(&z->to_standard, &d.StandardDate);
		copy_rule(&z->to_daylight, &d.DaylightDate);
		memcpy(z->key, d.TimeZoneKeyName, sizeof(z->key));
		z->key[127] = 0;
	}
	return 0;
}
