/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table's section and the processes it names.  The section's name has
 * no "Global\": it lies in the session's (or the container's) own folder of
 * named objects, where restricted tokens may create it too.
 */
#include "proc/room_impl.h"

#include "nt/error.h"
#include "nt/ntdll.h"

/* Appends value in hexadecimal, digits long. */
static WCHAR *
put_hex(WCHAR *at, uint64_t value, int digits)
{
	while (--digits >= 0)
		*at++ = (WCHAR)L"0123456789abcdef"[value >> 4 * digits & 15];
	return at;
}

/* prefix, two numbers; a name of at most 63 units. */
static void
object_name(WCHAR name[64], const WCHAR *prefix, uint64_t installation,
    uint32_t number)
{
	while (*prefix != 0)
		*name++ = *prefix++;
	name = put_hex(name, PROC_MAGIC, 8);
	*name++ = '-';
	name = put_hex(name, installation, 16);
	*name++ = '-';
	name = put_hex(name, number, 8);
	*name = 0;
}

int
proc_section_map(struct proc_table **out, size_t size, uint64_t installation,
    uint32_t user, int *fresh)
{
	WCHAR name[64];
	HANDLE h;
	int e;

	object_name(name, L"isthmus1-proc-", installation, user);
	h = CreateFileMappingW(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0,
	    (DWORD)size, name);
	if (h == NULL)
		return nt_last_errno();
	*fresh = GetLastError() != ERROR_ALREADY_EXISTS;
	*out = MapViewOfFile(h, FILE_MAP_WRITE, 0, 0, size);
	if (*out != NULL)
		return 0;	/* the handle stays: the name goes with the last */
	e = nt_last_errno();
	CloseHandle(h);
	return e;
}

int
proc_bell_make(uint64_t installation, pid_t pid, nt_handle *out)
{
	WCHAR name[64];

	object_name(name, L"isthmus1-bell-", installation, (uint32_t)pid);
	*out = CreateEventW(NULL, FALSE, FALSE, name);
	return *out != NULL ? 0 : nt_last_errno();
}

void
proc_bell_ring(uint64_t installation, pid_t pid)
{
	WCHAR name[64];
	HANDLE h;

	object_name(name, L"isthmus1-bell-", installation, (uint32_t)pid);
	h = OpenEventW(EVENT_MODIFY_STATE, FALSE, name);
	if (h == NULL)
		return;			/* it has ended meanwhile */
	SetEvent(h);
	CloseHandle(h);
}

uint32_t
proc_winpid(void)
{
	return GetCurrentProcessId();
}

static uint64_t
creation_time(HANDLE h)
{
	FILETIME made, ended, kernel, user;

	if (!GetProcessTimes(h, &made, &ended, &kernel, &user))
		return 0;
	return (uint64_t)made.dwHighDateTime << 32 | made.dwLowDateTime;
}

uint64_t
proc_start_time(void)
{
	return creation_time(GetCurrentProcess());
}

int
proc_process_gone(uint32_t winpid, uint64_t started)
{
	HANDLE h = OpenProcess(SYNCHRONIZE |
	    PROCESS_QUERY_LIMITED_INFORMATION, FALSE, winpid);
	int gone;

	if (h == NULL)		/* what may not be opened is alive */
		return GetLastError() == ERROR_INVALID_PARAMETER;
	gone = WaitForSingleObject(h, 0) == WAIT_OBJECT_0 ||
	    (started != 0 && creation_time(h) != started);
	CloseHandle(h);
	return gone;
}

void
proc_pause(unsigned round)
{
	if (round < 16)
		YieldProcessor();
	else if (round < 64)
		SwitchToThread();
	else
		Sleep(1);
}
