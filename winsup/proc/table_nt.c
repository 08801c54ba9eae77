/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table's section and the processes it names.  The section's name has
 * no "Global\": it lies in the session's (or the container's) own folder of
 * named objects, where restricted tokens may create it too.
 */
#include "proc/room_impl.h"

#include "lib/keep.h"
#include "nt/error.h"
#include "nt/named.h"
#include "nt/ntdll.h"
#include "nt/process.h"
#include "nt/utf.h"

/*
 * Whose table: all names tell, since each user's pids are his own, and many
 * users may run an installation in one session.  Fork class: copy.
 */
static struct {
	uint64_t installation;
	uint32_t user;
} place;

/* prefix, what the layout is, whose table: its end, with room for a number. */
static WCHAR *
object_name(WCHAR name[64], const WCHAR *prefix)
{
	while (*prefix != 0)
		*name++ = *prefix++;
	name = nt_name_hex(name, PROC_MAGIC, 8);
	*name++ = '-';
	name = nt_name_hex(name, place.installation, 16);
	*name++ = '-';
	return nt_name_hex(name, place.user, 8);
}

int
proc_section_map(struct proc_table **out, nt_handle *h, size_t size,
    uint64_t installation, uint32_t user, int *fresh)
{
	void *table = NULL;
	WCHAR name[64];
	int e;

	place.installation = installation;
	place.user = user;
	*object_name(name, L"isthmus1-proc-") = 0;
	e = nt_named_table(name, size, h, &table, fresh);
	*out = table;
	return e;
}

static void
event_name(WCHAR name[64], enum proc_event which, pid_t pid)
{
	WCHAR *end = object_name(name, which == PROC_BELL ?
	    L"isthmus1-bell-" : which == PROC_WAKE ? L"isthmus1-wake-" :
	    L"isthmus1-maps-");

	*end++ = '-';
	*nt_name_hex(end, (uint32_t)pid, 8) = 0;
}

int
proc_event_make(enum proc_event which, pid_t pid, nt_handle *out)
{
	WCHAR name[64];

	event_name(name, which, pid);
	*out = CreateEventW(nt_named_attributes(0), FALSE, FALSE, name);
	return *out != NULL ? 0 : nt_last_errno();
}

/*
 * The last events that were set are kept open: processes that exchange
 * signals do so many times.  A pid's events are never another's.
 */
#define EVENTS	4
KEEP static struct {
	HANDLE handle;
	pid_t pid;
	enum proc_event which;
} opened[EVENTS];
KEEP static unsigned next_opened;
KEEP static volatile uint32_t in_use;

static HANDLE
open_event(enum proc_event which, pid_t pid)
{
	WCHAR name[64];

	event_name(name, which, pid);
	return OpenEventW(EVENT_MODIFY_STATE, FALSE, name);
}

static int
set_once(enum proc_event which, pid_t pid)
{
	HANDLE h = open_event(which, pid);

	if (h == NULL)
		return 0;
	SetEvent(h);
	CloseHandle(h);
	return 1;
}

int
proc_event_set(enum proc_event which, pid_t pid)
{
	HANDLE h;
	unsigned i;

	/* Not a pid's, or another thread is at it: without the kept ones. */
	if (which == PROC_VISIT ||
	    __atomic_exchange_n(&in_use, 1, __ATOMIC_ACQUIRE) != 0)
		return set_once(which, pid);
	for (i = 0; i < EVENTS; i++)
		if (opened[i].pid == pid && opened[i].which == which)
			break;
	if (i == EVENTS && (h = open_event(which, pid)) != NULL) {
		i = next_opened++ % EVENTS;
		if (opened[i].handle != NULL)
			CloseHandle(opened[i].handle);
		opened[i].handle = h;
		opened[i].pid = pid;
		opened[i].which = which;
	}
	if (i < EVENTS)			/* else it has ended meanwhile */
		SetEvent(opened[i].handle);
	__atomic_store_n(&in_use, 0, __ATOMIC_RELEASE);
	return i < EVENTS;
}

uint32_t
proc_winpid(void)
{
	return GetCurrentProcessId();
}

uint64_t
proc_start_time(void)
{
	return nt_process_started(GetCurrentProcess());
}

void
proc_program_name(char *dst, size_t size)
{
	WCHAR path[2 * MAX_PATH], *base = path;
	DWORD n = GetModuleFileNameW(NULL, path, 2 * MAX_PATH);

	for (DWORD i = 0; i < n; i++)
		if (path[i] == '\\')
			base = path + i + 1;
	n = utf_16to8(dst, size - 1, base, (size_t)(path + n - base));
	dst[n < size ? n : size - 1] = '\0';
}

int
proc_process_gone(uint32_t winpid, uint64_t started)
{
	return nt_process_gone(winpid, started);
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
