/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * launch start N RAW OURS	starts both programs N times in turn; a line
 *				"raw-us ours-us" for each pair
 * launch memory N RAW OURS	a line "raw-KiB ours-KiB" for each pair
 *
 * RAW and OURS are command lines.  Always built by MinGW.  Output of the
 * programs goes to NUL.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <psapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

BOOL WINAPI K32GetProcessMemoryInfo(HANDLE, PPROCESS_MEMORY_COUNTERS, DWORD);

static void __attribute__((noreturn))
die(const char *what)
{
	fprintf(stderr, "launch: %s: error %lu\n", what, GetLastError());
	exit(1);
}

static HANDLE
spawn(const char *program, const char *argument, HANDLE in, HANDLE out)
{
	STARTUPINFOA si = { .cb = sizeof(si), .dwFlags = STARTF_USESTDHANDLES,
	    .hStdInput = in, .hStdOutput = out, .hStdError = out };
	PROCESS_INFORMATION pi;
	char line[1024];

	snprintf(line, sizeof(line), "%s%s", program, argument);
	if (!CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &si,
	    &pi))
		die(program);
	CloseHandle(pi.hThread);
	return pi.hProcess;
}

static void
finish(HANDLE process, const char *program)
{
	DWORD code;

	WaitForSingleObject(process, INFINITE);
	if (!GetExitCodeProcess(process, &code) || code != 0) {
		fprintf(stderr, "launch: %s: exit code %#lx\n", program, code);
		exit(1);
	}
	CloseHandle(process);
}

static double
now_us(void)
{
	LARGE_INTEGER now, per_second;

	QueryPerformanceFrequency(&per_second);
	QueryPerformanceCounter(&now);
	return (double)now.QuadPart * 1e6 / (double)per_second.QuadPart;
}

static double
time_start(const char *program, HANDLE in, HANDLE out)
{
	double start = now_us();

	finish(spawn(program, "", in, out), program);
	return now_us() - start;
}

/*
 * Private memory, in KiB, once the program has written its line.  Microsoft
 * documents PagefileUsage and PrivateUsage as the same figure; Wine fills in
 * the first only.
 */
static double
memory(const char *program)
{
	SECURITY_ATTRIBUTES sa = { .nLength = sizeof(sa),
	    .bInheritHandle = TRUE };
	HANDLE in_read, in_write, out_read, out_write, process;
	PROCESS_MEMORY_COUNTERS mc = { .cb = sizeof(mc) };
	char byte;
	DWORD got;

	if (!CreatePipe(&in_read, &in_write, &sa, 0) ||
	    !CreatePipe(&out_read, &out_write, &sa, 0))
		die("pipe");
	SetHandleInformation(in_write, HANDLE_FLAG_INHERIT, 0);
	SetHandleInformation(out_read, HANDLE_FLAG_INHERIT, 0);
	process = spawn(program, " wait", in_read, out_write);
	CloseHandle(in_read);
	CloseHandle(out_write);
	do {
		if (!ReadFile(out_read, &byte, 1, &got, NULL) || got != 1)
			die("the program's line");
	} while (byte != '\n');
	if (!K32GetProcessMemoryInfo(process, &mc, sizeof(mc)) ||
	    mc.PagefileUsage == 0)
		die("GetProcessMemoryInfo");
	CloseHandle(in_write);
	finish(process, program);
	CloseHandle(out_read);
	return (double)mc.PagefileUsage / 1024;
}

int
main(int argc, char **argv)
{
	SECURITY_ATTRIBUTES sa = { .nLength = sizeof(sa),
	    .bInheritHandle = TRUE };
	double raw, ours;
	HANDLE in, out;
	int i, n;

	if (argc != 5) {
		fprintf(stderr, "launch start|memory N RAW OURS\n");
		return 2;
	}
	in = CreateFileA("NUL", GENERIC_READ, 0, &sa, OPEN_EXISTING, 0, NULL);
	out = CreateFileA("NUL", GENERIC_WRITE, 0, &sa, OPEN_EXISTING, 0,
	    NULL);
	if (in == INVALID_HANDLE_VALUE || out == INVALID_HANDLE_VALUE)
		die("NUL");
	n = atoi(argv[2]);
	for (i = 0; i < n; i++) {
		if (strcmp(argv[1], "start") == 0) {
			raw = time_start(argv[3], in, out);
			ours = time_start(argv[4], in, out);
		} else {
			raw = memory(argv[3]);
			ours = memory(argv[4]);
		}
		printf("%.3f %.3f\n", raw, ours);
		fflush(stdout);
	}
	return 0;
}
