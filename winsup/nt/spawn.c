/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Starting native processes.  Only the handles named in a list are
 * inherited (PROC_THREAD_ATTRIBUTE_HANDLE_LIST, processthreadsapi.h):
 * whatever else of this process happens to be inheritable stays here.
 */
#include "nt/process.h"

#include <errno.h>
#include <string.h>

#include "lib/fault.h"
#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/token.h"
#include "nt/utf.h"

/*
 * Memory for a while.  Not malloc(): to a child in place, room in the heap
 * costs more than the work that it is for.
 */
static void *
take(size_t size)
{
	return HeapAlloc(GetProcessHeap(), 0, size);
}

static void
drop(void *p)
{
	if (p != NULL)
		HeapFree(GetProcessHeap(), 0, p);
}

/* A terminated copy in UTF-16; drop() it. */
static WCHAR *
to_wide(const char *s)
{
	size_t len = strlen(s);
	size_t units = utf_8to16(NULL, 0, s, len);
	uint16_t *w = take((units + 1) * sizeof(*w));

	if (w == NULL)
		return NULL;
	utf_8to16(w, units, s, len);
	w[units] = 0;
	return (WCHAR *)w;
}

/*
 * A job ends its processes when its last handle is closed; that is here, so
 * with this process.  What its processes start is not among them.
 */
static int
set_job(HANDLE job, DWORD flags)
{
	JOBOBJECT_EXTENDED_LIMIT_INFORMATION limit = {
		.BasicLimitInformation.LimitFlags = flags |
		    JOB_OBJECT_LIMIT_BREAKAWAY_OK |
		    JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK,
	};

	return SetInformationJobObject(job, JobObjectExtendedLimitInformation,
	    &limit, sizeof(limit));
}

static HANDLE
make_tie(void)
{
	HANDLE job = fault("spawn.tie") < 0 ? NULL :
	    CreateJobObjectW(NULL, NULL);

	if (job != NULL && !set_job(job, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE)) {
		CloseHandle(job);
		job = NULL;
	}
	return job;
}

void
nt_untie(nt_handle tie)
{
	if (tie == NULL)
		return;
	set_job(tie, 0);
	CloseHandle(tie);
}

#define MAX_INHERIT	4096

struct inherit {
	nt_handle own[3];	/* inheritable copies of the standard ones */
	HANDLE std[3];
	HANDLE few[8], *list;	/* what the child gets */
	DWORD count;
	HANDLE job;		/* it begins in, or NULL */
	LPPROC_THREAD_ATTRIBUTE_LIST attributes;
	uint64_t room[16];
};

static void
inherit_end(struct inherit *in)
{
	int i;

	if (in->attributes != NULL)
		DeleteProcThreadAttributeList(in->attributes);
	for (i = 0; i < 3; i++)
		if (in->own[i] != NULL)
			CloseHandle(in->own[i]);
	if (in->list != in->few)
		drop(in->list);
}

/* Copies of the standard handles alone. */
static int
inherit_std(struct inherit *in, const nt_handle handles[3])
{
	HANDLE self = GetCurrentProcess();
	int i;

	for (i = 0; i < 3; i++) {
		if (handles[i] == NULL || handles[i] == NT_INVALID_HANDLE)
			continue;
		if (!DuplicateHandle(self, handles[i], self, &in->own[i], 0,
		    TRUE, DUPLICATE_SAME_ACCESS))
			return nt_last_errno();
		in->std[i] = in->list[in->count++] = in->own[i];
	}
	return 0;
}

/* A list: each handle once, as Windows demands. */
static int
inherit_list(struct inherit *in, const struct nt_spawn *s)
{
	unsigned i;
	DWORD k;

	if (s->n_inherit > MAX_INHERIT)
		return -E2BIG;
	if (s->n_inherit > sizeof(in->few) / sizeof(in->few[0])) {
		in->list = take(s->n_inherit * sizeof(HANDLE));
		if (in->list == NULL)
			return -ENOMEM;
	}
	for (i = 0; i < s->n_inherit; i++) {
		for (k = 0; k < in->count; k++)
			if (in->list[k] == s->inherit[i])
				break;
		if (k == in->count)
			in->list[in->count++] = s->inherit[i];
	}
	memcpy(in->std, s->handles, sizeof(in->std));
	return 0;
}

static int
inherit_begin(struct inherit *in, const struct nt_spawn *s, HANDLE job)
{
	SIZE_T size = sizeof(in->room);
	int e;

	memset(in, 0, sizeof(*in));
	in->list = in->few;
	in->job = job;
	e = s->inherit != NULL ? inherit_list(in, s) :
	    inherit_std(in, s->handles);
	if (e < 0)
		return e;
	if (!InitializeProcThreadAttributeList((void *)in->room, 2, 0, &size))
		return nt_last_errno();
	in->attributes = (void *)in->room;
	if (in->count > 0 && !UpdateProcThreadAttribute(in->attributes, 0,
	    PROC_THREAD_ATTRIBUTE_HANDLE_LIST, in->list,
	    in->count * sizeof(HANDLE), NULL, NULL))
		return nt_last_errno();
	if (job != NULL && !UpdateProcThreadAttribute(in->attributes, 0,
	    PROC_THREAD_ATTRIBUTE_JOB_LIST, &in->job, sizeof(in->job), NULL,
	    NULL))
		return nt_last_errno();
	return 0;
}

