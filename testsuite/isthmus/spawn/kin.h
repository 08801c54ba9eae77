/* SPDX-License-Identifier: BSD-2-Clause */
/* Processes that run the same program, as Windows has them. */
#ifndef ISTHMUS_TEST_KIN_H
#define ISTHMUS_TEST_KIN_H

#include "native.h"

#include <tlhelp32.h>
#include <strings.h>

#define KIN_PARTS	8
#define KIN_ALL		KIN_PARTS
#define KIN_NONE	(KIN_PARTS + 1)

/*
 * How many there are beside this one, and ends all of them, none, or each
 * eighth, from the one of that number on.
 */
static int
kin(unsigned which)
{
	HANDLE h = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0), one;
	PROCESSENTRY32 e = { .dwSize = sizeof(e) };
	char path[600];
	unsigned n = 0;

	CHECK(h != INVALID_HANDLE_VALUE);
	CHECK(GetModuleFileNameA(NULL, path, sizeof(path)) > 0);
	for (int more = Process32First(h, &e); more; more = Process32Next(h,
	    &e)) {
		if (strcasecmp(e.szExeFile, strrchr(path, '\\') + 1) != 0 ||
		    e.th32ProcessID == GetCurrentProcessId())
			continue;
		if (n++ % KIN_PARTS != which && which != KIN_ALL)
			continue;
		one = OpenProcess(PROCESS_TERMINATE, FALSE, e.th32ProcessID);
		if (one == NULL)
			continue;
		TerminateProcess(one, 1);
		CloseHandle(one);
	}
	CloseHandle(h);
	return ((int)n);
}

#endif
