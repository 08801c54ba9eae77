/* SPDX-License-Identifier: BSD-2-Clause */
/* linux: no, it is about Windows */
/* timeout: 30 */
/*
 * "hello, world" has at most 2 MiB of private memory more than the same
 * program built by MinGW, when its line is out.
 */
#include "child.h"

#include <psapi.h>

BOOL WINAPI K32GetProcessMemoryInfo(HANDLE, PPROCESS_MEMORY_COUNTERS, DWORD);

/*
 * In bytes, once the program has written its line.  Microsoft documents
 * PagefileUsage and PrivateUsage as the same; Wine fills in the first only.
 */
static long long
private_memory(const WCHAR *program)
{
	SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
	STARTUPINFOW start = { .cb = sizeof(start) };
	PROCESS_MEMORY_COUNTERS used = { .cb = sizeof(used) };
	HANDLE in, in_end, out, out_end;
	PROCESS_INFORMATION info;
	WCHAR line[] = L"p wait";
	DWORD got, code;
	char byte;

	CHECK(CreatePipe(&in, &in_end, &inherit, 0));
	CHECK(CreatePipe(&out, &out_end, &inherit, 0));
	SetHandleInformation(in_end, HANDLE_FLAG_INHERIT, 0);
	SetHandleInformation(out, HANDLE_FLAG_INHERIT, 0);
	start.dwFlags = STARTF_USESTDHANDLES;
	start.hStdInput = in;
	start.hStdOutput = start.hStdError = out_end;
	CHECK(CreateProcessW(program, line, NULL, NULL, TRUE, 0, NULL, NULL,
	    &start, &info));
	CloseHandle(in);
	CloseHandle(out_end);
	do
		CHECK(ReadFile(out, &byte, 1, &got, NULL) && got == 1);
	while (byte != '\n');
	CHECK(K32GetProcessMemoryInfo(info.hProcess, &used, sizeof(used)));
	CHECK(used.PagefileUsage > 0);
	CloseHandle(in_end);
	CHECK(WaitForSingleObject(info.hProcess, 20000) == WAIT_OBJECT_0);
	CHECK(GetExitCodeProcess(info.hProcess, &code));
	CHECK_INT(code, 0);
	CloseHandle(info.hThread);
	CloseHandle(info.hProcess);
	CloseHandle(out);
	return (long long)used.PagefileUsage;
}

int
main(int argc, char **argv)
{
	WCHAR raw[4096];
	long long ours, theirs;

	if (argc > 1) {
		puts("hello, world");
		fflush(stdout);
		while (getchar() != EOF)
			continue;
		return (0);
	}
	wcscpy(raw, own_path());
	swprintf(wcsrchr(raw, L'\\') + 1, 200, L"%s", NATIVE_NAME);
	ours = private_memory(own_path());
	theirs = private_memory(raw);
	fprintf(stderr, "private memory: %lld KiB, MinGW's %lld KiB\n",
	    ours >> 10, theirs >> 10);
	CHECK(ours - theirs <= 2 << 20);
	return (0);
}
