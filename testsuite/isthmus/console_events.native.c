/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * PROCESS EVENT: makes a thread in that process where a console makes one to
 * tell of the event: the function calls its handlers.  77: it cannot.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

int
wmain(int argc, wchar_t **argv)
{
	HMODULE base = GetModuleHandleW(L"kernelbase");
	LPTHREAD_START_ROUTINE tell;
	HANDLE process, thread;

	if (argc != 3 || base == NULL)
		return 1;
	tell = (LPTHREAD_START_ROUTINE)(void *)GetProcAddress(base,
	    "CtrlRoutine");
	if (tell == NULL)
		return 77;
	process = OpenProcess(PROCESS_CREATE_THREAD | PROCESS_VM_OPERATION |
	    PROCESS_VM_READ | PROCESS_VM_WRITE | PROCESS_QUERY_INFORMATION,
	    FALSE, wcstoul(argv[1], NULL, 10));
	if (process == NULL)
		return 2;
	thread = CreateRemoteThread(process, NULL, 0, tell,
	    (void *)(ULONG_PTR)wcstoul(argv[2], NULL, 10), 0, NULL);
	if (thread == NULL)
		return 77;
	/* Of a process that has caught the closing it stays for a while. */
	WaitForSingleObject(thread, 500);
	return 0;
}