static DWORD
class_of(int nice)
{
	if (nice <= -12)
		return HIGH_PRIORITY_CLASS;
	if (nice <= -4)
		return ABOVE_NORMAL_PRIORITY_CLASS;
	if (nice < 4)
		return NORMAL_PRIORITY_CLASS;
	return nice < 12 ? BELOW_NORMAL_PRIORITY_CLASS : IDLE_PRIORITY_CLASS;
}

/*
 * The path as seen from the process' own directory if it lies below it, else
 * as it is: Wine looks each of its folders up (GetLongPathNameW).
 */
static const WCHAR *
from_here(const WCHAR *path)
{
	WCHAR here[MAX_PATH];
	DWORD n = GetCurrentDirectoryW(MAX_PATH, here), i = 0;

	if (n == 0 || n >= MAX_PATH)
		return path;
	if (here[n - 1] == '\\')
		n--;
	while (i < n && path[i] == here[i])
		i++;
	return i == n && path[n] == '\\' ? path + n + 1 : path;
}

typedef BOOL WINAPI as_user_fn(HANDLE, LPCWSTR, LPWSTR,
    LPSECURITY_ATTRIBUTES, LPSECURITY_ATTRIBUTES, BOOL, DWORD, LPVOID, LPCWSTR,
    LPSTARTUPINFOW, LPPROCESS_INFORMATION);

static BOOL
create_process(const struct nt_spawn *s, const struct inherit *in,
    const WCHAR *program, WCHAR *line, DWORD flags, const WCHAR *cwd,
    STARTUPINFOEXW *start, PROCESS_INFORMATION *info)
{
	HANDLE token = s->as_acting ? nt_acting_primary() : NULL;
	as_user_fn *as_user;
	DWORD error;
	HMODULE dll;
	BOOL ok;

	if (token == NULL)
		return CreateProcessW(program, line, NULL, NULL,
		    in->count > 0, flags, (void *)s->environment, cwd,
		    &start->StartupInfo, info);
	dll = LoadLibraryExW(L"advapi32.dll", NULL,
	    LOAD_LIBRARY_SEARCH_SYSTEM32);
	as_user = dll == NULL ? NULL : (as_user_fn *)(void *)
	    GetProcAddress(dll, "CreateProcessAsUserW");
	if (as_user == NULL)
		return FALSE;
	/* The privileges asked for are the process', not that user's. */
	nt_thread_acts_not();
	ok = as_user(token, program, line, NULL, NULL, in->count > 0, flags,
	    (void *)s->environment, cwd, &start->StartupInfo, info);
	error = GetLastError();
	nt_thread_acts(NULL);
	SetLastError(error);
	return ok;
}

static int
create(const struct nt_spawn *s, struct inherit *in, WCHAR *text[3],
    PROCESS_INFORMATION *info)
{
	DWORD flags = CREATE_UNICODE_ENVIRONMENT |
	    EXTENDED_STARTUPINFO_PRESENT;
	STARTUPINFOEXW start;
	const WCHAR *program = from_here(text[0]);

	/* Of a new group Win32 promises that it does not hear Ctrl-C. */
	if (s->keys_off)
		flags |= CREATE_NEW_PROCESS_GROUP;
	if (s->nice != 0)
		flags |= class_of(s->nice);
	memset(&start, 0, sizeof(start));
	start.StartupInfo.cb = sizeof(start);
	start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
	start.StartupInfo.hStdInput = in->std[0];
	start.StartupInfo.hStdOutput = in->std[1];
	start.StartupInfo.hStdError = in->std[2];
	start.StartupInfo.lpReserved2 = (BYTE *)s->payload;
	start.StartupInfo.cbReserved2 = (WORD)s->payload_size;
	start.lpAttributeList = in->attributes;
	if (create_process(s, in, program, text[1], flags, text[2], &start,
	    info))
		return 0;
	/* The directory is not there any more: it begins in this process'. */
	if (text[2] == NULL || GetLastError() != ERROR_DIRECTORY ||
	    !create_process(s, in, program, text[1], flags, NULL, &start,
	    info))
		return nt_last_errno();
	return 0;
}

#define ATTEMPTS	5

static int
create_in(const struct nt_spawn *s, HANDLE job, WCHAR *text[3],
    PROCESS_INFORMATION *info)
{
	struct inherit in;
	int r, tries;

	r = inherit_begin(&in, s, job);
	/*
	 * Where Wine has no preloader (Debian), Linux puts the heap of one new
	 * process in some thousands at 0x7ffe0000: ERROR_INTERNAL_ERROR.
	 */
	for (tries = 0; r == 0 && tries < ATTEMPTS; tries++) {
		if ((r = create(s, &in, text, info)) != -EIO)
			break;
		r = tries + 1 < ATTEMPTS ? 0 : -EIO;
		SwitchToThread();
	}
	inherit_end(&in);
	return r;
}

