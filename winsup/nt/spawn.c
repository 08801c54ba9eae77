/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Starting native processes.  Only the handles named in a list are
 * inherited (PROC_THREAD_ATTRIBUTE_HANDLE_LIST, processthreadsapi.h):
 * whatever else of this process happens to be inheritable stays here.
 */
#include "nt/process.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/utf.h"

/* A terminated copy in UTF-16; free() it. */
static WCHAR *
to_wide(const char *s)
{
	size_t len = strlen(s);
	size_t units = utf_8to16(NULL, 0, s, len);
	uint16_t *w = malloc((units + 1) * sizeof(*w));

	if (w == NULL)
		return NULL;
	utf_8to16(w, units, s, len);
	w[units] = 0;
	return (WCHAR *)w;
}

struct inherit {
	nt_handle own[3];	/* inheritable copies */
	HANDLE list[3];
	DWORD count;
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
}

static int
inherit_begin(struct inherit *in, const nt_handle handles[3])
{
	SIZE_T size = sizeof(in->room);
	HANDLE self = GetCurrentProcess();
	int i;

	memset(in, 0, sizeof(*in));
	for (i = 0; i < 3; i++) {
		if (handles[i] == NULL || handles[i] == NT_INVALID_HANDLE)
			continue;
		if (!DuplicateHandle(self, handles[i], self, &in->own[i], 0,
		    TRUE, DUPLICATE_SAME_ACCESS))
			return nt_last_errno();
		in->list[in->count++] = in->own[i];
	}
	if (!InitializeProcThreadAttributeList((void *)in->room, 1, 0, &size))
		return nt_last_errno();
	in->attributes = (void *)in->room;
	if (in->count > 0 && !UpdateProcThreadAttribute(in->attributes, 0,
	    PROC_THREAD_ATTRIBUTE_HANDLE_LIST, in->list,
	    in->count * sizeof(HANDLE), NULL, NULL))
		return nt_last_errno();
	return 0;
}

static int
create(const struct nt_spawn *s, struct inherit *in, WCHAR *text[3],
    PROCESS_INFORMATION *info)
{
	STARTUPINFOEXW start;

	memset(&start, 0, sizeof(start));
	start.StartupInfo.cb = sizeof(start);
	start.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
	start.StartupInfo.hStdInput = in->own[0];
	start.StartupInfo.hStdOutput = in->own[1];
	start.StartupInfo.hStdError = in->own[2];
	start.lpAttributeList = in->attributes;
	if (!CreateProcessW(text[0], text[1], NULL, NULL, in->count > 0,
	    CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT,
	    (void *)s->environment, text[2], &start.StartupInfo, info))
		return nt_last_errno();
	return 0;
}

int
nt_spawn(const struct nt_spawn *s, nt_handle *process, uint32_t *pid)
{
	PROCESS_INFORMATION info;
	WCHAR *text[3];
	struct inherit in;
	int r = -ENOMEM;

	text[0] = to_wide(s->program);
	text[1] = to_wide(s->command_line);
	text[2] = s->cwd != NULL ? to_wide(s->cwd) : NULL;
	if (text[0] == NULL || text[1] == NULL ||
	    (s->cwd != NULL && text[2] == NULL))
		goto out;
	r = inherit_begin(&in, s->handles);
	if (r == 0)
		r = create(s, &in, text, &info);
	inherit_end(&in);
	if (r < 0)
		goto out;
	CloseHandle(info.hThread);
	*process = info.hProcess;
	*pid = info.dwProcessId;
out:
	free(text[0]);
	free(text[1]);
	free(text[2]);
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
