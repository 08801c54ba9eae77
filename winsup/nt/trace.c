/* SPDX-License-Identifier: BSD-2-Clause */
#include "nt/trace.h"

#include <errno.h>
#include <string.h>

#include "lib/keep.h"
#include "lib/lock.h"
#include "lib/trace.h"
#include "nt/error.h"
#include "nt/ntdll.h"
#include "nt/utf.h"

/*
 * A forked child's copy of the handle would be some other object there: it
 * has the name, and opens the file anew.
 */
#define NAME_UNITS	1024
KEEP static HANDLE trace_file;	/* NULL: the standard error handle */
static WCHAR trace_name[NAME_UNITS];
static uint64_t first_usec;

static int
open_file(void)
{
	HANDLE h = CreateFileW(trace_name, FILE_APPEND_DATA | SYNCHRONIZE,
	    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
	    OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);

	if (h == INVALID_HANDLE_VALUE)
		return nt_last_errno();
	trace_file = h;
	return 0;
}

int
platform_trace_open(const char *path)
{
	WCHAR name[NAME_UNITS];
	size_t n = utf_8to16((uint16_t *)name, NAME_UNITS - 1, path,
	    strlen(path));
	int e;

	if (n > NAME_UNITS - 1)
		return -ENAMETOOLONG;
	name[n] = 0;
	/* Those who come later may be in another directory. */
	n = GetFullPathNameW(name, NAME_UNITS, trace_name, NULL);
	if (n == 0 || n >= NAME_UNITS) {
		trace_name[0] = 0;
		return -ENAMETOOLONG;
	}
	if ((e = open_file()) < 0)
		trace_name[0] = 0;
	return e;
}

size_t
platform_trace_name(char *dst, size_t size)
{
	size_t units = (size_t)lstrlenW(trace_name), n;

	n = utf_16to8(dst, size - 1, (const uint16_t *)trace_name, units);
	if (n > size - 1)
		return 0;
	dst[n] = '\0';
	return n;
}

void
platform_trace_write(const char *line, size_t len)
{
	DWORD error = GetLastError(), n;

	if (trace_file == NULL && trace_name[0] != 0)
		open_file();
	WriteFile(trace_file != NULL ? trace_file :
	    GetStdHandle(STD_ERROR_HANDLE), line, (DWORD)len, &n, NULL);
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
