/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/trace.h"

#include <errno.h>
#include <string.h>

#include "lib/lock.h"
#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/utf.h"

static HANDLE trace_file;	/* NULL: the standard error handle */
static uint64_t first_usec;

int
platform_trace_open(const char *path)
{
	WCHAR name[1024];
	size_t n = utf_8to16((uint16_t *)name, 1023, path, strlen(path));
	HANDLE h;

	if (n > 1023)
		return -ENAMETOOLONG;
	name[n] = 0;
	h = CreateFileW(name, FILE_APPEND_DATA | SYNCHRONIZE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
	    OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	if (h == INVALID_HANDLE_VALUE)
		return nt_last_errno();
	trace_file = h;
	return 0;
}

void
platform_trace_write(const char *line, size_t len)
{
	HANDLE h = trace_file != NULL ? trace_file :
	    GetStdHandle(STD_ERROR_HANDLE);
	DWORD error = GetLastError(), n;

	WriteFile(h, line, (DWORD)len, &n, NULL);
	SetLastError(error);
}

unsigned
platform_trace_pid(void)
{
	return GetCurrentProcessId();
}

uint64_t
platform_trace_usec(void)
{
	LARGE_INTEGER now, rate;
	uint64_t us;

	QueryPerformanceCounter(&now);
	QueryPerformanceFrequency(&rate);
	us = (uint64_t)(now.QuadPart / rate.QuadPart) * 1000000 +
	    (uint64_t)(now.QuadPart % rate.QuadPart) * 1000000 /
	    (uint64_t)rate.QuadPart;
	if (first_usec == 0)
		first_usec = us;
	return us - first_usec;
}

void
platform_write_error(const char *text, unsigned long len)
{
	DWORD n;

	WriteFile(GetStdHandle(STD_ERROR_HANDLE), text, (DWORD)len, &n, NULL);
}

/* 128 + SIGABRT, as a shell shows an aborted program. */
#define ABORTED	134

void
platform_die(void)
{
	TerminateProcess(GetCurrentProcess(), ABORTED);
	for (;;)
		Sleep(INFINITE);
}
