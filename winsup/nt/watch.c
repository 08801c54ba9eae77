/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/watch.h"

#include <errno.h>

#include "lib/trace.h"
#include "nt/error.h"
#include "nt/file.h"
#include "nt/ntdll.h"
#include "nt/sync.h"

#define MEMORY	0x10000

_Static_assert(NT_CHANGE_ADDED == FILE_ACTION_ADDED &&
    NT_CHANGE_REMOVED == FILE_ACTION_REMOVED &&
    NT_CHANGE_MODIFIED == FILE_ACTION_MODIFIED &&
    NT_CHANGE_OLD_NAME == FILE_ACTION_RENAMED_OLD_NAME &&
    NT_CHANGE_NEW_NAME == FILE_ACTION_RENAMED_NEW_NAME, "actions");

struct nt_watch {
	HANDLE folder, event;
	OVERLAPPED request;
	DWORD filter;
	int armed;
	_Alignas(8) char buffer[MEMORY - 128];
};

_Static_assert(sizeof(struct nt_watch) <= MEMORY, "one granule");

static int
arm(struct nt_watch *w)
{
	w->request = (OVERLAPPED){ .hEvent = w->event };
	ResetEvent(w->event);
	w->armed = ReadDirectoryChangesW(w->folder, w->buffer,
	    sizeof w->buffer, FALSE, w->filter, NULL, &w->request, NULL);
	trace(TRACE_FILE, "ReadDirectoryChangesW(%#x) = %d",
	    (unsigned)w->filter, w->armed);
	return w->armed ? 0 : nt_last_errno();
}

static int
open_folder(HANDLE *out, const struct nt_name *name)
{
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING u = { (USHORT)(name->units * 2),
	    (USHORT)(name->units * 2), (WCHAR *)name->text };
	IO_STATUS_BLOCK io;

	InitializeObjectAttributes(&oa, &u, OBJ_CASE_INSENSITIVE, NULL, NULL);
	return nt_name_errno((uint32_t)NtCreateFile(out, FILE_LIST_DIRECTORY |
	    FILE_READ_ATTRIBUTES | SYNCHRONIZE, &oa, &io, NULL, 0,
	    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, FILE_OPEN,
	    FILE_DIRECTORY_FILE | FILE_OPEN_FOR_BACKUP_INTENT, NULL, 0));
}

int
nt_watch_begin(struct nt_watch **out, const struct nt_name *folder,
    int attributes)
{
	struct nt_watch *w = VirtualAlloc(NULL, MEMORY, MEM_RESERVE |
	    MEM_COMMIT, PAGE_READWRITE);
	int e;

	if (w == NULL)
		return -ENOMEM;
	w->filter = attributes ? FILE_NOTIFY_CHANGE_ATTRIBUTES |
	    FILE_NOTIFY_CHANGE_SECURITY : FILE_NOTIFY_CHANGE_FILE_NAME |
	    FILE_NOTIFY_CHANGE_DIR_NAME | FILE_NOTIFY_CHANGE_SIZE |
	    FILE_NOTIFY_CHANGE_LAST_WRITE;
	if ((e = open_folder(&w->folder, folder)) == 0 &&
	    (e = nt_event_create(&w->event, 1, 0)) == 0)
		e = arm(w);
	if (e < 0) {
		nt_watch_end(w);
		return e;
	}
	*out = w;
	return 0;
}

void
nt_watch_end(struct nt_watch *w)
{
	DWORD n;

	/* The memory is the system's until the request has ended. */
	if (w->armed) {
		CancelIoEx(w->folder, &w->request);
		GetOverlappedResult(w->folder, &w->request, &n, TRUE);
	}
	nt_close(w->folder);
	nt_close(w->event);
	VirtualFree(w, 0, MEM_RELEASE);
}

static void
tell(const struct nt_watch *w, DWORD size, void (*fn)(enum nt_change,
    const struct nt_name *, void *), void *arg)
{
	const FILE_NOTIFY_INFORMATION *i;
	struct nt_name name;
	DWORD at = 0;

	do {
		i = (const FILE_NOTIFY_INFORMATION *)(w->buffer + at);
		name.text = (const uint16_t *)i->FileName;
		name.units = i->FileNameLength / 2;
		fn((enum nt_change)i->Action, &name, arg);
		at += i->NextEntryOffset;
	} while (i->NextEntryOffset != 0 && at < size);
}

int
nt_watch_take(struct nt_watch *w, void (*fn)(enum nt_change,
    const struct nt_name *, void *), void *arg)
{
	DWORD n = 0, error = 0;
	int e;

	if (w->armed) {
		if (!GetOverlappedResult(w->folder, &w->request, &n, FALSE))
			error = GetLastError();
		if (error == ERROR_IO_INCOMPLETE)
			return 0;
		w->armed = 0;
		if (error == 0 && n > 0)
			tell(w, n, fn, arg);
	} else {
		error = ERROR_OPERATION_ABORTED;
	}
	if ((e = arm(w)) < 0)
		return e;
	/* The thread that asked has ended: what came since is kept. */
	if (error == ERROR_OPERATION_ABORTED)
		return 1;
	if (error == ERROR_NOTIFY_ENUM_DIR || (error == 0 && n == 0))
		return -EOVERFLOW;
	return error == 0 ? 1 : -ENOENT;
}

nt_handle
nt_watch_event(const struct nt_watch *w)
{
	return w->event;
}

nt_handle
nt_watch_folder(const struct nt_watch *w)
{
	return w->folder;
}