int
nt_spawn(const struct nt_spawn *s, nt_handle *process, uint32_t *pid,
    nt_handle *tie)
{
	PROCESS_INFORMATION info;
	WCHAR *text[3];
	HANDLE job = NULL;
	int r = -ENOMEM;

	text[0] = to_wide(s->program);
	text[1] = to_wide(s->command_line);
	text[2] = s->cwd != NULL ? to_wide(s->cwd) : NULL;
	if (text[0] == NULL || text[1] == NULL ||
	    (s->cwd != NULL && text[2] == NULL))
		goto out;
	if (tie != NULL)
		job = make_tie();
	r = create_in(s, job, text, &info);
	/* Not every process may make others in a job of its own. */
	if (r < 0 && job != NULL) {
		CloseHandle(job);
		job = NULL;
		r = create_in(s, NULL, text, &info);
	}
	if (r < 0)
		goto out;
	CloseHandle(info.hThread);
	if (tie != NULL)
		*tie = job;
	*process = info.hProcess;
	*pid = info.dwProcessId;
out:
	drop(text[0]);
	drop(text[1]);
	drop(text[2]);
	return r;
}

int
nt_process_wait(nt_handle process, uint32_t *code)
{
	DWORD status;
	int r = 0;

	if (WaitForSingleObject(process, INFINITE) != WAIT_OBJECT_0 ||
	    !GetExitCodeProcess(process, &status))
		r = nt_last_errno();
	else
		*code = status;
	CloseHandle(process);
	return r;
}

size_t
nt_payload(const void **payload)
{
	STARTUPINFOW start;

	GetStartupInfoW(&start);
	*payload = start.lpReserved2;
	return start.lpReserved2 != NULL ? start.cbReserved2 : 0;
}

uint32_t
nt_process_code(nt_handle process)
{
	DWORD status;

	return GetExitCodeProcess(process, &status) ? status : 0;
}

int
nt_process_ended(nt_handle process, uint32_t *code)
{
	if (WaitForSingleObject(process, 0) != WAIT_OBJECT_0)
		return 0;
	*code = nt_process_code(process);
	return 1;
}

uint32_t
nt_process_number(nt_handle process)
{
	return GetProcessId(process);
}

uint64_t
nt_process_started(nt_handle process)
{
	FILETIME made, ended, kernel, user;

	if (!GetProcessTimes(process, &made, &ended, &kernel, &user))
		return 0;
	return (uint64_t)made.dwHighDateTime << 32 | made.dwLowDateTime;
}

int
nt_process_gone(uint32_t pid, uint64_t started)
{
	HANDLE h = OpenProcess(SYNCHRONIZE |
	    PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
	int gone;

	if (h == NULL)		/* what may not be opened is alive */
		return GetLastError() == ERROR_INVALID_PARAMETER;
	gone = WaitForSingleObject(h, 0) == WAIT_OBJECT_0 ||
	    (started != 0 && nt_process_started(h) != started);
	CloseHandle(h);
	return gone;
}

static int
open_started(uint32_t pid, uint64_t started, DWORD access, HANDLE *out)
{
	HANDLE h = OpenProcess(access | SYNCHRONIZE |
	    PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);

	if (h == NULL)
		return GetLastError() == ERROR_ACCESS_DENIED ? -EPERM :
		    -ESRCH;
	if (started != 0 && nt_process_started(h) != started) {
		CloseHandle(h);
		return -ESRCH;
	}
	*out = h;
	return 0;
}

int
nt_process_open(uint32_t pid, uint64_t started, nt_handle *out)
{
	return open_started(pid, started, 0, out);
}

int
nt_process_kill(uint32_t pid, uint64_t started, uint32_t code)
{
	HANDLE h;
	int r = open_started(pid, started, PROCESS_TERMINATE, &h);

	if (r < 0)
		return r;
	if (!TerminateProcess(h, code))
		r = WaitForSingleObject(h, 0) == WAIT_OBJECT_0 ? 0 : -EPERM;
	CloseHandle(h);
	return r;
}

int
nt_process_nice(uint32_t pid, uint64_t started, int nice)
{
	HANDLE h;
	int r = open_started(pid, started, PROCESS_SET_INFORMATION, &h);

	if (r < 0)
		return r;
	if (!SetPriorityClass(h, class_of(nice)))
		r = nt_last_errno();
	CloseHandle(h);
	return r;
}

int
nt_handle_give(uint32_t pid, uint64_t started, nt_handle what, uint64_t old,
    uint64_t *given)
{
	HANDLE to, h;
	int r = open_started(pid, started, PROCESS_DUP_HANDLE, &to);

	if (r < 0)
		return r;
	if (old != 0)
		DuplicateHandle(to, (HANDLE)(uintptr_t)old, NULL, NULL, 0,
		    FALSE, DUPLICATE_CLOSE_SOURCE);
	if (DuplicateHandle(GetCurrentProcess(), what, to, &h, 0, FALSE,
	    DUPLICATE_SAME_ACCESS))
		*given = (uintptr_t)h;
	else
		r = nt_last_errno();
	CloseHandle(to);
	return r;
}
